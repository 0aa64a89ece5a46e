import type { Piece } from '../excerpts.ts'

/** Plain text with the words that were searched marked. */
export function Marked({ pieces }: { pieces: Piece[] }) {
  return <>{pieces.map(({ text, mark }, index) => (mark ? <mark key={index}>{text}</mark> : text))}</>
}
