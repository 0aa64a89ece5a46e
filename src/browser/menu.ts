import { Controller } from '@hotwired/stimulus'

/** A <details> as a menu: Escape and a click outside close it, arrows move in it, and it opens where there is room. */
export default class Menu extends Controller<HTMLDetailsElement> {
  override connect() {
    this.element.addEventListener('toggle', this.place)
    this.element.addEventListener('keydown', this.move)
    document.addEventListener('click', this.leave)
    document.addEventListener('turbo:before-cache', this.close)
  }

  override disconnect() {
    document.removeEventListener('click', this.leave)
    document.removeEventListener('turbo:before-cache', this.close)
  }

  private get entries() {
    return [...this.element.querySelectorAll<HTMLElement>('.f-menu :is(a, button)')]
  }

  private place = () => {
    const list = this.element.querySelector('.f-menu')
    if (!this.element.open || !list) return this.element.classList.remove('is-up')
    this.element.classList.toggle('is-up', list.getBoundingClientRect().bottom > innerHeight)
  }

  private move = (event: KeyboardEvent) => {
    if (!this.element.open) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') return this.back()
    if (!step) return
    event.preventDefault()
    const { entries } = this
    const now = entries.indexOf(document.activeElement as HTMLElement)
    entries.at((now + step + (now < 0 && step < 0 ? 1 : 0)) % entries.length)?.focus()
  }

  private back() {
    this.close()
    this.element.querySelector('summary')?.focus()
  }

  private close = () => {
    this.element.open = false
  }

  private leave = (event: Event) => {
    if (!this.element.contains(event.target as Node)) this.close()
  }
}
