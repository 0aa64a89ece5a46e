import { Controller } from '@hotwired/stimulus'
import { afterQuiet } from './timing.ts'

const ENOUGH = 4

/** While somebody makes a group: those that are like it, drawn by the server into a frame. */
export default class LiveSimilar extends Controller<HTMLFormElement> {
  static override values = { url: String }
  declare urlValue: string

  override disconnect() {
    this.look.cancel()
  }

  look = afterQuiet(300, () => {
    const typed = new FormData(this.element)
    const name = String(typed.get('name') ?? '').trim()
    const frame = this.element.querySelector<HTMLElement & { src: string | null }>('#similar-groups')
    if (name.length < ENOUGH || !frame) return
    const src = `${this.urlValue}?${new URLSearchParams({ name, description: String(typed.get('description') ?? '').slice(0, 300) })}`
    if (frame.getAttribute('src') !== src) frame.src = src
  })
}
