import { t } from '../../../texts/index.ts'
import { PersonName } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { Diff } from '#ui/diff.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Meta } from '#ui/meta.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import type { History, Step } from '../revision-queries.ts'
import { pathOf, postPath } from './paths.ts'

/** Every text that a post has had, newest first, with what each changed. */
export function HistoryPage({ post }: { post: History }) {
  const back = post.kind === 'opening' ? pathOf(post.thread) : postPath(post.thread, post.id)
  return (
    <Page
      title={t('conversations:history.title')}
      nav={`space:${post.thread.place.slug}`}
      shape="is-one"
      noindex
    >
      <PageHead
        title={t('conversations:history.title')}
        lead={
          <>
            {t('conversations:history.of')}{' '}
            <a class="f-link" href={back}>
              {post.thread.title}
            </a>
          </>
        }
      />
      <ol class="mt-4">
        {post.revisions.map((step, index) => (
          <StepPart key={step.number} step={step} newest={index === 0} />
        ))}
      </ol>
    </Page>
  )
}

function StepPart({ step, newest }: { step: Step; newest: boolean }) {
  const name =
    step.number === 1
      ? t('conversations:history.first')
      : t('conversations:history.number', { number: step.number })
  return (
    <li class="py-6 border-t border-line">
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 class="f-h2">{name}</h2>
        {newest && (
          <Badge kind="success" icon="check">
            {t('conversations:history.now')}
          </Badge>
        )}
      </div>
      <Meta class="mt-1">
        {step.author && <PersonName person={step.author} />}
        <Time at={step.at} look="moment" />
        {step.reason && <span>{t('conversations:history.reason', { reason: step.reason })}</span>}
      </Meta>
      {step.titleChanges && (
        <div class="mt-3">
          <p class="f-label">{t('conversations:history.titleDiff')}</p>
          <Diff changes={step.titleChanges} />
        </div>
      )}
      {step.topicsChanged && (
        <p class="mt-2 text-sm text-ink-2">
          {t('conversations:history.topics', {
            topics: step.topics?.join(', ') || t('conversations:history.none'),
          })}
        </p>
      )}
      <div class="mt-3">
        <Text step={step} />
      </div>
    </li>
  )
}

function Text({ step }: { step: Step }) {
  if (step.changes === null)
    return (
      <p class="f-plain" dir="auto">
        {step.body}
      </p>
    )
  if (step.changes.length === 0) return <p class="text-sm text-ink-3">{t('conversations:history.same')}</p>
  return <Diff changes={step.changes} />
}
