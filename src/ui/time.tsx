import { useChrome } from './chrome.ts'
import { type Moment, writeExact, writeMoment } from './moments.ts'

export interface TimeProps {
  at: Date | string
  /** `ago` (6 min ago), `date` (12 March), `moment` (12 March, 09:14), `clock` (10:48) */
  look?: Moment | undefined
}

/** A time in words; the exact one is in the title. `ago` keeps up while the page is open. */
export function Time({ at, look = 'ago' }: TimeProps) {
  const { lang, timeZone = 'UTC', now = new Date() } = useChrome()
  const date = typeof at === 'string' ? new Date(at) : at
  const ticking = look === 'ago' ? { 'data-controller': 'relative-time' } : {}
  return (
    <time datetime={date.toISOString()} title={writeExact(date, { lang, timeZone })} {...ticking}>
      {writeMoment(date, look, { lang, timeZone, now })}
    </time>
  )
}
