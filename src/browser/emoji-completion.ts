import { Controller } from '@hotwired/stimulus'
import type { TextExpanderChangeEvent } from '@github/text-expander-element'
import { findEmoji } from './emoji.ts'

const most = 8

/** Emoji while somebody types :na…: the names are in the browser once they were needed. */
export default class EmojiCompletion extends Controller<HTMLElement> {
  override connect() {
    this.element.addEventListener('text-expander-change', this.offer)
    this.element.addEventListener('text-expander-value', this.take)
  }

  override disconnect() {
    this.element.removeEventListener('text-expander-change', this.offer)
    this.element.removeEventListener('text-expander-value', this.take)
  }

  private offer = (event: Event) => {
    const { detail } = event as TextExpanderChangeEvent
    // A colon with one letter is a smiley or the end of a word.
    if (detail?.key === ':' && /^[\w+-]{2,}$/.test(detail.text)) detail.provide(this.find(detail.text))
  }

  private async find(text: string) {
    const found = await findEmoji(text, most)
    const fragment = document.createElement('ul')
    fragment.className = 'f-menu f-people'
    fragment.setAttribute('role', 'listbox')
    for (const [at, { char, name }] of found.entries()) fragment.append(option(char, name, at))
    return found.length > 0 ? { matched: true, fragment } : { matched: false }
  }

  private take = (event: Event) => {
    const { detail } = event as CustomEvent<{ item: HTMLElement; key: string; value: string | null }>
    if (detail.key === ':') detail.value = detail.item.dataset.emoji!
  }
}

function option(char: string, name: string, at: number): HTMLElement {
  const item = document.createElement('li')
  item.id = `emoji-${at}`
  item.setAttribute('role', 'option')
  item.dataset.emoji = char
  item.append(char, ` :${name}:`)
  return item
}
