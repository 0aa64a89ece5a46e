import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { ListReading } from '../list-reading.ts'
import type { Kind, ListName } from '../shapes.ts'

interface Filters {
  list?: string | undefined
  space?: string | undefined
  topic?: string | undefined
}

/** The address of a list with these filters; what is usual is left out. */
export function listHref(path: string, { list, space, topic }: Filters): string {
  const query = new URLSearchParams()
  if (list && list !== 'latest') query.set('list', list)
  if (space) query.set('space', space)
  if (topic) query.set('topic', topic)
  return query.size > 0 ? `${path}?${query}` : path
}

export interface TabsProps {
  path: string
  list: ListName
  kind?: Kind | undefined
  space?: string | undefined
  topic?: string | undefined
  unanswered?: number | undefined
  /** Members who want it have a feed of their own, in lists of everything. */
  forYou?: boolean | undefined
}

export function ListTabs({ path, list, kind, unanswered, forYou, ...filters }: TabsProps) {
  const { viewer } = useChrome()
  const names: ListName[] = [
    'latest',
    ...(kind === 'discussion' ? [] : ['unanswered' as const]),
    'trending',
    ...(viewer ? ['followed' as const] : []),
    ...(viewer && (forYou || list === 'forYou') ? ['forYou' as const] : []),
  ]
  const tabs = names.map((name) => ({
    label: t(`conversations:list.${name}`),
    href: listHref(path, { ...filters, list: name }),
    on: name === list,
    count: name === 'unanswered' ? unanswered : undefined,
  }))
  return (
    <div class="mt-4">
      <Tabs label={t('conversations:list.label')} tabs={tabs} />
    </div>
  )
}

/** Narrows a list to a space; a chosen topic can be taken off. */
export function ListFilters({ path, reading }: { path: string; reading: ListReading }) {
  const { spaces } = useChrome()
  const { list, space, topic } = reading
  const href = (change: Filters) =>
    listHref(path, { list, space: space?.slug, topic: topic?.slug, ...change })
  return (
    <div
      class="flex flex-wrap items-center gap-2 py-2 border-b border-line"
      role="group"
      aria-label={t('conversations:list.filters')}
    >
      <Menu icon="chevron-down" title={space?.name ?? t('conversations:list.anySpace')} class="f-menu-start">
        <MenuItem href={href({ space: undefined })} current={space === null}>
          {t('conversations:list.anySpace')}
        </MenuItem>
        {spaces.map((each) => (
          <MenuItem key={each.slug} href={href({ space: each.slug })} current={each.slug === space?.slug}>
            {each.name}
          </MenuItem>
        ))}
      </Menu>
      {topic && (
        <Button
          size="sm"
          icon="x"
          href={href({ topic: undefined })}
          label={t('conversations:list.withoutTopic', { topic: topic.name })}
        >
          #{topic.name}
        </Button>
      )}
      {(space || topic) && (
        <a class="f-quiet text-sm ms-auto underline" href={listHref(path, { list })}>
          {t('conversations:list.clear')}
        </a>
      )}
    </div>
  )
}
