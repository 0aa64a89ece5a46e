import { Controller } from '@hotwired/stimulus'

/** A key goes to the first visible field or button with that `data-hotkey`; never while somebody writes. */
export default class Hotkeys extends Controller {
  press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
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
