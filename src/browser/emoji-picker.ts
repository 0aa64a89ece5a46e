import { Controller } from '@hotwired/stimulus'
import { findEmoji } from './emoji.ts'
import type { Emoji } from './emoji-words.ts'
import { insertText, type Selection, selectionOf } from './text-fields.ts'

const most = 72

/**
 * A panel under the toolbar: a search field, and emoji to choose from. Arrows go through them, Enter takes one, Escape
 * goes back to the text.
 */
export default class EmojiPicker extends Controller<HTMLElement> {
  static override targets = ['text', 'button', 'panel', 'search', 'list', 'none']
  declare textTarget: HTMLTextAreaElement
  declare buttonTarget: HTMLButtonElement
  declare panelTarget: HTMLElement
  declare searchTarget: HTMLInputElement
  declare listTarget: HTMLElement
  declare noneTarget: HTMLElement
  private chosen: Selection = { start: 0, end: 0, text: '' }

  async toggle() {
    if (!this.panelTarget.hidden) return this.close()
    this.chosen = selectionOf(this.textTarget)
    this.panelTarget.hidden = false
    this.buttonTarget.setAttribute('aria-expanded', 'true')
    this.searchTarget.value = ''
    this.searchTarget.focus()
    await this.search()
  }

  async search() {
    const asked = this.searchTarget.value
    const found = findEmoji(asked, most)
    if (Array.isArray(found)) return this.show(found)
    const late = await found
    if (this.searchTarget.value === asked) this.show(late)
  }

  private show(found: Emoji[]) {
    this.listTarget.replaceChildren(...found.map(button))
    this.noneTarget.hidden = found.length > 0
  }

  take({ target }: Event) {
    const char = (target as HTMLElement).closest<HTMLElement>('[data-emoji]')?.dataset.emoji
    if (!char) return
    this.close()
    insertText(this.textTarget, char, this.chosen)
  }

  press(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      this.close()
      this.textTarget.focus()
    } else if (event.key === 'Enter' && event.target === this.searchTarget) {
      // The form around is not to be sent.
      event.preventDefault()
      this.listTarget.querySelector<HTMLElement>('button')?.click()
    } else this.move(event)
  }

  private move(event: KeyboardEvent) {
    const all = [...this.listTarget.querySelectorAll<HTMLElement>('button')]
    const at = all.indexOf(document.activeElement as HTMLElement)
    const isTyping = event.target === this.searchTarget
    const step = { ArrowRight: isTyping ? 0 : 1, ArrowLeft: isTyping ? 0 : -1, ArrowDown: isTyping ? 1 : this.across(all), ArrowUp: isTyping ? 0 : -this.across(all) }[event.key]
    if (!step) return
    event.preventDefault()
    const next = at + step
    if (next < 0) this.searchTarget.focus()
    else all[Math.min(next, all.length - 1)]?.focus()
  }

  /** How many stand in a row, as they are laid out now. */
  private across(all: HTMLElement[]): number {
    const second = all.findIndex((one) => one.offsetTop > all[0]!.offsetTop)
    return second < 0 ? all.length : second
  }

  private close() {
    this.panelTarget.hidden = true
    this.buttonTarget.setAttribute('aria-expanded', 'false')
  }
}

function button({ char, says }: Emoji): HTMLElement {
  const one = document.createElement('button')
  one.type = 'button'
  one.dataset.emoji = char
  one.textContent = char
  one.title = says
  one.setAttribute('aria-label', says)
  return one
}
