import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { afterQuiet } from './timing.ts'

const ENOUGH = 2

/** Under a search field: what somebody may mean, drawn by the server. Without scripts it is a plain search field. */
export default class Suggest extends Controller<HTMLFormElement> {
  static override targets = ['input', 'list']
  static override values = { url: String }
  declare inputTarget: HTMLInputElement
  declare listTarget: HTMLElement
  declare urlValue: string
  private asked = ''

  override connect() {
    const { inputTarget: input, listTarget: list } = this
    list.id ||= `suggestions-${Math.random().toString(36).slice(2)}`
    const roles = {
      role: 'combobox',
      autocomplete: 'off',
      'aria-autocomplete': 'list',
      'aria-controls': list.id,
    }
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value)
    this.close()
  }

  override disconnect() {
    this.look.cancel()
  }

  look = afterQuiet(180, async () => {
    const text = this.inputTarget.value.trim()
    if (text === this.asked) return
    this.asked = text
    if (text.length < ENOUGH) return this.close()
    const headers = { accept: 'text/html', 'turbo-frame': 'suggestions' }
    const answer = await fetch(`${this.urlValue}?q=${encodeURIComponent(text)}`, { headers }).catch(
      () => null,
    )
    if (!answer?.ok || this.asked !== text || document.activeElement !== this.inputTarget) return
    this.draw(await answer.text())
  })

  private draw(html: string) {
    this.listTarget.innerHTML = html
    for (const [index, option] of this.options.entries()) option.id = `${this.listTarget.id}-${index}`
    this.show(this.options.length > 0)
  }

  /** Arrows walk, Enter opens what is chosen or searches, Escape leaves the words and closes the list. */
  press(event: KeyboardEvent) {
    if (this.listTarget.hidden) return
    if (event.key === 'ArrowDown') this.walk(event, 1)
    else if (event.key === 'ArrowUp') this.walk(event, -1)
    else if (event.key === 'Escape') this.leave(event)
    else if (event.key === 'Enter' && this.chosen) this.open(event, this.chosen)
  }

  pick(event: Event) {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]')
    if (option) this.open(event, option)
  }

  close() {
    this.show(false)
  }

  /** The list stays while the pointer is on it: it takes the focus away before it is clicked. */
  hold(event: Event) {
    event.preventDefault()
  }

  private walk(event: Event, by: number) {
    event.preventDefault()
    const { options } = this
    const next =
      (options.indexOf(this.chosen!) + by + options.length + (this.chosen ? 0 : by < 0 ? 1 : 0)) %
      options.length
    for (const [index, option] of options.entries())
      option.setAttribute('aria-selected', String(index === next))
    this.inputTarget.setAttribute('aria-activedescendant', options[next]!.id)
    options[next]!.scrollIntoView({ block: 'nearest' })
  }

  private leave(event: Event) {
    event.preventDefault()
    this.close()
  }

  private open(event: Event, option: HTMLElement) {
    event.preventDefault()
    this.close()
    visit(option.dataset.path!)
  }

  private show(open: boolean) {
    this.listTarget.hidden = !open
    this.inputTarget.setAttribute('aria-expanded', String(open))
    if (!open) this.inputTarget.removeAttribute('aria-activedescendant')
  }

  private get options() {
    return [...this.listTarget.querySelectorAll<HTMLElement>('[role="option"]')]
  }

  private get chosen() {
    return this.options.find((option) => option.getAttribute('aria-selected') === 'true')
  }
}
