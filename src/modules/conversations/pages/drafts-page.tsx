import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ActionButton } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Time } from '#ui/time.tsx'
import type { DraftInPlace } from '../drafts.ts'
import { pathOf } from './paths.ts'

/** What the viewer has begun to write, with a way to go on. */
export function DraftsPage({ drafts }: { drafts: DraftInPlace[] }) {
  return (
    <Page title={t('conversations:drafts.title')} shape="is-one" bottom="me" noindex>
      <PageHead title={t('conversations:drafts.title')} lead={t('conversations:drafts.lead')} />
      {drafts.length === 0 ? (
        <Nothing />
      ) : (
        <Rows class="mt-4">
          {drafts.map((draft) => (
            <DraftRow key={draft.place} draft={draft} />
          ))}
        </Rows>
      )}
    </Page>
  )
}

function DraftRow({ draft }: { draft: DraftInPlace }) {
  const href = continueAt(draft)
  const drop = (
    <ActionButton
      kind="ghost"
      size="sm"
      icon="trash-2"
      action={`/drafts/${encodeURIComponent(draft.place)}`}
      method="delete"
    >
      {t('conversations:drafts.drop')}
    </ActionButton>
  )
  return (
    <Row
      icon="pencil-line"
      title={titleOf(draft)}
      href={href ?? `/drafts#${draft.place}`}
      heading="h2"
      excerpt={draft.body.slice(0, 240)}
      meta={[whatOf(draft), <Time at={draft.updatedAt} />]}
      action={
        <span class="flex gap-1">
          {href && (
            <Button size="sm" href={href}>
              {t('conversations:drafts.continue')}
            </Button>
          )}
          {drop}
        </span>
      }
    />
  )
}

const isStart = (draft: DraftInPlace) => draft.details.kind === 'discussion'

function titleOf(draft: DraftInPlace): string {
  if (draft.kind === 'ask') return draft.title || t('conversations:drafts.untitled')
  if (draft.kind === 'message') return t('conversations:drafts.toSomebody')
  return draft.thread?.title ?? t('conversations:drafts.gone')
}

function whatOf(draft: DraftInPlace): string {
  if (draft.kind === 'ask')
    return t(isStart(draft) ? 'conversations:drafts.start' : 'conversations:drafts.ask')
  return t(`conversations:drafts.${draft.kind}`)
}

function continueAt({ kind, thread, postId, circleId, ...draft }: DraftInPlace): string | null {
  if (kind === 'message') return circleId === null ? '/messages/new' : `/messages/${circleId}#newest`
  if (kind === 'ask')
    return isStart({ kind, thread, postId, circleId, ...draft }) ? '/discussions/new' : '/questions/new'
  if (!thread) return null
  if (kind === 'comment') return `/posts/${postId}/comments/new`
  if (kind === 'edit') return `/posts/${postId}/edit`
  return `${pathOf(thread)}#answer-section`
}

function Nothing() {
  return (
    <div class="mt-6">
      <Empty
        art="shelf"
        title={t('conversations:drafts.empty.title')}
        action={<Button href="/questions?list=unanswered">{t('conversations:drafts.empty.action')}</Button>}
      >
        {t('conversations:drafts.empty.text')}
      </Empty>
    </div>
  )
}
