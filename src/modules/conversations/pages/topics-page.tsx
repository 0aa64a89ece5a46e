import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { TopicRow } from '../topic-queries.ts'

interface Props {
  rows: TopicRow[]
  next: string | null
  q: string
}

/** Which topics there are, the busiest first, with a search. */
export function TopicsPage({ rows, next, q }: Props) {
  return (
    <Page
      title={t('conversations:topics.title')}
      canonical="/topics"
      nav="topics"
      shape="is-one"
      noindex={q !== ''}
    >
      <PageHead title={t('conversations:topics.title')} lead={t('conversations:topics.lead')} />
      <form
        class="flex gap-2 mt-5"
        role="search"
        action="/topics"
        aria-label={t('conversations:topics.find')}
      >
        <label class="sr-only" for="q">
          {t('conversations:topics.find')}
        </label>
        <input
          class="input"
          type="search"
          id="q"
          name="q"
          value={q}
          placeholder={t('conversations:topics.find')}
          maxLength={60}
        />
        <Button type="submit" icon="search">
          {t('conversations:topics.go')}
        </Button>
      </form>
      {rows.length === 0 ? <Nothing q={q} /> : <TopicRows rows={rows} next={next} q={q} />}
    </Page>
  )
}

function TopicRows({ rows, next, q }: Props) {
  return (
    <>
      <ul class="grid sm:grid-cols-2 gap-x-8 mt-4">
        {rows.map((topic) => (
          <TopicLine key={topic.id} topic={topic} />
        ))}
      </ul>
      <LoadMore
        id={`older-${next}`}
        href={next && `/topics?${new URLSearchParams({ ...(q && { q }), older: next })}`}
      />
    </>
  )
}

export function MoreTopics({ older, ...list }: Props & { older: string }) {
  return (
    <Frame id={`older-${older}`}>
      <Frame id={`rows-${older}`} target="_top">
        <TopicRows {...list} />
      </Frame>
    </Frame>
  )
}

function TopicLine({ topic }: { topic: TopicRow }) {
  return (
    <li class="border-b border-line">
      <a class="group flex items-baseline gap-2 py-3 no-underline" href={`/topics/${topic.slug}`}>
        <span class="min-w-0">
          <b class="font-semibold group-hover:underline">
            <span class="text-ink-3 font-normal" aria-hidden="true">
              #
            </span>
            {topic.name}
          </b>
          {topic.description && <span class="block text-sm text-ink-2">{topic.description}</span>}
        </span>
        <span class="ms-auto text-sm text-ink-3 whitespace-nowrap">
          {t('conversations:topics.threads', { count: topic.threads })}
        </span>
      </a>
    </li>
  )
}

function Nothing({ q }: { q: string }) {
  return (
    <div class="mt-6">
      <Empty
        art="shelf"
        title={q ? t('conversations:topics.noneLike', { q }) : t('conversations:topics.none')}
        action={q ? <Button href="/topics">{t('conversations:topics.all')}</Button> : undefined}
      >
        {t('conversations:topics.noneText')}
      </Empty>
    </div>
  )
}
