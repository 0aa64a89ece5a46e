import { Controller } from '@hotwired/stimulus'

/**
 * A <details> as a menu: Escape, a choice and leaving it close it, arrows move in it, and it opens where there is room.
 * Whoever came from its button is there again afterwards: what a choice changes is said by the button.
 */
export default class Menu extends Controller<HTMLDetailsElement> {
  static override values = { from: String, about: Number }
  declare readonly fromValue: string
  declare readonly aboutValue: number

  override connect() {
    this.element.addEventListener('toggle', this.place)
    this.element.addEventListener('keydown', this.move)
    this.element.addEventListener('submit', this.back)
    this.element.addEventListener('focusout', this.tabbedOut)
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
    if (this.element.open && list) this.take(list)
    if (!this.element.open || !list) return this.element.classList.remove('is-up')
    this.element.classList.toggle('is-up', list.getBoundingClientRect().bottom > innerHeight)
  }

  /** The entries that this menu shares with others of the page, but for those that the page shows already. */
  private take(list: Element) {
    const shared = document.querySelector<HTMLTemplateElement>(`template#${this.fromValue || 'none'}`)
    if (!shared || list.querySelector('[formaction]')) return
    const entries = document.createElement('template')
    entries.innerHTML = shared.innerHTML.replaceAll('@@', String(this.aboutValue))
    for (const button of entries.content.querySelectorAll('button')) if (document.getElementById(button.id)) button.closest('li')!.remove()
    list.querySelector('[data-menu-instead]')?.closest('li')?.remove()
    list.prepend(entries.content)
  }

  private move = (event: KeyboardEvent) => {
    if (!this.element.open) return
    if (event.key === 'Escape') return this.back()
    const { entries } = this
    const end = { Home: 0, End: -1 }[event.key]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (end === undefined && !step) return
    event.preventDefault()
    if (!step) return entries.at(end!)?.focus()
    const now = entries.indexOf(document.activeElement as HTMLElement)
    entries.at((now + step + (now < 0 && step < 0 ? 1 : 0)) % entries.length)?.focus()
  }

  private back = () => {
    this.close()
    this.element.querySelector('summary')?.focus()
  }

  private close = () => {
    this.element.open = false
  }

  // Without a place that it goes to, the window itself has lost the focus, or a press is on its way.
  private tabbedOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !this.element.contains(relatedTarget)) this.close()
  }

  private leave = (event: Event) => {
    if (!this.element.contains(event.target as Node)) this.close()
  }
}
