/** The door of the search module: what its neighbours may use. */
export { type Document, type DocumentKind, dropDocuments, putDocuments } from './documents.ts'
export type { Piece } from './excerpts.ts'
export { searchHelped, searchMade, searchOpened } from './facts.ts'
export { type Filters, find, type Found } from './find.ts'
export { matches, related } from './matches.ts'
export { sought } from './queries.ts'
export { reindexAll } from './subjects.ts'
export { indexSubjects } from './subjects.ts'
