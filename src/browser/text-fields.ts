export interface Selection {
  start: number
  end: number
  text: string
}

export function selectionOf(field: HTMLTextAreaElement): Selection {
  const { selectionStart: start, selectionEnd: end } = field
  return { start, end, text: field.value.slice(start, end) }
}

/** Writes as if it were typed, so that undo works. */
export function insertText(
  field: HTMLTextAreaElement,
  text: string,
  { start, end }: { start: number; end: number },
) {
  field.focus()
  field.setSelectionRange(start, end)
  // Deprecated, and still the only way that keeps the history of the field.
  if (document.execCommand('insertText', false, text)) return
  field.setRangeText(text, start, end, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** On a line of its own, with an empty line before. */
export function insertBlock(field: HTMLTextAreaElement, block: string) {
  const at = field.value.length
  const gap = field.value.trim() === '' ? '' : '\n\n'
  const rest = field.value.trimEnd().length
  insertText(field, `${gap}${block}\n\n`, { start: gap ? rest : 0, end: at })
}
