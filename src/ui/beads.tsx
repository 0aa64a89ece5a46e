import { cx } from './classes.ts'

export interface BeadsProps {
  done: number
  total: number
  /** The next one is being worked on */
  now?: boolean | undefined
  /** Said aloud: 4 of 5 done */
  label: string
  class?: string | undefined
}

/** Progress of few, countable steps. For shares use <Progress>. */
export function Beads({ done, total, now, label, class: extra }: BeadsProps) {
  const tone = (index: number) => (index < done ? 'on' : now && index === done ? 'now' : undefined)
  return (
    <div class={cx('f-beads', extra)} role="img" aria-label={label}>
      {Array.from({ length: total }, (_, index) => (
        <i key={index} class={tone(index)} />
      ))}
    </div>
  )
}

export function Progress({
  value,
  max = 100,
  label,
  done,
  class: extra,
}: {
  value: number
  max?: number | undefined
  label: string
  done?: boolean | undefined
  class?: string | undefined
}) {
  return (
    <progress
      class={cx('progress', done && 'progress-success', extra)}
      value={value}
      max={max}
      aria-label={label}
    />
  )
}
