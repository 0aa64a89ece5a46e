/** A stretch of plain text. */
export interface Piece {
  text: string
  mark: boolean
}

/** Plain text with some words marked, such as those that were searched. */
export function Marked({ pieces }: { pieces: Piece[] }) {
  return <>{pieces.map(({ text, mark }, index) => (mark ? <mark key={index}>{text}</mark> : text))}</>
}
