import { t } from '../../../texts/index.ts'
import { list as listed } from '../../../texts/writing.ts'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import type { ListBeside, ListReading } from '../list-reading.ts'
import { FeedLink } from './feed-link.tsx'
import { LevelMenu } from './level-menu.tsx'
import { listHref, ListTabs } from './list-parts.tsx'
import { NothingHere } from './nothing-here.tsx'
import { ListRail } from './list-rail.tsx'
import { ThreadRows } from './thread-rows.tsx'

interface Props {
  reading: ListReading & { topic: NonNullable<ListReading['topic']>; beside: ListBeside }
  mayEdit: boolean
  older: boolean
}

/** Everything about one topic, from all spaces. */
export function TopicPage({ reading, mayEdit, older }: Props) {
  const { topic, list, beside, rows } = reading
  const path = `/topics/${topic.slug}`
  const here = listHref(path, { list })
  const feed = `${path}.atom`
  const also =
    topic.synonyms.length > 0 ? t('conversations:topic.also', { names: listed(topic.synonyms) }) : ''
  return (
    <Page
      title={`#${topic.name}`}
      description={topic.description || undefined}
      canonical={path}
      nav="topics"
      noindex={older || list !== 'latest'}
      head={<FeedLink href={feed} title={`#${topic.name}`} />}
      rail={<ListRail beside={beside} feed={feed} />}
    >
      <Crumbs crumbs={[{ label: t('conversations:topics.title'), href: '/topics' }]} />
      <PageHead
        title={
          <>
            <span class="text-ink-3" aria-hidden="true">
              #
            </span>
            {topic.name}
          </>
        }
        lead={[topic.description, also].filter(Boolean).join(' ')}
        actions={
          <>
            {reading.level && <LevelMenu of="topic" action={`${path}/following`} level={reading.level} />}
            {mayEdit && (
              <Button kind="ghost" size="sm" icon="pencil" href={`${path}/edit`}>
                {t('conversations:menu.edit')}
              </Button>
            )}
          </>
        }
      />
      <ListTabs path={path} list={list} />
      {rows.length === 0 ? (
        <NothingHere list={list} />
      ) : (
        <ThreadRows isFirst={!older} rows={rows} next={reading.next} href={here} asked={list === 'unanswered'} />
      )}
    </Page>
  )
}
