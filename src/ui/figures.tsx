import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'

export interface FigureProps {
  label: ComponentChildren
  value: ComponentChildren
  unit?: ComponentChildren
  /** Period or comparison: a figure never stands without */
  note?: ComponentChildren
  change?: { text: string; good: boolean } | undefined
  goal?: ComponentChildren
  /** The list behind it */
  href?: string | undefined
}

export function Figures({
  open,
  class: extra,
  children,
}: {
  open?: boolean | undefined
  class?: string | undefined
  children: ComponentChildren
}) {
  return <dl class={cx('f-figs', open && '!border-t-0', extra)}>{children}</dl>
}

export function Figure({ label, value, unit, note, change, goal, href }: FigureProps) {
  const figure = (
    <>
      {value}
      {unit && (
        <>
          {' '}
          <small>{unit}</small>
        </>
      )}
    </>
  )
  return (
    <div class="f-fig">
      <dt>{label}</dt>
      <dd>
        <span class="v">
          {href ? (
            <a class="no-underline hover:underline" href={href}>
              {figure}
            </a>
          ) : (
            figure
          )}
        </span>
        {(note || change) && (
          <span class="d">
            {change && <span class={change.good ? 'f-up' : 'f-down'}>{change.text}</span>} {note}
          </span>
        )}
        {goal && <span class="d">{goal}</span>}
      </dd>
    </div>
  )
}
