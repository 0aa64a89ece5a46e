import type { DocumentKind } from '../documents.ts'
import type { SearchQuery } from '../shapes.ts'

/** In the order in which they are offered. */
export const kindsOffered: DocumentKind[] = ['question', 'discussion', 'member', 'topic', 'space']
export const agesOffered: SearchQuery['written'][] = ['always', 'year', 'month', 'week']
