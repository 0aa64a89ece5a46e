import { Controller } from '@hotwired/stimulus'

interface Words {
  label: string
  previous: string
  next: string
  close: string
  place: string
}

const farEnough = 40

/** Pictures of a text, large, one after the other: by keys, by buttons, by a stroke of the finger. Without it they are links. */
export default class Gallery extends Controller<HTMLElement> {
  static override values = { words: Object, icons: String }
  declare wordsValue: Words
  declare iconsValue: string
  private dialog: HTMLDialogElement | null = null
  private at = 0
  private startedAt = 0

  override connect() {
    this.element.addEventListener('click', this.open)
  }

  override disconnect() {
    this.element.removeEventListener('click', this.open)
    this.dialog?.remove()
  }

  private get links() {
    return [...this.element.querySelectorAll<HTMLAnchorElement>('a.f-pic')]
  }

  private open = (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a.f-pic')
    // As any link: a new tab stays a new tab.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    this.at = this.links.indexOf(link)
    this.dialog ??= this.build()
    this.show()
    this.dialog.showModal()
  }

  private build(): HTMLDialogElement {
    const dialog = document.createElement('dialog')
    dialog.className = 'f-viewer'
    dialog.setAttribute('aria-label', this.wordsValue.label)
    const image = document.createElement('img')
    const foot = document.createElement('p')
    foot.setAttribute('aria-live', 'polite')
    const step = (by: number) => () => this.step(by)
    dialog.append(
      this.button('close', 'x', () => dialog.close()),
      this.button('previous', 'chevron-left', step(-1)),
      image,
      this.button('next', 'chevron-right', step(1)),
      foot,
    )
    dialog.addEventListener('keydown', this.press)
    dialog.addEventListener('pointerdown', (event) => { this.startedAt = event.clientX })
    dialog.addEventListener('pointerup', (event) => this.stroke(event.clientX - this.startedAt))
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close() })
    dialog.addEventListener('close', () => this.links[this.at]?.focus())
    document.body.append(dialog)
    return dialog
  }

  private button(what: 'close' | 'previous' | 'next', icon: string, act: () => void) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = `btn btn-square is-${what}`
    button.setAttribute('aria-label', this.wordsValue[what])
    button.innerHTML = `<svg class="i" aria-hidden="true"><use href="${this.iconsValue}#i-${icon}"></use></svg>`
    button.addEventListener('click', act)
    return button
  }

  private show() {
    const { links, dialog } = this
    const shown = links[this.at]?.querySelector<HTMLImageElement>('img:not(.f-blur)')
    if (!dialog || !shown) return
    const image = dialog.querySelector('img')!
    image.src = links[this.at]!.href
    image.alt = shown.alt
    const place = links.length > 1 ? this.wordsValue.place.replace('{n}', String(this.at + 1)).replace('{of}', String(links.length)) : ''
    dialog.querySelector('p')!.textContent = [shown.alt, place].filter(Boolean).join(' · ')
    for (const button of dialog.querySelectorAll<HTMLButtonElement>('.is-previous, .is-next')) button.hidden = links.length < 2
  }

  private step(by: number) {
    const { length } = this.links
    this.at = (this.at + by + length) % length
    this.show()
  }

  private press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!by || this.links.length < 2) return
    event.preventDefault()
    this.step(document.dir === 'rtl' ? -by : by)
  }

  private stroke(distance: number) {
    if (Math.abs(distance) > farEnough && this.links.length > 1) this.step(distance < 0 ? 1 : -1)
  }
}
