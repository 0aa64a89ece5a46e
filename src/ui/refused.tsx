import { t, tAny } from '../texts/index.ts'
import { Problems } from './alert.tsx'

/** What was wrong with a form: catalogue keys by field, or one for the whole. */
export interface Refusal {
  fields?: Record<string, string> | undefined
  key?: string | undefined
  params?: Record<string, unknown> | undefined
}

/** For the field's own `error`. */
export function errorOf(refusal: Refusal | undefined, field: string): string | undefined {
  const key = refusal?.fields?.[field]
  return key ? tAny(key) : undefined
}

/** At the head of a form: what was wrong that none of its `fields` can show. */
export function Refused({ refusal, fields }: { refusal?: Refusal | undefined; fields: string[] }) {
  if (!refusal) return null
  const loose = Object.entries(refusal.fields ?? {})
    .filter(([name]) => !fields.includes(name))
    .map(([, key]) => ({ text: tAny(key) }))
  const whole = refusal.fields ? [] : [{ text: tAny(refusal.key ?? 'problems:invalid', refusal.params) }]
  const problems = [...whole, ...loose]
  return problems.length > 0 ? (
    <div class="mt-5">
      <Problems title={t('problems:title.422')} problems={problems} />
    </div>
  ) : null
}
