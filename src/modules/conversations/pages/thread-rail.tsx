import { t } from '../../../texts/index.ts'
import { PeopleList, PersonLine } from '#ui/avatar.tsx'
import { RailLinks, RailSection } from '#ui/rail.tsx'
import { Slip, SlipRow } from '#ui/slip.tsx'
import { Time } from '#ui/time.tsx'
import type { Linked, Neighbour, Participant } from '../rail-queries.ts'
import type { ThreadPageReading } from '../thread-reading.ts'
import { duration } from './durations.ts'
import { pathOf } from './paths.ts'

/** What stands beside a thread: when to expect what, its relatives, who takes part. */
export function ThreadRail({ thread }: { thread: ThreadPageReading }) {
  const { linked, related, people } = thread.beside
  return (
    <>
      {thread.kind === 'question' && <Expectation thread={thread} />}
      <LinkedThreads linked={linked} />
      {related.length > 0 && (
        <RailSection title={t('conversations:rail.related')}>
          <RailLinks links={related.map(linkOf)} />
        </RailSection>
      )}
      {people.length > 1 && <People thread={thread} people={people} />}
    </>
  )
}

function Expectation({ thread }: { thread: ThreadPageReading }) {
  const { pace } = thread.beside
  return (
    <Slip title={t('conversations:rail.expect')}>
      <SlipRow label={t('conversations:rail.asked')}>
        <Time at={thread.createdAt} look="moment" />
      </SlipRow>
      <FirstAnswer thread={thread} />
      {pace?.firstResponseMinutes != null && (
        <SlipRow label={t('conversations:rail.typical')}>{duration(pace.firstResponseMinutes)}</SlipRow>
      )}
      {thread.acceptedAt && (
        <SlipRow label={t('conversations:rail.solved')}>
          <Time at={thread.acceptedAt} look="date" />
        </SlipRow>
      )}
    </Slip>
  )
}

function FirstAnswer({ thread }: { thread: ThreadPageReading }) {
  const { createdAt, firstResponseAt, closedAt } = thread
  if (firstResponseAt === null)
    return closedAt ? null : (
      <SlipRow label={t('conversations:rail.first')}>{t('conversations:rail.open')}</SlipRow>
    )
  const minutes = (firstResponseAt.getTime() - createdAt.getTime()) / 60_000
  return (
    <SlipRow label={t('conversations:rail.first')} kind="kept">
      {t('conversations:rail.after', { time: duration(minutes) })}
    </SlipRow>
  )
}

function LinkedThreads({ linked }: { linked: Linked[] }) {
  if (linked.length === 0) return null
  return (
    <RailSection title={t('conversations:rail.linked')}>
      <RailLinks links={linked.map(linkOf)} />
    </RailSection>
  )
}

const linkOf = (thread: Neighbour) => ({
  title: thread.title,
  href: pathOf(thread),
  note: noteOf(thread),
  solved: thread.acceptedPostId !== null,
})

function noteOf({ kind, acceptedPostId, answerCount }: Neighbour): string {
  if (kind === 'discussion') return t('conversations:row.replies', { count: answerCount })
  const answers =
    answerCount === 0
      ? t('conversations:row.noAnswer')
      : t('conversations:row.answers', { count: answerCount })
  return acceptedPostId === null ? answers : t('conversations:rail.solvedWith', { answers })
}

function People({ thread, people }: { thread: ThreadPageReading; people: Participant[] }) {
  const note = (person: Participant) =>
    person.id === thread.author.id
      ? t(`conversations:${thread.kind}.author`)
      : t('conversations:rail.posts', { count: person.posts })
  return (
    <RailSection title={t('conversations:rail.people')}>
      <PeopleList>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLine person={person} note={note(person)} />
          </li>
        ))}
      </PeopleList>
    </RailSection>
  )
}
