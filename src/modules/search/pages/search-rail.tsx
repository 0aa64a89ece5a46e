import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { RailSection } from '#ui/rail.tsx'

/** What one may type instead of choosing. */
export const TypeFaster = ({ languages = [] }: { languages?: readonly string[] }) => (
  <RailSection title={t('search:faster.title')}>
    <Tips languages={languages} />
  </RailSection>
)

export function Tips({ languages = [] }: { languages?: readonly string[] }) {
  const tips: [string, string][] = [
    ['is:solved', t('search:faster.solved')],
    ['is:unanswered', t('search:faster.unanswered')],
    ['by:name', t('search:faster.by')],
    ['topic:word', t('search:faster.topic')],
    [`"${t('search:faster.words')}"`, t('search:faster.phrase')],
    ['-word', t('search:faster.minus')],
    ...(languages.length > 1 ? [[`lang:${languages[1]}`, t('search:faster.lang')] as [string, string]] : []),
    ['after:2026-01', t('search:faster.after')],
  ]
  return (
    <dl class="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-xs text-ink-2">
      {tips.flatMap(([code, says]) => [
        <dt key={code}>
          <code class="font-mono">{code}</code>
        </dt>,
        <dd key={says}>{says}</dd>,
      ])}
    </dl>
  )
}

export function AskInstead({ q }: { q: string }) {
  return (
    <RailSection title={t('search:ask.title')} well>
      <p class="text-ink-2">{t('search:ask.text')}</p>
      <div class="mt-3">
        <Button kind="primary" size="sm" href={`/questions/new?${new URLSearchParams({ title: q })}`}>
          {t('search:ask.button')}
        </Button>
      </div>
    </RailSection>
  )
}
