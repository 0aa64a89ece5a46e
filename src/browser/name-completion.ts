import { Controller } from '@hotwired/stimulus'
import { afterQuiet } from './timing.ts'

/**
 * People while their names are typed into a field that takes several, with commas between them: the server knows whom
 * this member may see. Without scripts the names are typed in full.
 */
export default class NameCompletion extends Controller<HTMLElement> {
  static override targets = ['input']
  static override values = { url: String, label: String }
  declare inputTarget: HTMLInputElement
  declare urlValue: string
  declare labelValue: string
  private list = document.createElement('div')

  override connect() {
    this.list.id = `${this.inputTarget.id}-people`
    this.list.hidden = true
    this.inputTarget.after(this.list)
    const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.list.id, 'aria-expanded': 'false' }
    for (const [name, value] of Object.entries(roles)) this.inputTarget.setAttribute(name, value)
    this.inputTarget.addEventListener('input', this.look)
    this.inputTarget.addEventListener('keydown', this.press)
    this.inputTarget.addEventListener('blur', this.close)
    this.list.addEventListener('pointerdown', this.pick)
  }

  override disconnect() {
    this.look.cancel()
    this.list.remove()
  }

  private look = afterQuiet(150, async () => {
    const typed = this.typed()
    if (typed.replace(/^@/, '').length < 1) return this.close()
    const answer = await fetch(`${this.urlValue}?q=${encodeURIComponent(typed.replace(/^@/, ''))}`, { headers: { accept: 'text/html' } }).catch(() => null)
    if (!answer?.ok || this.typed() !== typed || document.activeElement !== this.inputTarget) return
    const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('[role="listbox"]')
    if (!drawn?.childElementCount) return this.close()
    drawn.setAttribute('aria-label', this.labelValue)
    this.list.replaceChildren(drawn)
    for (const [index, option] of this.options.entries()) option.id = `${this.list.id}-${index}`
    this.choose(0)
    this.show(true)
  })

  /** What stands behind the last comma. */
  private typed = () => this.inputTarget.value.split(',').at(-1)!.trim()

  private press = (event: KeyboardEvent) => {
    if (this.list.hidden) return
    const at = this.options.findIndex((option) => option.getAttribute('aria-selected') === 'true')
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) this.choose((at + step + this.options.length) % this.options.length)
    else if (event.key === 'Escape') this.close()
    else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) this.take(this.options[at]!)
    else return
    event.preventDefault()
  }

  // Before the field loses the focus.
  private pick = (event: Event) => {
    event.preventDefault()
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]')
    if (option) this.take(option)
  }

  private take({ dataset: { handle } }: HTMLElement) {
    const before = this.inputTarget.value.split(',').slice(0, -1).map((each) => each.trim())
    this.inputTarget.value = `${[...before, `@${handle}`].join(', ')}, `
    this.close()
    this.inputTarget.dispatchEvent(new Event('change', { bubbles: true }))
  }

  private choose(index: number) {
    for (const [at, option] of this.options.entries()) option.setAttribute('aria-selected', String(at === index))
    this.inputTarget.setAttribute('aria-activedescendant', this.options[index]!.id)
  }

  private close = () => this.show(false)

  private show(open: boolean) {
    this.list.hidden = !open
    this.inputTarget.setAttribute('aria-expanded', String(open))
    if (!open) this.inputTarget.removeAttribute('aria-activedescendant')
  }

  private get options() {
    return [...this.list.querySelectorAll<HTMLElement>('[role="option"]')]
  }
}
