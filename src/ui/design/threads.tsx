import { Avatar, Faces, PeopleList, PersonLine } from '../avatar.tsx'
import { Badge, RoleBadge } from '../badge.tsx'
import { Chip, Chips, ChoiceChip } from '../chip.tsx'
import { RailLinks, RailSection } from '../rail.tsx'
import { Row, RowSkeleton, Rows } from '../row.tsx'
import { Slip, SlipRow } from '../slip.tsx'
import { State, type StateKind } from '../state.tsx'
import { people, w } from './samples.ts'
import { Section, type SheetProps } from './section.tsx'

const everybody = Object.values(people)
const states: StateKind[] = [
  'solved',
  'answered',
  'needs',
  'talk',
  'guide',
  'idea',
  'event',
  'closed',
  'news',
]

export function Threads({ uid }: SheetProps) {
  return (
    <>
      <Section uid={uid} title={w.people}>
        <Marks uid={uid} />
      </Section>
      <Section uid={uid} title={w.rows}>
        <div class="grid grid-cols-1 sm:grid-cols-[minmax(0,1fr)_16rem] gap-8">
          <ThreadRows />
          <aside class="f-rail">
            <Facts />
          </aside>
        </div>
      </Section>
    </>
  )
}

function Marks({ uid }: SheetProps) {
  return (
    <>
      <div class="flex flex-wrap gap-2">
        <Badge>{w.neutral}</Badge>
        <Badge kind="success" icon="check">
          {w.solved}
        </Badge>
        <Badge kind="warning" icon="clock">
          {w.due}
        </Badge>
        <Badge kind="error" icon="clock">
          {w.late}
        </Badge>
        <Badge kind="info" icon="calendar-check">
          {w.planned}
        </Badge>
        <Badge kind="ghost">{w.quiet}</Badge>
        {everybody.map((person) => (
          <RoleBadge key={person.id} person={person} />
        ))}
      </div>
      <Chips>
        <Chip>{w.plain}</Chip>
        <Chip href="#a">{w.resting}</Chip>
        <Chip href="#b" on>
          {w.chosen}
        </Chip>
        <Chip href="#c" icon="hash">
          {w.topic}
        </Chip>
        <ChoiceChip name={`${uid}-t`} value="a" checked>
          {w.topic}
        </ChoiceChip>
        <ChoiceChip name={`${uid}-t`} value="b">
          {w.model}
        </ChoiceChip>
      </Chips>
      <div class="flex flex-wrap items-center gap-3">
        {everybody.map((person) => (
          <Avatar key={person.id} person={person} />
        ))}
        <Avatar person={people.anneke} size="xs" />
        <Avatar person={people.dev} size="sm" here />
        <Avatar person={people.maren} size="lg" />
        <Avatar person={people.hamish} size="xl" />
        <Faces people={everybody.slice(0, 4)} size="sm" />
        {states.map((state) => (
          <State key={state} kind={state} />
        ))}
      </div>
    </>
  )
}

function ThreadRows() {
  return (
    <Rows>
      <Row
        state="needs"
        href="#a"
        unread
        title={w.unread}
        meta={[people.maren.name, w.hot, w.minutes]}
        badge={
          <Badge kind="warning" icon="clock">
            {w.due}
          </Badge>
        }
      />
      <Row
        state="solved"
        href="#b"
        title={w.read}
        excerpt={w.excerpt}
        meta={[people.hamish.name, w.minutes]}
        faces={[people.dev, people.yuki]}
        note={w.answers}
      />
      <Row
        icon="thumbs-up"
        plain
        unread
        href="#c"
        title={w.notification}
        meta={w.minutes}
        faces={[people.maren]}
      />
      <RowSkeleton />
    </Rows>
  )
}

function Facts() {
  return (
    <>
      <Slip title={w.slip} heading="h3" note={w.explain}>
        <SlipRow label={w.fact}>{w.half}</SlipRow>
        <SlipRow label={w.kept} kind="kept">
          {w.keptAt}
        </SlipRow>
        <SlipRow label={w.dueLabel} kind="due">
          {w.dueAt}
        </SlipRow>
      </Slip>
      <RailSection title={w.related}>
        <RailLinks
          links={[
            { title: w.guide, note: w.guideNote, href: '#d' },
            { title: w.read, note: w.solved, solved: true, href: '#e' },
          ]}
        />
      </RailSection>
      <RailSection title={w.people}>
        <PeopleList>
          <li>
            <PersonLine person={people.dev} note={w.note} here />
          </li>
          <li>
            <PersonLine person={people.maren} />
          </li>
        </PeopleList>
      </RailSection>
      <RailSection well title={w.wrong}>
        <p class="text-ink-2">{w.explain}</p>
      </RailSection>
    </>
  )
}
