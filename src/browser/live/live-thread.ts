import { Controller } from '@hotwired/stimulus'
import { send } from '../net.ts'
import type { Told } from './line.ts'
import { announce, offer } from './news.ts'
import { fetchPart, isWriting, renew, whenSeen, withoutMoving } from './parts.ts'

const GATHERS = 200
const SAYS_WRITING = 3000

/** An open thread: answers, comments, edits, votes and the accepted mark appear; what is read or written stays in place. */
export default class LiveThread extends Controller<HTMLElement> {
  static override values = { id: Number, sort: String }
  declare idValue: number
  declare sortValue: string
  private posts = new Set<number>()
  private isWhole = false
  private isAsking = false
  private sending = 0
  private waiting: HTMLElement[] = []
  private present = ''
  private saidWriting = 0

  override connect() {
    document.addEventListener('live', this.heard)
    document.addEventListener('turbo:submit-start', this.began)
    document.addEventListener('turbo:submit-end', this.ended)
    this.element.addEventListener('input', this.writes)
    this.element.addEventListener('turbo:frame-load', this.onceEach)
  }

  override disconnect() {
    document.removeEventListener('live', this.heard)
    document.removeEventListener('turbo:submit-start', this.began)
    document.removeEventListener('turbo:submit-end', this.ended)
  }

  private heard = ({ detail: { name, ids } }: CustomEvent<Told> | any) => {
    if (ids.thread !== this.idValue) return
    if (name === 'presence') return void this.who(ids)
    const isShown = document.getElementById(`post-${ids.post}`) !== null
    // What was written here is here; what is not shown has nothing to change.
    if (name === 'post.written' ? isShown : name === 'post.changed' && !isShown) return
    if (ids.post) this.posts.add(ids.post)
    this.ask(Math.random() * Number(ids.within ?? 0), name === 'thread.changed')
  }

  private ask(later: number, isWhole: boolean) {
    this.isWhole ||= isWhole
    if (this.isAsking) return
    this.isAsking = true
    this.fetch(later).finally(() => {
      this.isAsking = false
      if (this.posts.size > 0 || this.isWhole) this.ask(0, false)
    })
  }

  private async fetch(later: number) {
    await whenSeen(GATHERS + later)
    // What is being sent comes back with its own answer.
    while (this.sending > 0) await whenSeen(GATHERS)
    const [posts, isWhole] = [[...this.posts].slice(0, 40), this.isWhole]
    for (const post of posts) this.posts.delete(post)
    this.isWhole = false
    const query = new URLSearchParams([...posts.map((post) => ['post', String(post)]), ['whole', String(isWhole)], ['sort', this.sortValue]])
    const parts = await fetchPart(`/threads/${this.idValue}/parts?${query}`)
    if (parts.length > 0 && this.element.isConnected) this.put(parts, posts)
  }

  private put(parts: HTMLElement[], asked: number[]) {
    const fresh: HTMLElement[] = []
    // Looked for before anything is put: a comment leaves the part that brought it.
    const isGiven = (id: number) => parts.some((part) => part.id === `post-${id}` || part.querySelector(`#post-${id}`))
    const gone = asked.filter((id) => !isGiven(id))
    withoutMoving(() => {
      for (const part of parts) this.putPart(part, fresh)
      for (const id of gone) this.takeAway(id)
      this.onceEach()
    })
    this.arrive(fresh)
  }

  private putPart(part: HTMLElement, fresh: HTMLElement[]) {
    if (part.id === 'answers-head') return this.title(part)
    if (part.dataset.under) return this.comment(part)
    const here = document.getElementById(part.id)
    if (here) renew(here, part)
    else if (part.id.startsWith('post-')) fresh.push(part)
    const held = this.waiting.findIndex(({ id }) => id === part.id)
    if (held >= 0) this.waiting.splice(held, 1)
  }

  private title(part: HTMLElement) {
    const [here, words] = [document.getElementById('answers-title'), part.querySelector('h2')]
    if (here && words) here.textContent = words.textContent
  }

  private comment(part: HTMLElement) {
    const [comment, list] = [part.firstElementChild, document.getElementById(part.dataset.under!)]
    const here = comment && document.getElementById(comment.id)
    if (here) renew(here, comment)
    else if (comment && list) {
      list.append(comment)
      this.dispatch('shown')
    }
  }

  private takeAway(id: number) {
    const post = document.getElementById(`post-${id}`)
    if (post && !post.contains(document.activeElement)) post.remove()
    this.waiting = this.waiting.filter((each) => each.id !== `post-${id}`)
  }

  /** The accepted answer stands in its own place; one that was loaded further down stands there. */
  private onceEach = () => {
    for (const accepted of document.querySelectorAll('#accepted-place [id^="post-"]')) {
      for (const other of document.querySelectorAll(`#answers [id="${accepted.id}"]`)) other.remove()
    }
    for (const late of document.querySelectorAll('#answers-new > [id]')) {
      if (document.querySelectorAll(`#answers [id="${late.id}"]`).length > 1) late.remove()
    }
  }

  private arrive(fresh: HTMLElement[]) {
    if (fresh.length === 0) return this.offered()
    const place = document.getElementById('answers-new')?.getBoundingClientRect()
    const isInView = place && place.top > 0 && place.top < innerHeight
    this.waiting.push(...fresh)
    if (!isInView || isWriting()) return this.offered()
    announce(this.waiting.length)
    this.show()
  }

  private offered() {
    this.waiting = this.waiting.filter(({ id }) => document.getElementById(id) === null)
    offer(this.waiting.length, () => {
      const [first] = this.waiting
      withoutMoving(() => this.show())
      if (!first) return
      first.tabIndex = -1
      first.focus({ preventScroll: true })
      first.scrollIntoView({ block: 'center' })
    })
  }

  private show() {
    for (const post of this.waiting.splice(0)) {
      if (document.getElementById(post.id)) continue
      post.classList.add('is-found')
      document.getElementById('answers-new')?.append(post)
      this.dispatch('shown')
    }
  }

  private async who({ writes, reads }: Told['ids']) {
    const now = JSON.stringify([writes, reads])
    if (now === this.present) return
    this.present = now
    const [fresh] = await fetchPart(`/threads/${this.idValue}/presence`)
    const here = document.getElementById('presence')
    if (fresh && here) withoutMoving(() => renew(here, fresh))
  }

  private writes = ({ target }: Event) => {
    if (!(target instanceof HTMLTextAreaElement) || Date.now() - this.saidWriting < SAYS_WRITING) return
    this.saidWriting = Date.now()
    send('PUT', `/threads/${this.idValue}/writing`, {}).catch(() => {})
  }

  private began = () => {
    this.sending++
  }

  private ended = () => {
    this.sending = Math.max(0, this.sending - 1)
  }
}
