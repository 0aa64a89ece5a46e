import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { MAIL_TINTS, SANS, SERIF } from './mail-look.ts'
import { Colours, Table } from './mail-table.tsx'
import { initials, type Person } from './person.ts'

/** A line on the sheet. `look`: read (17 px), plain (15 px), small (13 px), title (serif). */
export function MailText({
  look = 'plain',
  children,
}: {
  look?: 'read' | 'plain' | 'small' | 'title' | undefined
  children: ComponentChildren
}) {
  const { size, ink, font } = TEXT[look]
  return (
    <tr>
      <td
        class={`p ${ink}`}
        style={`padding:${look === 'title' ? 8 : 20}px 32px 0;font-family:${font};${size}color:${ink === 'ink' ? '#26242b' : '#55525b'};`}
      >
        {children}
      </td>
    </tr>
  )
}

const TEXT = {
  read: { size: 'font-size:17px;line-height:27px;', ink: 'ink', font: SANS },
  plain: { size: 'font-size:15px;line-height:23px;', ink: 'ink2', font: SANS },
  small: { size: 'font-size:13px;line-height:20px;', ink: 'ink2', font: SANS },
  title: { size: 'font-size:26px;line-height:33px;', ink: 'ink', font: SERIF },
} as const

/** What somebody wrote, from the text pipeline. */
export function MailProse({ html }: { html: string }) {
  const style = `padding:14px 32px 0;font-family:${SANS};font-size:17px;line-height:27px;color:#26242b;`
  return (
    <tr>
      <td class="p ink prose" style={style} dangerouslySetInnerHTML={{ __html: html }} />
    </tr>
  )
}

export function MailPerson({ person, note }: { person: Person; note?: ComponentChildren }) {
  const [paper, ink] = MAIL_TINTS[Math.abs(person.id) % MAIL_TINTS.length] ?? ['#edd5e7', '#502949']
  return (
    <tr>
      <td class="p" style="padding:22px 32px 0;">
        <Table>
          <td
            width="36"
            height="36"
            align="center"
            valign="middle"
            bgcolor={paper}
            style={`border-radius:18px;width:36px;height:36px;font-family:${SANS};font-size:13px;line-height:36px;font-weight:700;color:${ink};`}
          >
            {initials(person.name)}
          </td>
          <td
            class="ink"
            style={`padding:0 12px;font-family:${SANS};font-size:15px;line-height:18px;color:#26242b;`}
          >
            <b>{person.name}</b>
            {note && (
              <>
                <br />
                <span class="ink2" style="font-size:13px;color:#55525b;">
                  {note}
                </span>
              </>
            )}
          </td>
        </Table>
      </td>
    </tr>
  )
}

/** One a mail. */
export function MailButton({ href, children }: { href: string; children: ComponentChildren }) {
  const { day } = useContext(Colours)
  const look = `display:inline-block;padding:12px 20px;font-family:${SANS};font-size:15px;line-height:20px;font-weight:600;color:#fdfcfb;text-decoration:none;`
  return (
    <tr>
      <td class="p" style="padding:22px 32px 0;">
        <Table>
          <td class="bt" bgcolor={day} style={`border-radius:10px;background:${day};`}>
            <a href={href} style={look}>
              {children}
            </a>
          </td>
        </Table>
      </td>
    </tr>
  )
}

/** The green note: accepting, or what went well. */
export function MailNote({ children }: { children: ComponentChildren }) {
  const colours = useContext(Colours)
  return (
    <Colours.Provider value={{ ...colours, day: '#1d4a31' }}>
      <tr>
        <td class="p" style="padding:24px 32px 0;">
          <Table class="hd" wide style="background:#e6f5ec;border:1px solid #b5d9c3;border-radius:10px;">
            <td
              style={`padding:14px 16px;font-family:${SANS};font-size:15px;line-height:22px;color:#1d4a31;`}
            >
              {children}
            </td>
          </Table>
        </td>
      </tr>
    </Colours.Provider>
  )
}

export function MailRule() {
  return (
    <tr>
      <td class="p" style="padding:24px 32px 0;">
        <div class="ln" style="border-top:1px solid #e2e0db;height:0;">
          &nbsp;
        </div>
      </td>
    </tr>
  )
}

/** In a digest: a title that is a link, and one line of facts. */
export function MailRow({
  href,
  title,
  note,
}: {
  href: string
  title: ComponentChildren
  note?: ComponentChildren
}) {
  return (
    <tr>
      <td class="p" style="padding:16px 32px 0;">
        <a
          class="ink"
          href={href}
          style={`font-family:${SERIF};font-size:19px;line-height:25px;color:#26242b;text-decoration:none;`}
        >
          {title}
        </a>
        {note && (
          <div class="ink2" style={`font-family:${SANS};font-size:13px;line-height:20px;color:#55525b;`}>
            {note}
          </div>
        )}
      </td>
    </tr>
  )
}

export function MailLink({ href, children }: { href: string; children: ComponentChildren }) {
  const { day } = useContext(Colours)
  return (
    <a class="lk" href={href} style={`color:${day};`}>
      {children}
    </a>
  )
}

/** Under the sheet: why this came, and how to get less. */
export function MailFoot({ children }: { children: ComponentChildren }) {
  return (
    <td
      class="p ink2"
      style={`padding:20px 32px 0;font-family:${SANS};font-size:13px;line-height:20px;color:#55525b;`}
    >
      {children}
    </td>
  )
}
