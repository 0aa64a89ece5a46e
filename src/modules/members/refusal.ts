/** A problem as a form shows it. */
import { Invalid, type Problem } from '#platform/problems.ts'
import type { Refusal } from '#ui/refused.tsx'

export const refusalOf = (problem: Problem): Refusal => ({
  key: problem.message,
  params: problem.params,
  fields: problem instanceof Invalid ? problem.fields : undefined,
})
