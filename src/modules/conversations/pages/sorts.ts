import type { Kind, Sort } from '../shapes.ts'

/** A question is read by helpfulness, a discussion in the order of time. */
export const defaultSort = (kind: Kind): Sort => (kind === 'question' ? 'helpful' : 'oldest')
