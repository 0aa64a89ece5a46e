import type { ComponentChildren } from 'preact'
import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Empty } from '#ui/empty.tsx'
import { ActionButton } from '#ui/form.tsx'
import { More, SectionHead } from '#ui/heading.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Time } from '#ui/time.tsx'
import type { CouldAnswer } from '../answerable.ts'
import type { FollowUp, MemberHome, News } from '../member-queries.ts'
import { Greeting, type Greeted } from './greeting.tsx'
import { Drafts, FirstSteps, Helpful, HereNow, NewPeople } from './member-rail.tsx'
import { pathOf, stateOf } from './rows.tsx'

export interface MemberPageProps {
  home: MemberHome
  viewer: Greeted
  /** May fill an empty community from elsewhere. */
  mayFill: boolean
  /** The first of their own feed */
  forYou: ComponentChildren
  /** What was just done and can be taken back */
  toasts: ComponentChildren
}

/** A member's home: what is new for them, where they could help, what they left open. */
export function MemberPage({ home, viewer, mayFill, forYou, toasts }: MemberPageProps) {
  const rail = railOf(home)
  return (
    <Page title={t('home:title')} nav="home" bottom="home" rail={rail} railLabel={t('home:rail')} noindex toasts={toasts}>
      <Greeting home={home} viewer={viewer} />
      {home.anything ? (
        <>
          <NewForYou news={home.news} unread={home.unread} />
          {forYou && <ForYou>{forYou}</ForYou>}
          <CouldAnswerThese questions={home.couldAnswer} />
          <FollowUps questions={home.followUps} />
        </>
      ) : (
        <Fresh mayFill={mayFill} />
      )}
    </Page>
  )
}

function railOf({ drafts, steps, people, helpful, here }: MemberHome) {
  if (drafts.length + people.length + helpful.length + here.count === 0 && !steps) return undefined
  return (
    <>
      <Drafts drafts={drafts} />
      {steps && <FirstSteps steps={steps} />}
      <Helpful people={helpful} />
      <NewPeople people={people} />
      <HereNow here={here} />
    </>
  )
}

/** What comes in after the page was drawn stays new. */
function ReadAll() {
  const { now = new Date() } = useChrome()
  return (
    <ActionButton action="/threads/reading" kind="ghost" size="sm" fields={{ to: '/', until: String(now.getTime()) }}>
      {t('home:news.readAll')}
    </ActionButton>
  )
}

function NewForYou({ news, unread }: { news: News[]; unread: number }) {
  const tools = news.length > 0 && (
    <span class="flex gap-3 items-center">
      <span class="f-meta">{t('home:news.unread', { count: unread })}</span>
      <More href="/catch-up">{t('home:news.catchUp')}</More>
      <ReadAll />
    </span>
  )
  return (
    <section>
      <SectionHead extra={tools}>{t('home:news.title')}</SectionHead>
      {news.length === 0 ? (
        <p class="text-ink-2 mt-3">{t('home:news.none')}</p>
      ) : (
        <Rows>
          {news.map((each) => (
            <NewsRow key={each.id} thread={each} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function ForYou({ children }: { children: ComponentChildren }) {
  return (
    <section class="mt-11">
      <SectionHead extra={<More href="/questions?list=forYou">{t('home:forYou.all')}</More>}>{t('home:forYou.title')}</SectionHead>
      {children}
    </section>
  )
}

function NewsRow({ thread }: { thread: News }) {
  const { last, fresh, place, activeAt, faces } = thread
  return (
    <Row
      unread
      state={stateOf(thread)}
      title={thread.title}
      href={`${pathOf(thread)}?from=unread`}
      faces={faces}
      excerpt={
        last ? (
          <>
            <b class="font-semibold">{last.author.name.split(' ')[0]}:</b> {last.excerpt}
          </>
        ) : (
          thread.excerpt
        )
      }
      meta={[
        <a key="space" href={`/spaces/${place.slug}`}>
          {place.name}
        </a>,
        fresh > 0 && t('home:news.fresh', { count: fresh }),
        <Time key="time" at={activeAt} />,
      ]}
    />
  )
}

function CouldAnswerThese({ questions }: { questions: CouldAnswer[] }) {
  return (
    <section class="mt-11">
      <SectionHead extra={<More href="/questions?list=unanswered">{t('home:could.all')}</More>}>
        {t('home:could.title')}
      </SectionHead>
      {questions.length === 0 ? (
        <p class="text-ink-2 mt-3">{t('home:could.none')}</p>
      ) : (
        <Rows>
          {questions.map((each) => (
            <CouldRow key={each.id} question={each} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function CouldRow({ question }: { question: CouldAnswer }) {
  const { author, place, createdAt, reason } = question
  return (
    <Row
      state="needs"
      title={question.title}
      href={pathOf(question)}
      meta={[
        author.name,
        <a key="space" href={`/spaces/${place.slug}`}>
          {place.name}
        </a>,
        <Time key="time" at={createdAt} />,
      ]}
      after={
        reason && (
          <p class="text-sm text-ink-2 mt-2 flex gap-1.5 items-center">
            <Icon name="sparkles" />
            {reasonFor(reason)}
          </p>
        )
      }
      action={
        <Button size="sm" href={`${pathOf(question)}#answer`}>
          {t('home:could.answer')}
        </Button>
      }
    />
  )
}

function reasonFor(reason: NonNullable<CouldAnswer['reason']>): string {
  if ('solved' in reason) return t('home:could.solved', { count: reason.solved, topic: reason.topic })
  return 'topic' in reason ? t('home:could.known', reason) : t('home:could.product', reason)
}

function FollowUps({ questions }: { questions: FollowUp[] }) {
  if (questions.length === 0) return null
  return (
    <section class="mt-11">
      <SectionHead>{t('home:follow.title')}</SectionHead>
      <Rows>
        {questions.map((each) => (
          <FollowRow key={each.id} question={each} />
        ))}
      </Rows>
    </section>
  )
}

function FollowRow({ question }: { question: FollowUp }) {
  const path = pathOf(question)
  return (
    <Row
      state="answered"
      title={question.title}
      href={path}
      meta={[
        <span key="asked">
          {t('home:follow.asked')} <Time at={question.createdAt} />
        </span>,
        t('home:answers', { count: question.answers }),
      ]}
      after={
        <p class="mt-2.5 flex flex-wrap gap-2 f-above">
          <Button kind="success" size="sm" icon="check" href={path}>
            {t('home:follow.accept')}
          </Button>
          <Button kind="ghost" size="sm" href={`${path}#answer`}>
            {t('home:follow.stuck')}
          </Button>
        </p>
      }
    />
  )
}

/** Nobody has written anything yet: one action that fills the room, and for owners where it could come from. */
function Fresh({ mayFill }: { mayFill: boolean }) {
  const ask = (
    <Button kind={mayFill ? undefined : 'primary'} icon="pencil-line" href="/questions/new">
      {t('home:fresh.ask')}
    </Button>
  )
  const actions = mayFill ? (
    <div class="flex flex-wrap justify-center gap-2">
      <Button kind="primary" icon="upload" href="/admin/import">
        {t('home:fresh.import')}
      </Button>
      {ask}
    </div>
  ) : (
    ask
  )
  return (
    <Empty title={mayFill ? t('home:fresh.ownerTitle') : t('home:fresh.title')} art="shelf" action={actions}>
      {mayFill ? t('home:fresh.owner') : t('home:fresh.member')}
    </Empty>
  )
}
