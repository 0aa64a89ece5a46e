import { Controller } from '@hotwired/stimulus'
import { writeAgo } from '../ui/moments.ts'

const shown = new Set<RelativeTime>()
setInterval(() => {
  for (const one of shown) one.write()
}, 30_000)

/** "6 min ago" keeps up, in the very words of the server. One clock for all of them. */
export default class RelativeTime extends Controller<HTMLTimeElement> {
  override connect() {
    shown.add(this)
  }

  override disconnect() {
    shown.delete(this)
  }

  write() {
    const { lang } = document.documentElement
    const words = writeAgo(new Date(this.element.dateTime), { lang, now: new Date() })
    if (this.element.textContent !== words) this.element.textContent = words
  }
}
