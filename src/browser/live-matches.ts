import { Controller } from '@hotwired/stimulus'
import { afterQuiet } from './timing.ts'

const ENOUGH = 8

/** While somebody asks: what was answered already, drawn by the server into a frame. */
export default class LiveMatches extends Controller {
  static override targets = ['title', 'body', 'frame']
  static override values = { url: String }
  declare titleTarget: HTMLInputElement
  declare bodyTarget: HTMLTextAreaElement
  declare hasBodyTarget: boolean
  declare frameTarget: HTMLElement & { src: string | null }
  declare urlValue: string

  look = afterQuiet(200, () => {
    const title = this.titleTarget.value.trim()
    if (title.length < ENOUGH) return
    const asked = new URLSearchParams({
      title,
      body: this.hasBodyTarget ? this.bodyTarget.value.slice(0, 1000) : '',
    })
    const src = `${this.urlValue}?${asked}`
    if (this.frameTarget.getAttribute('src') !== src) this.frameTarget.src = src
  })

  override disconnect() {
    this.look.cancel()
  }
}
