import { Controller } from '@hotwired/stimulus'
import { send } from './net.ts'

const GLANCE = 2000

/** Tells the server that a thread was read, once it was really looked at: hovering over links fetches pages too. */
export default class MarkRead extends Controller {
  static override values = { url: String }
  declare urlValue: string
  private timer = 0

  override connect() {
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    document.addEventListener('visibilitychange', this.wait)
    this.wait()
  }

  override disconnect() {
    clearTimeout(this.timer)
    document.removeEventListener('visibilitychange', this.wait)
  }

  private wait = () => {
    clearTimeout(this.timer)
    if (document.visibilityState === 'visible') this.timer = window.setTimeout(() => this.mark(), GLANCE)
  }

  private mark() {
    document.removeEventListener('visibilitychange', this.wait)
    send('POST', this.urlValue, {}, { keepalive: true }).catch(() => {})
  }
}
