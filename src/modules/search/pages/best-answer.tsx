import { t } from '../../../texts/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ActionButton } from '#ui/form.tsx'
import { Update } from '#ui/turbo.tsx'
import type { Found } from '../find.ts'
import { foundId } from './found-row.tsx'
import { Marked } from '#ui/marked.tsx'

const actionsId = 'best-actions'

/** The accepted answer of the best match, on the search page itself: most people need no more. */
export function BestAnswer({ found, q, thanked }: { found: Found; q: string; thanked: boolean }) {
  const helpful = Number(found.details.helpful ?? 0)
  return (
    <section id={foundId(found)} class="f-card !border-solved-line mt-6" aria-labelledby="best">
      <div class="flex flex-wrap items-center gap-2">
        <Badge kind="success" icon="circle-check">
          {t('search:best.badge')}
        </Badge>
        <span class="text-sm text-ink-3">
          {helpful > 0 ? t('search:best.worked', { count: helpful }) : t('search:best.accepted')}
        </span>
      </div>
      <h2 id="best" class="f-h2 mt-2.5">
        <a class="no-underline hover:underline" href={found.path}>
          <Marked pieces={found.titlePieces} />
        </a>
      </h2>
      <div class="f-prose !text-base mt-2" dir="auto">
        <p>
          <Marked pieces={found.answer} />
        </p>
      </div>
      <div id={actionsId} class="flex flex-wrap items-center gap-2 mt-4">
        {thanked ? (
          <ThanksLine />
        ) : (
          <ActionButton
            kind="success"
            size="sm"
            icon="check"
            action="/search/helped"
            fields={{ q, kind: found.kind, id: found.id }}
          >
            {t('search:best.needed')}
          </ActionButton>
        )}
        <Button kind="ghost" size="sm" href={found.path}>
          {t('search:best.readAll')}
        </Button>
      </div>
    </section>
  )
}

const ThanksLine = () => (
  <p class="text-sm text-ink-2" role="status">
    {t('search:best.thanks')}
  </p>
)

export const Thanks = () => (
  <Update target={actionsId}>
    <ThanksLine />
  </Update>
)
