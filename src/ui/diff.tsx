import { t } from '../texts/index.ts'
import { Hidden } from './hidden.tsx'

/** One stretch of text; as the `diff` package gives it. */
export interface Change {
  value: string
  added?: boolean | undefined
  removed?: boolean | undefined
}

/** What an edit changed, in one text: added underlined, removed struck. Words say it too. */
export function Diff({ changes, label }: { changes: Change[]; label?: string | undefined }) {
  return (
    <div class="f-diff" role="group" aria-label={label ?? t('ui:diff.label')} dir="auto">
      {changes.map((change, index) => (
        <Stretch key={index} change={change} />
      ))}
    </div>
  )
}

function Stretch({ change }: { change: Change }) {
  if (change.added)
    return (
      <ins>
        <Hidden>{t('ui:diff.added')} </Hidden>
        {change.value}
      </ins>
    )
  if (change.removed)
    return (
      <del>
        <Hidden>{t('ui:diff.removed')} </Hidden>
        {change.value}
      </del>
    )
  return <span>{change.value}</span>
}

export interface ConflictProps {
  mine: string
  theirs: string
  /** Who changed it meanwhile, in words */
  theirsBy: string
}

/** After a 409: both texts side by side, nothing lost. */
export function Conflict({ mine, theirs, theirsBy }: ConflictProps) {
  const side = (title: string, text: string) => (
    <section>
      <h3 class="f-label">{title}</h3>
      <pre class="f-plain" tabindex={0} dir="auto">
        {text}
      </pre>
    </section>
  )
  return (
    <div class="f-conflict">
      {side(t('ui:conflict.mine'), mine)}
      {side(theirsBy, theirs)}
    </div>
  )
}
