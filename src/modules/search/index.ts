/** The door of the search module: what its neighbours may use. */
export { type Document, type DocumentKind, dropDocuments, putDocuments } from './documents.ts'
export type { Piece } from './excerpts.ts'
export { type Filters, find, type Found } from './find.ts'
export { matches, related } from './matches.ts'
