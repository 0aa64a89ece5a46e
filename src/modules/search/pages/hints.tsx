import { t } from '../../../texts/index.ts'
import type { Hint } from '../filters.ts'

/** What was typed and could not be followed, with what may be typed instead. */
export function Hints({ hints }: { hints: readonly Hint[] }) {
  if (hints.length === 0) return null
  return (
    <ul class="grid gap-1 mt-2 text-sm text-ink-2">
      {hints.map((hint) => (
        <li key={hint.operator}>{hintText(hint)}</li>
      ))}
    </ul>
  )
}

export const hintText = ({ operator, value }: Hint) => t(`search:hint.${operator}`, { value })
