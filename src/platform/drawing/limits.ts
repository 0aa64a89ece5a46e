/** What one picture may cost. A small file can claim to be a huge one, or be made to take long. */

/** Refused by what the file says of itself, before anything is unpacked. */
export const mostPixels = 40_000_000
/** From the moment the process has the file until it is unpacked, in milliseconds. */
export const toDecode = 1_500
/** From then on: our own copy is packed, which takes the same time for every picture of its size. */
export const toPack = 12_000
/** Of the whole process. It looks at itself often; what it takes between two looks is the room up to 150 MB. */
export const memory = 132_000_000
/** Run from the sources, the process holds what reads TypeScript too. */
export const ofTheCompiler = 30_000_000
export const lookEvery = 1
/** A process that has grown is ended after its work, and the next picture gets a new one. */
export const grown = 115_000_000
/** The longest side of a picture that is kept; one wider than it is high fills a large screen with it. */
export const longest = { width: 1440, height: 4320 }
/** AVIF of more pixels than this would take longer than it saves. */
export const mostForAvif = 1_600_000
/** Milliseconds without work after which the process is ended. */
export const idle = 15_000
/** More files than this do not wait for their turn. */
export const mostWaiting = 20
