import { Controller } from '@hotwired/stimulus'
import { afterQuiet } from './timing.ts'

const ENOUGH = 8
const BODY_SENT = 1000

/** While somebody asks: what was answered already, drawn by the server into a frame. */
export default class LiveMatches extends Controller<HTMLFormElement> {
  static override targets = ['title', 'frame']
  static override values = { url: String }
  declare titleTarget: HTMLInputElement
  declare frameTarget: HTMLElement & { src: string | null }
  declare urlValue: string

  override disconnect() {
    this.look.cancel()
  }

  look = afterQuiet(200, () => {
    const title = this.titleTarget.value.trim()
    if (title.length < ENOUGH) return
    const src = this.address(title)
    if (this.frameTarget.getAttribute('src') !== src) this.frameTarget.src = src
  })

  private address(title: string): string {
    const url = new URL(this.urlValue, location.href)
    const typed = new FormData(this.element)
    url.searchParams.set('title', title)
    url.searchParams.set('body', String(typed.get('body') ?? '').slice(0, BODY_SENT))
    for (const topic of typed.getAll('topics')) if (topic) url.searchParams.append('topics', String(topic))
    return url.pathname + url.search
  }

  /** Enter in the title goes on to the text; the form is not finished there. */
  goOn(event: Event) {
    event.preventDefault()
    this.element.querySelector<HTMLTextAreaElement>('[name="body"]')?.focus()
  }
}
