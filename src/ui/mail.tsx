import type { ComponentChildren, VNode } from 'preact'
import { useContext } from 'preact/hooks'
import { renderToString } from 'preact-render-to-string'
import { directionOf, language } from '../texts/index.ts'
import { type MailColours, mailColours } from './mail-colour.ts'
import { darkSheet, SERIF } from './mail-look.ts'
import { Colours, Table } from './mail-table.tsx'

export * from './mail-parts.tsx'

/** Parts of mails. Inline styles and tables are right here: mail programs read little else. */
export interface MailProps {
  title: string
  /** The line an inbox shows after the subject */
  preheader: string
  community: { name: string }
  /** The owner's colour, #rrggbb */
  brand: string
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | undefined
  /** <MailFoot> */
  foot: ComponentChildren
  children: ComponentChildren
}

export function Mail({
  title,
  preheader,
  community,
  brand,
  lang = language(),
  dir = directionOf(lang),
  foot,
  children,
}: MailProps) {
  const colours = mailColours(brand)
  return (
    <Colours.Provider value={colours}>
      <html lang={lang} dir={dir}>
        <MailHead title={title} colours={colours} />
        <body class="bg" style="margin:0;padding:0;background:#f9f8f5;">
          <div style="display:none;max-height:0;overflow:hidden;">{preheader}</div>
          <Table class="bg" style="background:#f9f8f5;" wide>
            <td align="center" style="padding:28px 12px;">
              <table
                role="presentation"
                class="w"
                width="600"
                cellpadding="0"
                cellspacing="0"
                style="width:600px;max-width:600px;"
              >
                <tr>
                  <MailBrand name={community.name} />
                </tr>
                <tr>
                  <td
                    class="sheet ln"
                    style="background:#fefefd;border:1px solid #e2e0db;border-radius:12px;padding:4px 0 28px;"
                  >
                    <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
                      {children}
                    </table>
                  </td>
                </tr>
                <tr>{foot}</tr>
              </table>
            </td>
          </Table>
        </body>
      </html>
    </Colours.Provider>
  )
}

function MailHead({ title, colours }: { title: string; colours: MailColours }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: darkSheet(colours) }} />
    </head>
  )
}

function MailBrand({ name }: { name: string }) {
  const { day } = useContext(Colours)
  return (
    <td class="p" style="padding:0 32px 18px;">
      <Table>
        <td
          width="22"
          height="22"
          bgcolor={day}
          class="mk"
          style="border-radius:5px;width:22px;height:22px;line-height:22px;font-size:0;"
        >
          &nbsp;
        </td>
        <td
          class="ink"
          style={`padding:0 10px;font-family:${SERIF};font-size:18px;line-height:24px;color:#26242b;`}
        >
          {name}
        </td>
      </Table>
    </td>
  )
}

export const renderMail = (mail: VNode): string => `<!doctype html>\n${renderToString(mail)}`
