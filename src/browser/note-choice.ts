import { Controller } from '@hotwired/stimulus'
import { send } from './net.ts'

/** Tells the server which result of a search was opened: what people choose is what the next person should see first. */
export default class NoteChoice extends Controller<HTMLElement> {
  static override values = { url: String, q: String }
  declare urlValue: string
  declare qValue: string

  note({ target }: Event) {
    const href = (target as Element).closest('a')?.getAttribute('href')
    const result = (target as Element).closest('[id^="found-"]')
    const [, kind, id] = /^found-(\w+)-(\d+)$/.exec(result?.id ?? '') ?? []
    // Its first link is the result itself; others lead to its space.
    if (kind && href && href === result?.querySelector('a')?.getAttribute('href'))
      send('POST', this.urlValue, { q: this.qValue, kind, id: Number(id) }, { keepalive: true }).catch(
        () => {},
      )
  }
}
