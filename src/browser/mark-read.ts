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
    // What came while it is open is read, too: no mail tells of it.
    this.element.addEventListener('live-thread:shown', this.again)
    this.wait()
  }

  override disconnect() {
    clearTimeout(this.timer)
    this.element.removeEventListener('live-thread:shown', this.again)
    document.removeEventListener('visibilitychange', this.wait)
  }

  private wait = () => {
    clearTimeout(this.timer)
    if (document.visibilityState === 'visible') this.timer = window.setTimeout(() => this.mark(), GLANCE)
  }

  private again = () => {
    document.addEventListener('visibilitychange', this.wait)
    this.wait()
  }

  private mark() {
    document.removeEventListener('visibilitychange', this.wait)
    send('POST', this.urlValue, {}, { keepalive: true }).catch(() => {})
  }
}
