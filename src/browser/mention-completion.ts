import { Controller } from '@hotwired/stimulus'
import '@github/text-expander-element'
import type { TextExpanderChangeEvent } from '@github/text-expander-element'

/** Who may be meant while somebody types @an…: the server knows, and knows whom this member may see. */
export default class MentionCompletion extends Controller<HTMLElement> {
  static override values = { url: String }
  declare urlValue: string

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
    if (detail?.key === '@') detail.provide(this.find(detail.text))
  }

  private async find(text: string) {
    const answer = await fetch(`${this.urlValue}q=${encodeURIComponent(text)}`, {
      headers: { accept: 'text/html' },
    }).catch(() => null)
    const drawn = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
    const fragment = drawn?.querySelector<HTMLElement>('[role="listbox"]')
    return fragment?.childElementCount ? { matched: true, fragment } : { matched: false }
  }

  private take = (event: Event) => {
    const { detail } = event as CustomEvent<{ item: HTMLElement; key: string; value: string | null }>
    if (detail.key === '@') detail.value = `@${detail.item.dataset.handle}`
  }
}
