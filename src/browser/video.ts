import { Controller } from '@hotwired/stimulus'

/** A video of another site: its card is a link; pressed, it becomes the player. Until then that site learns of nobody. */
export default class Video extends Controller<HTMLElement> {
  static override values = { player: String }
  declare playerValue: string

  play(event: MouseEvent) {
    // Whoever wants it in a window of its own gets that.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    const frame = document.createElement('iframe')
    frame.src = this.playerValue
    frame.title = this.element.querySelector('b')?.textContent ?? ''
    frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture'
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-presentation allow-popups')
    this.element.classList.add('is-playing')
    this.element.replaceChildren(frame)
    frame.focus()
  }
}
