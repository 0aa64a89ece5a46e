/** Raise it when the same source gives other HTML than before: stored text is then cooked again. */
export const VERSION = 2

export const POST_LENGTH = 32_000
export const IMPORT_LENGTH = 200_000
export const TIME_LIMIT = 250
export const MEMORY_LIMIT_MB = 64
export const EXCERPT_LENGTH = 240

/** Code above it is shown without colours: nobody reads it here, and it takes longer than the post is worth. */
export const HIGHLIGHT_LENGTH = 20_000

/** For imports: so long that the same text becomes the same page however busy the machine is. */
export const IMPORT_TIME = 5_000

/** Of the time of a post, for its colours; what is left then stays black, which is no reason to fail. */
export const HIGHLIGHT_SHARE = 0.4
export const WARM_UP_TIME = 1_000

/** A page may be so many times longer than its source: a table of a few pipes can stand for a million empty cells. */
export const GROWTH = 12
export const COLOUR_GROWTH = 8
export const SMALL = 20_000
