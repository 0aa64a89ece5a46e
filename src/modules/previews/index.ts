/** The door of the previews module: what its neighbours may use. */
export { linkPreviewed } from './facts.ts'
export { previewsKnown, previewsOfUse } from './queries.ts'
export { keepLinks } from './uses.ts'
