import { t } from '../../../texts/index.ts'
import { Faces, PeopleList, PersonLine } from '#ui/avatar.tsx'
import { Beads } from '#ui/beads.tsx'
import { More } from '#ui/heading.tsx'
import { RailLinks, RailSection } from '#ui/rail.tsx'
import { Time } from '#ui/time.tsx'
import type { MemberHome } from '../member-queries.ts'
import type { FirstSteps as Steps, Here, NewPerson, OwnDraft } from '../rail-queries.ts'

export function Drafts({ drafts }: { drafts: OwnDraft[] }) {
  if (drafts.length === 0) return null
  return (
    <RailSection title={t('home:drafts.title')}>
      <RailLinks
        links={drafts.map(({ place, title, path, updatedAt }) => ({
          title,
          href: path,
          note: (
            <>
              {t(`home:drafts.${place as 'ask'}`)}, <Time at={updatedAt} />
            </>
          ),
        }))}
      />
    </RailSection>
  )
}

const places: Record<keyof Steps, string> = {
  profile: '/settings',
  follow: '/questions',
  helpful: '/questions',
  ask: '/questions/new',
  answer: '/questions?list=unanswered',
}

/** The first five things to do here; only the next one is a link, the others are counted. */
export function FirstSteps({ steps }: { steps: Steps }) {
  const names = Object.keys(places) as (keyof Steps)[]
  const done = names.filter((name) => steps[name]).length
  const next = names.find((name) => !steps[name])!
  return (
    <RailSection title={t('home:steps.title')}>
      <p class="text-ink-2">{t('home:steps.done', { count: done })}</p>
      <Beads
        done={done}
        total={names.length}
        now
        label={t('home:steps.done', { count: done })}
        class="mt-2.5"
      />
      <p class="mt-2">
        <a class="f-link" href={places[next]}>
          {t(`home:steps.${next}`)}
        </a>
      </p>
    </RailSection>
  )
}

export function Helpful({ people }: { people: MemberHome['helpful'] }) {
  if (people.length === 0) return null
  return (
    <RailSection title={t('home:helpful.title')}>
      <PeopleList>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLine person={person} note={t('home:helpful.accepted', { count: person.accepted })} />
          </li>
        ))}
      </PeopleList>
    </RailSection>
  )
}

export function HereNow({ here: { people, count } }: { here: Here }) {
  if (people.length === 0) return null
  const others = count - people.length
  return (
    <RailSection title={t('home:here.title')}>
      <div class="flex items-center gap-3">
        <Faces people={people} size="sm" />
        {others > 0 && <span class="text-ink-3">{t('home:here.others', { count: others })}</span>}
      </div>
    </RailSection>
  )
}

export function NewPeople({ people }: { people: NewPerson[] }) {
  if (people.length === 0) return null
  return (
    <RailSection title={t('home:people.title')}>
      <PeopleList>
        {people.map(({ person, headline, joinedAt }) => (
          <li key={person.id}>
            <PersonLine
              person={person}
              note={
                headline || (
                  <>
                    {t('home:people.joined')} <Time at={joinedAt} />
                  </>
                )
              }
            />
          </li>
        ))}
      </PeopleList>
      <p class="mt-2">
        <More href="/members">{t('home:people.all')}</More>
      </p>
    </RailSection>
  )
}
