import { Controller } from '@hotwired/stimulus'
import { keysAreOn } from './keys.ts'

/** "?" shows what keys do. Any other goes to the first visible field or button with that `data-hotkey`; never while somebody writes. */
export default class Hotkeys extends Controller<HTMLElement> {
  static override values = { close: String }
  declare closeValue: string

  press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || !keysAreOn()) return
    if (event.key === '?') {
      import('./key-sheet.ts').then(({ showKeySheet }) => showKeySheet(this.closeValue), () => {})
      return
    }
    const wanted = CSS.escape(event.key)
    const target = [...document.querySelectorAll<HTMLElement>(`[data-hotkey="${wanted}"]`)].find(
      (one) => one.offsetParent,
    )
    if (!target) return
    event.preventDefault()
    if (target.matches('input, textarea, select')) target.focus()
    else target.click()
  }
}

export const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
