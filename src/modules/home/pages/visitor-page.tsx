import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { cx } from '#ui/classes.ts'
import { Empty } from '#ui/empty.tsx'
import { More, SectionHead } from '#ui/heading.tsx'
import { Host } from '#ui/host.tsx'
import { Page } from '#ui/page.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Shelf as ShelfArt } from '#ui/shelf.tsx'
import type { Shelf } from '../figures.ts'
import type { Useful, VisitorHome } from '../visitor-queries.ts'
import { DoorFigures } from './door-figures.tsx'
import { inWords, percent } from './duration.ts'
import { NewQuestionRow, pathOf } from './rows.tsx'

/** The door: look first, then see that this place is alive. */
export function VisitorPage({ home }: { home: VisitorHome }) {
  const { community, figures } = home
  const empty = figures.threads === 0
  return (
    <Page
      title={community.name}
      nav="home"
      bottom="home"
      shape="is-wide"
      noSearch
      canonical="/"
      description={leadOf(home)}
      structuredData={[siteData(community.name)]}
    >
      <Door home={home} />
      <section aria-label={t('home:visitor.figures')}>
        <DoorFigures told={figures} company={community.company} open />
      </section>
      <div class="grid grid-cols-1 lg:grid-cols-[minmax(0,1fr)_20rem] gap-x-14 gap-y-12 mt-14">
        <div class="grid grid-cols-1 gap-12 content-start">
          {empty ? (
            <Fresh />
          ) : (
            <>
              <UsefulList home={home} />
              <Newest home={home} />
            </>
          )}
        </div>
        <div class="grid grid-cols-1 gap-8 content-start">
          <HostCard home={home} />
          <Shelves shelves={home.shelves} />
        </div>
      </div>
    </Page>
  )
}

// Search engines offer a field for this site.
const siteData = (name: string) => ({ '@context': 'https://schema.org', '@type': 'WebSite', name })

function leadOf({ community, figures }: VisitorHome): string {
  const lead = community.company
    ? t('home:visitor.lead', { company: community.company })
    : t('home:visitor.leadAlone')
  const mostAnswered = figures.questions > 0 && figures.solved / figures.questions > 0.5
  return mostAnswered ? `${lead} ${t('home:visitor.mostAnswered')}` : lead
}

function Door({ home }: { home: VisitorHome }) {
  const { community } = home
  const says = community.tagline || t('home:visitor.door')
  return (
    <section class="pt-6 md:pt-12" aria-labelledby="door">
      <h1 id="door" class={cx(says.length > 60 ? 'f-title max-w-[32ch]' : 'f-door max-w-[18ch]')}>
        {says}
      </h1>
      <p class="f-lead mt-4 max-w-[54ch]">{leadOf(home)}</p>
      <SearchField class="mt-7 max-w-[44rem]" placeholder={t('home:visitor.placeholder')} />
      <PeopleLookFor home={home} />
      <ShelfArt width={1000} height={108} class="w-full mt-10 md:mt-12 hidden sm:block" />
      <ShelfArt width={380} height={88} seed={11} lamp={false} class="w-full mt-9 sm:hidden" />
    </section>
  )
}

function PeopleLookFor({ home: { sought, soughtIsReal } }: { home: VisitorHome }) {
  if (sought.length === 0) return null
  return (
    <div class="f-meta mt-4">
      <span class="text-ink-2">
        {soughtIsReal ? t('home:visitor.peopleLookFor') : t('home:visitor.topicsNow')}
      </span>
      <span class="f-nodot f-chips">
        {sought.map((words) => (
          <Chip key={words} href={`/search?${new URLSearchParams({ q: words })}`}>
            {words}
          </Chip>
        ))}
      </span>
    </div>
  )
}

function UsefulList({ home: { useful, thisWeek } }: { home: VisitorHome }) {
  if (useful.length === 0) return null
  return (
    <section>
      <SectionHead extra={<More href="/questions">{t('home:useful.all')}</More>}>
        {thisWeek ? t('home:useful.week') : t('home:useful.ever')}
      </SectionHead>
      <Rows>
        {useful.map((each) => (
          <UsefulRow key={each.id} thread={each} thisWeek={thisWeek} />
        ))}
      </Rows>
    </section>
  )
}

function UsefulRow({ thread, thisWeek }: { thread: Useful; thisWeek: boolean }) {
  const { kind, place, createdAt, firstResponseAt, helped, solved, answers } = thread
  const minutes =
    kind === 'question' && firstResponseAt ? (firstResponseAt.getTime() - createdAt.getTime()) / 60_000 : null
  return (
    <Row
      state={kind === 'discussion' ? 'talk' : solved ? 'solved' : answers > 0 ? 'answered' : 'needs'}
      title={thread.title}
      href={pathOf(thread)}
      excerpt={thread.excerpt}
      note={answers > 0 ? t('home:answers', { count: answers }) : undefined}
      meta={[
        <a key="space" href={`/spaces/${place.slug}`}>
          {place.name}
        </a>,
        minutes !== null && t('home:useful.answeredIn', { time: inWords(minutes) }),
        thisWeek
          ? t('home:useful.helpedWeek', { count: helped })
          : t('home:useful.helped', { count: helped }),
      ]}
    />
  )
}

function Newest({ home: { newest } }: { home: VisitorHome }) {
  if (newest.length === 0) return null
  return (
    <section>
      <SectionHead extra={<More href="/questions">{t('home:newest.all')}</More>}>
        {t('home:newest.title')}
      </SectionHead>
      <Rows>
        {newest.map((thread) => (
          <NewQuestionRow key={thread.id} thread={thread} />
        ))}
      </Rows>
    </section>
  )
}

function HostCard({ home: { host, community } }: { home: VisitorHome }) {
  if (!host) return null
  return (
    <Host
      person={host}
      small
      title={t('home:host.title', { name: host.name.split(' ')[0] })}
      action={<Button href="/join">{t('home:host.join')}</Button>}
    >
      “{community.welcome || t('home:host.says')}”
    </Host>
  )
}

function Shelves({ shelves }: { shelves: Shelf[] }) {
  if (shelves.length === 0) return null
  return (
    <section>
      <h2 class="f-h3">{t('home:shelves.title')}</h2>
      <ul class="f-rail-links mt-2 text-sm">
        {shelves.map(({ slug, name, spine, questions, answered }) => (
          <li key={slug}>
            <a href={`/spaces/${slug}`} class="!flex items-center gap-1">
              <span class={`f-spine s${spine}`} aria-hidden="true" />
              <span class="!block !text-inherit">
                <b>{name}</b>
                <span>
                  {answered === null
                    ? t('home:shelves.empty')
                    : t('home:shelves.counts', { count: questions, share: percent(answered) })}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Fresh() {
  return (
    <Empty
      title={t('home:fresh.title')}
      art="shelf"
      action={
        <Button kind="primary" icon="pencil-line" href="/questions/new">
          {t('home:fresh.ask')}
        </Button>
      }
    >
      {t('home:fresh.visitor')}
    </Empty>
  )
}
