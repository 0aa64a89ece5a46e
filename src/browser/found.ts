import { Controller } from '@hotwired/stimulus'

/** On what this page was opened for, a post or what is wrong with a form: brings it into view. Redirects of scripts lose fragments. */
export default class Found extends Controller<HTMLElement> {
  override connect() {
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    if (!this.element.firstElementChild) return
    const box = this.element.getBoundingClientRect()
    if (box.top < 0 || box.top > innerHeight / 2) this.element.scrollIntoView({ block: 'start' })
  }
}
