import { t, tAny } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Fieldset, Radio } from '#ui/choice.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Empty } from '#ui/empty.tsx'
import { TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Time } from '#ui/time.tsx'
import { Toast } from '#ui/toast.tsx'
import type { BookmarkForm, BookmarkRow } from '../bookmark-queries.ts'
import { pathOf, postPath } from './paths.ts'
import { PostFrame, postPlace } from './post-frame.tsx'
import { type RemindWhen, remindWhens } from './remind-when.ts'

interface FormProps extends BookmarkForm {
  typed?: Record<string, string> | undefined
  problems?: Record<string, string> | undefined
}

const isAhead = (at: Date | null | undefined, now: Date) => at != null && at > now

/** The note, and when to be reminded. */
export function BookmarkPage({ post, bookmark, typed = {}, problems = {} }: FormProps) {
  const { now = new Date() } = useChrome()
  const path = `/posts/${post.id}/bookmark`
  const kept = isAhead(bookmark?.remindAt, now)
  const error = (field: string) => (problems[field] ? tAny(problems[field]) : undefined)
  return (
    <PostFrame title={t(bookmark ? 'conversations:bookmark.change' : 'conversations:bookmark.do')} post={post}>
      <Form action={path} method="put" class="f-form mt-6" data-controller="submit-once" data-turbo="false" fields={{ to: '/bookmarks' }}>
        <TextField id="note" name="note" optional label={t('conversations:bookmark.note')} help={t('conversations:bookmark.noteHelp')} value={typed.note ?? bookmark?.note} error={error('note')} maxlength={300} />
        <Fieldset id="remind" legend={t('conversations:bookmark.remind')}>
          {remindWhens.filter((when) => when !== 'keep' || kept).map((when) => (
            <Radio key={when} name="remind" value={when} checked={(typed.remind ?? (kept ? 'keep' : 'never')) === when}>
              {whenWords(when, bookmark?.remindAt)}
            </Radio>
          ))}
        </Fieldset>
        <OwnDate value={typed.date} error={error('date')} />
        <div class="f-form-foot">
          <Button kind="primary" type="submit">{t('conversations:bookmark.save')}</Button>
          <Button kind="ghost" href={postPlace(post)}>{t('conversations:cancel')}</Button>
          {bookmark && (
            <Button kind="ghost" type="submit" class="ms-auto" icon="trash-2" formaction={`${path}?_method=delete`} formnovalidate>
              {t('conversations:bookmark.remove')}
            </Button>
          )}
        </div>
      </Form>
    </PostFrame>
  )
}

const whenWords = (when: RemindWhen, at: Date | null | undefined) =>
  when === 'keep' ? <>{t('conversations:bookmark.when.keep')} <Time at={at!} look="moment" /></> : t(`conversations:bookmark.when.${when}`)

/** The browser says in which time zone its owner lives; without scripts it is the one of the community. */
function OwnDate({ value, error }: { value: string | undefined; error: string | undefined }) {
  const { timeZone = 'UTC' } = useChrome()
  return (
    <>
      <input type="hidden" name="zone" data-controller="time-zone" />
      <TextField
        id="date"
        name="date"
        type="datetime-local"
        label={t('conversations:bookmark.date')}
        help={<span>{t('conversations:bookmark.dateHelp')} <span class="hidden noscript:inline">{t('conversations:bookmark.zone', { timeZone })}</span></span>}
        value={value}
        error={error}
        class="max-w-[20rem]"
      />
    </>
  )
}

interface ListProps {
  rows: BookmarkRow[]
  next: string | null
  q: string
  /** One that was just removed, as it was */
  undo?: { postId: number; note: string; date: string } | undefined
}

const listPath = (query: Record<string, string>) => {
  const filled = Object.entries(query).filter(([, value]) => value)
  return filled.length > 0 ? `/bookmarks?${new URLSearchParams(filled)}` : '/bookmarks'
}

/** All that somebody marked, the newest first. */
export function BookmarksPage({ rows, next, q, undo }: ListProps) {
  return (
    <Page title={t('conversations:bookmark.title')} nav="bookmarks" shape="is-one" noindex toasts={undo && <Undo {...undo} />}>
      <PageHead title={t('conversations:bookmark.title')} lead={t('conversations:bookmark.lead')} />
      {(rows.length > 0 || q) && <Search q={q} />}
      {rows.length === 0 ? <Nothing q={q} /> : <div data-controller="row-keys"><Rows>{rows.map((row) => <BookmarkLine key={row.postId} row={row} q={q} />)}</Rows></div>}
      <LoadMore id="older" href={next && listPath({ q, older: next })} />
    </Page>
  )
}

const Undo = ({ postId, note, date }: NonNullable<ListProps['undo']>) => (
  <Toast undo={{ action: `/posts/${postId}/bookmark`, method: 'put', fields: { note, remind: date ? 'date' : 'never', date: date || null, to: '/bookmarks' } }}>
    {t('conversations:bookmark.removed')}
  </Toast>
)

const Search = ({ q }: { q: string }) => (
  <form action="/bookmarks" class="flex gap-2 mt-5 mb-2" role="search">
    <label class="input flex-1">
      <Icon name="search" />
      <span class="sr-only">{t('conversations:bookmark.search')}</span>
      <input type="search" name="q" value={q} placeholder={t('conversations:bookmark.search')} maxlength={100} />
    </label>
    <Button type="submit">{t('conversations:bookmark.find')}</Button>
  </form>
)

function BookmarkLine({ row, q }: { row: BookmarkRow; q: string }) {
  const { thread, postId, note, remindAt, remindedAt } = row
  const href = row.postKind === 'opening' ? pathOf(thread) : postPath(thread, postId)
  return (
    <Row
      icon="bookmark"
      href={href}
      title={thread.title}
      heading="h2"
      excerpt={note || row.excerpt}
      meta={[
        <span key="who">{row.postKind === 'opening' ? t(`conversations:${thread.kind}.by`) : ''} {row.author.name}</span>,
        <Time key="at" at={row.createdAt} />,
        ...(remindAt ? [<span key="remind">{t(remindedAt ? 'conversations:bookmark.reminded' : 'conversations:bookmark.willRemind')} <Time at={remindAt} look="moment" /></span>] : []),
      ]}
      action={
        <span class="flex">
          <Button kind="ghost" size="sm" icon="pencil" href={`/posts/${postId}/bookmark`} label={`${t('conversations:bookmark.change')}: ${thread.title}`} />
          <ActionButton kind="ghost" size="sm" icon="trash-2" action={`/posts/${postId}/bookmark`} method="delete" fields={{ q }} label={`${t('conversations:bookmark.remove')}: ${thread.title}`} />
        </span>
      }
    />
  )
}

const Nothing = ({ q }: { q: string }) =>
  q ? (
    <Empty title={t('conversations:bookmark.nothing', { q })} art="shelf" action={<Button href="/bookmarks">{t('conversations:bookmark.all')}</Button>} />
  ) : (
    <Empty title={t('conversations:bookmark.empty.title')} art="shelf" action={<Button href="/questions">{t('conversations:bookmark.empty.action')}</Button>}>{t('conversations:bookmark.empty.text')}</Empty>
  )
