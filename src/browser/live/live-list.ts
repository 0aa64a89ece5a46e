import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import type { Told } from './line.ts'
import { offer } from './news.ts'
import { whenSeen } from './parts.ts'

const GATHERS = 1000
const AT_MOST_EVERY = 5000

/** A list of threads: says how many new ones there are by asking for itself, with whatever it is narrowed to. */
export default class LiveList extends Controller<HTMLElement> {
  private isAsking = false
  private askedAt = 0

  override connect() {
    document.addEventListener('live', this.heard)
  }

  override disconnect() {
    document.removeEventListener('live', this.heard)
  }

  private heard = ({ detail: { name, ids } }: CustomEvent<Told> | any) => {
    if (name !== 'thread.started') return
    if (this.isAsking) return
    this.isAsking = true
    this.ask(Math.random() * Number(ids.within ?? 0)).finally(() => {
      this.isAsking = false
    })
  }

  private async ask(later: number) {
    await whenSeen(Math.max(GATHERS + later, this.askedAt + AT_MOST_EVERY - Date.now()))
    this.askedAt = Date.now()
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok || !this.element.isConnected) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const known = new Set(threadsIn(document))
    const count = threadsIn(fresh).filter((each) => !known.has(each)).length
    if (count > 0) offer(count, this.show)
  }

  private show = () => {
    scrollTo({ top: 0 })
    visit(location.href, { action: 'replace' })
  }
}

/** Only the first page: what comes after it may move up without being new. */
const threadsIn = (page: Document) =>
  [...page.querySelectorAll<HTMLAnchorElement>('.f-rows .f-row-title a')].map((link) => /\/(\d+)\b/.exec(link.getAttribute('href') ?? '')?.[1])
