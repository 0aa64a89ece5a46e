import { t } from '../../../texts/index.ts'

/** A length of time as a figure and its unit: 31 min, 3 h, 2 days. */
export function duration(minutes: number): { value: string; unit: string } {
  if (minutes < 1) return { value: t('home:unit.moment'), unit: t('home:unit.minutes') }
  if (minutes < 90) return { value: String(Math.round(minutes)), unit: t('home:unit.minutes') }
  const hours = minutes / 60
  if (hours < 48) return { value: String(Math.round(hours)), unit: t('home:unit.hours') }
  const days = Math.round(hours / 24)
  return { value: String(days), unit: t('home:unit.days', { count: days }) }
}

export function inWords(minutes: number): string {
  const { value, unit } = duration(minutes)
  return `${value} ${unit}`
}

/** 84 %, as the language writes it, and not parted at the end of a line. */
export const percent = (share: number) => t('conversations:percent', { share: Math.round(share * 100) }).replace(' ', '\u00a0')
