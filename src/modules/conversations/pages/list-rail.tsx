import { t } from '../../../texts/index.ts'
import { PeopleList, PersonLine } from '#ui/avatar.tsx'
import { Chip, Chips } from '#ui/chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { RailSection } from '#ui/rail.tsx'
import { Slip, SlipRow } from '#ui/slip.tsx'
import type { BusyTopic, Helper, HowItGoes } from '../figure-queries.ts'
import type { ListBeside } from '../list-reading.ts'
import { duration } from './durations.ts'

/** Beside a list: how it goes, what people write about, whom to thank, the feed. */
export function ListRail({ beside, feed }: { beside: ListBeside; feed: string }) {
  return (
    <>
      <Goes goes={beside.goes} />
      <Topics topics={beside.topics} />
      <Thanks people={beside.people} />
      <RailSection title={t('conversations:rail.elsewhere')}>
        <a class="f-more" href={feed} data-turbo="false">
          <Icon name="rss" />
          {t('conversations:rail.feed')}
        </a>
      </RailSection>
    </>
  )
}

const percent = (share: number) => t('conversations:percent', { share: Math.round(share * 100) })

function Goes({ goes }: { goes: HowItGoes }) {
  return (
    <Slip title={t('conversations:goes.title')} note={t('conversations:goes.note')}>
      <SlipRow label={t('conversations:goes.unanswered')}>{goes.unanswered}</SlipRow>
      {goes.firstResponseMinutes !== null && (
        <SlipRow label={t('conversations:goes.first')}>{duration(goes.firstResponseMinutes)}</SlipRow>
      )}
      {goes.peerShare !== null && (
        <SlipRow label={t('conversations:goes.peers')}>{percent(goes.peerShare)}</SlipRow>
      )}
      <SlipRow label={t('conversations:goes.solved')}>{goes.solvedThisWeek}</SlipRow>
    </Slip>
  )
}

function Topics({ topics }: { topics: BusyTopic[] }) {
  if (topics.length === 0) return null
  return (
    <RailSection title={t('conversations:rail.topics')}>
      <Chips>
        {topics.map(({ slug, name }) => (
          <Chip key={slug} icon="hash" href={`/topics/${slug}`}>
            {name}
          </Chip>
        ))}
      </Chips>
    </RailSection>
  )
}

function Thanks({ people }: { people: Helper[] }) {
  if (people.length === 0) return null
  return (
    <RailSection title={t('conversations:rail.thanks')}>
      <PeopleList>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLine person={person} note={t('conversations:rail.accepted', { count: person.accepted })} />
          </li>
        ))}
      </PeopleList>
    </RailSection>
  )
}
