import { type ComponentChildren, isValidElement, toChildArray } from 'preact'
import { cx } from './classes.ts'

/** One line of facts with dots between. Plain words become a fact each. */
export function Meta({
  children,
  class: extra,
}: {
  children?: ComponentChildren
  class?: string | undefined
}) {
  const facts = toChildArray(children).filter((fact) => fact !== '')
  if (facts.length === 0) return null
  return (
    <p class={cx('f-meta', extra)}>
      {facts.map((fact) => (isValidElement(fact) ? fact : <span>{fact}</span>))}
    </p>
  )
}
