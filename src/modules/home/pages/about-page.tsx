import { t } from '../../../texts/index.ts'
import { PeopleList, PersonLine } from '#ui/avatar.tsx'
import { RoleBadge } from '#ui/badge.tsx'
import { PageHead, SectionHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import type { About } from '../about.ts'
import { DoorFigures } from './door-figures.tsx'

const rules = ['kind', 'search', 'private', 'credit', 'report'] as const

/** What this place is for, how it goes, who looks after it, how people treat each other. */
export function AboutPage({ about: { community, figures, team } }: { about: About }) {
  const purpose = t(`home:about.purpose.${community.purpose}`)
  return (
    <Page
      title={t('home:about.title', { name: community.name })}
      shape="is-one"
      canonical="/about"
      description={purpose}
    >
      <PageHead title={t('home:about.title', { name: community.name })} lead={community.tagline} />
      <p class="f-lead mt-5">{purpose}</p>
      {community.welcome && (
        <p class="f-lead mt-3" dir="auto">
          {community.welcome}
        </p>
      )}
      <section class="mt-10">
        <SectionHead>{t('home:about.figures')}</SectionHead>
        <DoorFigures told={figures} company={community.company} open />
      </section>
      <section class="mt-10">
        <SectionHead>{t('home:about.team')}</SectionHead>
        <Team team={team} />
      </section>
      <section class="mt-10" id="conduct">
        <SectionHead>{t('home:about.conduct')}</SectionHead>
        <div class="f-prose mt-4">
          <ul>
            {rules.map((rule) => (
              <li key={rule}>{t(`home:about.rules.${rule}`)}</li>
            ))}
          </ul>
        </div>
      </section>
      <section class="mt-10" id="numbers">
        <SectionHead>{t('home:about.numbers')}</SectionHead>
        <p class="text-ink-2 mt-4">{t('home:about.numbersText')}</p>
        <p class="mt-3">
          <a class="f-link" href="/api/docs">
            {t('home:about.feeds')}
          </a>
        </p>
      </section>
    </Page>
  )
}

function Team({ team }: Pick<About, 'team'>) {
  if (team.length === 0) return <p class="text-ink-2 mt-4">{t('home:about.teamNone')}</p>
  return (
    <div class="mt-4">
      <PeopleList>
        {team.map(({ person, headline }) => (
          <li key={person.id} class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <PersonLine person={person} note={headline} />
            <RoleBadge person={person} />
          </li>
        ))}
      </PeopleList>
    </div>
  )
}
