import { t } from '../../../texts/index.ts'

/** A length of time as one says it: 22 min, 3 h, 2 days. */
export function duration(minutes: number): string {
  const hours = minutes / 60
  if (minutes < 1) return t('conversations:time.moment')
  if (minutes < 90) return t('conversations:time.minutes', { count: Math.round(minutes) })
  if (hours < 48) return t('conversations:time.hours', { count: Math.round(hours) })
  return t('conversations:time.days', { count: Math.round(hours / 24) })
}
