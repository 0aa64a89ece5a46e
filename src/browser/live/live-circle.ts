import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { send } from '../net.ts'
import type { Told } from './line.ts'
import { announce, offer } from './news.ts'
import { fetchPart, renew, whenSeen } from './parts.ts'

const GATHERS = 120
const SAYS_WRITING = 3000
// What was sent stands on the page a moment after it was answered.
const DRAWN = 60
// With the end of it this many pixels below what is in view, somebody looks at the newest.
const NEAR = 160
// More than this at once is a page to be loaded anew.
const MOST = 60

/** An open circle: what is said appears at its end, who writes and who has seen it is told; what is read stays in place. */
export default class LiveCircle extends Controller<HTMLElement> {
  static override targets = ['list']
  static override values = { id: Number, me: Number }
  declare listTarget: HTMLElement
  declare idValue: number
  declare meValue: number
  private changed = new Set<number>()
  private isWhole = false
  private isWanted = false
  private isAsking = false
  private sending = 0
  private saidWriting = 0
  private readTo = 0
  private unseen = 0
  private sent = ''

  override connect() {
    this.readTo = this.newest()
    document.addEventListener('live', this.heard)
    document.addEventListener('turbo:submit-start', this.began)
    document.addEventListener('turbo:submit-end', this.ended)
    document.addEventListener('turbo:before-stream-render', this.keep)
    document.addEventListener('scroll', this.scrolled, { passive: true })
    this.element.addEventListener('input', this.writes)
  }

  override disconnect() {
    document.removeEventListener('live', this.heard)
    document.removeEventListener('turbo:submit-start', this.began)
    document.removeEventListener('turbo:submit-end', this.ended)
    document.removeEventListener('turbo:before-stream-render', this.keep)
    document.removeEventListener('scroll', this.scrolled)
  }

  private heard = ({ detail: { name, ids } }: CustomEvent<Told> | any) => {
    if (ids.circle !== this.idValue) return
    if (name === 'presence') return void this.who()
    if (ids.message) this.changed.add(ids.message)
    if (name === 'circle.changed') this.isWhole = true
    this.ask()
  }

  private ask() {
    this.isWanted = true
    if (this.isAsking) return
    this.isAsking = true
    this.fetch().finally(() => {
      this.isAsking = false
      if (this.isWanted) this.ask()
    })
  }

  private async fetch() {
    await whenSeen(GATHERS)
    // What is being sent comes back with its own answer.
    while (this.sending > 0) await whenSeen(GATHERS)
    const [changed, isWhole] = [[...this.changed].slice(0, 40), this.isWhole]
    for (const id of changed) this.changed.delete(id)
    this.isWhole = this.isWanted = false
    const query = new URLSearchParams([['after', String(this.newest())], ['whole', String(isWhole)], ...changed.map((id) => ['message', String(id)])])
    const parts = await fetchPart(`/messages/${this.idValue}/parts?${query}`)
    if (!this.element.isConnected) return
    if (parts.length === 0 || parts.length > MOST) return visit(location.href, { action: 'replace' })
    this.put(parts)
  }

  private put(parts: HTMLElement[]) {
    const [wasNear, fresh] = [this.isNear(), [] as HTMLElement[]]
    for (const part of parts) {
      const here = document.getElementById(part.id)
      if (here) renew(here, part)
      else if (part.id.startsWith('message-') && this.place(part)) fresh.push(part)
    }
    const theirs = fresh.filter((part) => Number(part.dataset.author) !== this.meValue)
    if (theirs.length === 0) return
    document.getElementById('writers')?.replaceChildren()
    if (!wasNear) return this.offered(theirs)
    announce(theirs.length)
    this.toEnd()
    this.read()
  }

  /** In the order in which it was said. What stands before all that is shown waits behind the way to it. */
  private place(part: HTMLElement): boolean {
    const shown = [...this.listTarget.querySelectorAll<HTMLElement>('[data-message]')]
    const id = Number(part.dataset.message)
    const after = shown.find(({ dataset }) => Number(dataset.message) > id)
    if (after && after === shown[0]) return false
    this.listTarget.insertBefore(part, after ?? null)
    return true
  }

  private offered(theirs: HTMLElement[]) {
    this.unseen += theirs.length
    offer(this.unseen, () => this.toEnd())
  }

  private isNear = () => (document.getElementById('newest')?.getBoundingClientRect().top ?? 0) < innerHeight + NEAR
  private newest = () => Math.max(0, ...[...this.listTarget.querySelectorAll<HTMLElement>('[data-message]')].map(({ dataset }) => Number(dataset.message)))

  private toEnd() {
    document.getElementById('newest')?.scrollIntoView()
  }

  private scrolled = () => {
    if (this.unseen > 0 && this.isNear()) this.read()
  }

  /** Said once somebody has looked, and never of what was read before. */
  private async read() {
    this.unseen = 0
    offer(0, () => {})
    await whenSeen(0)
    const upTo = this.newest()
    if (upTo <= this.readTo) return
    this.readTo = upTo
    await send('PUT', `/messages/${this.idValue}/reading`, { upTo }).catch(() => {})
  }

  private async who() {
    const [fresh] = await fetchPart(`/messages/${this.idValue}/presence`)
    const here = document.getElementById('writers')
    if (fresh && here) renew(here, fresh)
  }

  private writes = ({ target }: Event) => {
    if (!(target instanceof HTMLTextAreaElement) || Date.now() - this.saidWriting < SAYS_WRITING) return
    this.saidWriting = Date.now()
    send('PUT', `/messages/${this.idValue}/writing`, {}).catch(() => {})
  }

  private field = () => document.querySelector<HTMLTextAreaElement>('#message')

  private began = () => {
    this.sending++
    this.sent = this.field()?.value ?? ''
  }

  /** Whoever wrote on while the words before were on their way goes on in the fresh field. */
  private keep = ({ target, detail }: CustomEvent<{ render: (stream: Element) => Promise<void> }> | any) => {
    if ((target as Element).getAttribute('target') !== 'newest') return
    const [typed, render] = [this.field()?.value ?? '', detail.render]
    const more = typed.startsWith(this.sent) ? typed.slice(this.sent.length).trimStart() : typed
    detail.render = async (stream: Element) => {
      await render(stream)
      const fresh = this.field()
      if (!fresh || more === '') return
      fresh.value = more
      fresh.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }

  private ended = ({ target, detail }: CustomEvent<{ success: boolean }> | any) => {
    this.sending = Math.max(0, this.sending - 1)
    if (detail.success && (target as HTMLElement).id === 'message-form') setTimeout(() => {
        this.field()?.focus({ preventScroll: true })
        this.toEnd()
      }, DRAWN)
  }
}
