import { Controller } from '@hotwired/stimulus'

/** On the post that an address asks for: brings it into view where the fragment was lost on the way here. */
export default class Found extends Controller<HTMLElement> {
  override connect() {
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    const box = this.element.getBoundingClientRect()
    if (box.top < 0 || box.top > innerHeight / 2) this.element.scrollIntoView({ block: 'start' })
  }
}
