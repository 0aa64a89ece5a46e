/** Excerpts as pieces of plain text, some of them marked: pages draw the marks, nothing is ever trusted as HTML. */
export interface Piece {
  text: string
  mark: boolean
}

// Private-use characters, so that no text of a member can look like a mark.
export const startMark = '\ue000'
export const stopMark = '\ue001'

export function piecesOf(marked: string): Piece[] {
  return marked.split(startMark).flatMap((part, index) => {
    if (index === 0) return part === '' ? [] : [{ text: part, mark: false }]
    const [inside = '', outside = ''] = part.split(stopMark)
    return [{ text: inside, mark: true }, ...(outside === '' ? [] : [{ text: outside, mark: false }])]
  })
}
