import { Alert } from '../alert.tsx'
import { Beads, Progress } from '../beads.tsx'
import { Button } from '../button.tsx'
import { Crumbs } from '../crumbs.tsx'
import { Empty } from '../empty.tsx'
import { More, PageHead, SectionHead } from '../heading.tsx'
import { Host } from '../host.tsx'
import { Menu, MenuItem, MenuRule } from '../menu.tsx'
import { Pager } from '../pager.tsx'
import { Tabs } from '../tabs.tsx'
import { Toast } from '../toast.tsx'
import { alerts, people, w } from './samples.ts'
import { Section, type SheetProps } from './section.tsx'

export function Places({ uid }: SheetProps) {
  return (
    <>
      <Section uid={uid} title={w.places}>
        <PageHead
          title={w.section}
          over={w.when}
          lead={w.explain}
          actions={<Button size="sm">{w.more}</Button>}
        />
        <SectionHead extra={<More href="/design">{w.all}</More>}>{w.section}</SectionHead>
        <Tabs
          label={`${w.places}, ${uid}`}
          tabs={[
            { label: w.latest, href: '#a', on: true },
            { label: w.unanswered, href: '#b', count: 9 },
            { label: w.followed, href: '#c' },
          ]}
        />
        <Crumbs
          label={`${w.places}: ${uid}`}
          crumbs={[
            { label: w.heating, href: '#d' },
            { label: w.model, href: '#e' },
          ]}
        />
        <Pager label={`${w.today}: ${uid}`} note={w.today} older="/design" />
        <Beads done={4} total={7} now label={w.beads} class="max-w-md" />
        <Progress value={60} label={w.progress} class="max-w-md" />
      </Section>
      <Section uid={uid} title={w.menus}>
        <div class="grid grid-cols-1 sm:grid-cols-[14rem_minmax(0,1fr)] gap-6 items-start">
          <div>
            <Menu start title={w.more}>
              <Entries />
            </Menu>
            <ul class="f-menu mt-2">
              <Entries />
            </ul>
          </div>
          <div class="grid gap-4">
            <Dialog />
            <Toast undo={{ action: '/design' }}>{w.removed}</Toast>
            <Toast>{w.saved}</Toast>
          </div>
        </div>
      </Section>
      <Section uid={uid} title={w.notices}>
        {alerts.map(([kind, text]) => (
          <Alert key={kind} kind={kind} actions={kind === 'error' && <Button size="sm">{w.retry}</Button>}>
            {text}
          </Alert>
        ))}
      </Section>
      <Section uid={uid} title={w.host}>
        <Host person={people.ingrid} note={w.hostNote}>
          {w.host1}
        </Host>
      </Section>
      <Section uid={uid} title={w.empty}>
        <div class="grid md:grid-cols-2 gap-5">
          <Empty heading="h3" art="lamp" title={w.read2} action={<Button kind="primary">{w.see}</Button>}>
            {w.read2text}
          </Empty>
          <Empty
            heading="h3"
            icon="wifi-off"
            title={w.lost}
            action={<Button icon="refresh-cw">{w.retry}</Button>}
          >
            {w.lostText}
          </Empty>
          <Empty heading="h3" art="shelf" title={w.read2} />
          <Empty heading="h3" art="door" title={w.read2} />
        </div>
      </Section>
    </>
  )
}

function Entries() {
  return (
    <>
      <MenuItem icon="pencil" href="/design">
        {w.edit}
      </MenuItem>
      <MenuItem icon="bookmark" action="/design">
        {w.keep}
      </MenuItem>
      <MenuItem icon="move">{w.move}</MenuItem>
      <MenuRule />
      <MenuItem icon="flag" danger action="/design">
        {w.flag}
      </MenuItem>
    </>
  )
}

function Dialog() {
  return (
    <div class="f-dialog">
      <h3 class="f-h2">{w.dialog}</h3>
      <p class="text-ink-2 mt-1.5">{w.dialogText}</p>
      <div class="flex justify-end gap-2 mt-5">
        <Button kind="ghost">{w.stay}</Button>
        <Button kind="primary">{w.move}</Button>
      </div>
    </div>
  )
}
