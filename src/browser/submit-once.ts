import { Controller } from '@hotwired/stimulus'

/** A form goes once, however often the button is pressed. Ctrl+Enter sends. */
export default class SubmitOnce extends Controller<HTMLFormElement> {
  private sending = false

  override connect() {
    this.element.addEventListener('submit', this.send)
    this.element.addEventListener('keydown', this.press)
    this.element.addEventListener('turbo:submit-end', this.done)
    window.addEventListener('pageshow', this.done)
  }

  override disconnect() {
    this.element.removeEventListener('submit', this.send)
    this.element.removeEventListener('keydown', this.press)
    this.element.removeEventListener('turbo:submit-end', this.done)
    window.removeEventListener('pageshow', this.done)
  }

  private send = (event: SubmitEvent) => {
    if (this.sending) return event.preventDefault()
    this.sending = true
    this.mark(event.submitter)
  }

  private done = () => {
    this.sending = false
    this.mark(null)
  }

  /** The button keeps its words and its place; only its state tells that something is under way. */
  private mark(button: HTMLElement | null) {
    for (const busy of this.element.querySelectorAll('[aria-busy="true"][type="submit"]'))
      busy.removeAttribute('aria-busy')
    button?.setAttribute('aria-busy', 'true')
  }

  private press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.element.requestSubmit()
  }
}
