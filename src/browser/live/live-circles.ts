import { Controller } from '@hotwired/stimulus'
import type { Told } from './line.ts'
import { fetchPart, renew, whenSeen } from './parts.ts'

const GATHERS = 300

/** The list of somebody's circles, or of what waits for the team: drawn anew in place when something was said in one. */
export default class LiveCircles extends Controller<HTMLElement> {
  private isAsking = false

  override connect() {
    document.addEventListener('live', this.heard)
  }

  override disconnect() {
    document.removeEventListener('live', this.heard)
  }

  private heard = ({ detail: { name } }: CustomEvent<Told> | any) => {
    if (name !== 'messages.changed' || this.isAsking) return
    this.isAsking = true
    this.ask().finally(() => {
      this.isAsking = false
    })
  }

  private async ask() {
    await whenSeen(GATHERS)
    const page = await fetchPart(location.href)
    const fresh = page.flatMap((part) => (part.id === this.element.id ? [part] : [...part.querySelectorAll(`#${this.element.id}`)]))[0]
    if (fresh && this.element.isConnected) renew(this.element, fresh)
  }
}
