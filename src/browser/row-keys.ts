import { Controller } from '@hotwired/stimulus'
import { isWriting } from './hotkeys.ts'
import { keysAreOn } from './keys.ts'

/** J and K go from row to row of a list; E presses the button of the row that has the focus. */
export default class RowKeys extends Controller<HTMLElement> {
  override connect() {
    document.addEventListener('keydown', this.#press)
  }

  override disconnect() {
    document.removeEventListener('keydown', this.#press)
  }

  readonly #press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || !keysAreOn()) return
    const rows = [...this.element.querySelectorAll<HTMLElement>('.f-row')]
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    if (event.key === 'j') rows[Math.min(at + 1, rows.length - 1)]?.querySelector('a')?.focus()
    else if (event.key === 'k') rows[Math.max(at - 1, 0)]?.querySelector('a')?.focus()
    else if (event.key === 'e') rows[at]?.querySelector<HTMLElement>('button[type="submit"]')?.click()
  }
}
