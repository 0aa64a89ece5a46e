import { Controller } from '@hotwired/stimulus'

const MOST_ROWS = 30

/** A text field as tall as its text. Browsers that know `field-sizing` do it by app.css alone. */
export default class Grow extends Controller<HTMLTextAreaElement> {
  private least = 0

  override connect() {
    if (CSS.supports('field-sizing', 'content')) return
    this.least = this.element.rows
    this.element.addEventListener('input', this.fit)
    this.fit()
  }

  override disconnect() {
    this.element.removeEventListener('input', this.fit)
  }

  private fit = () => {
    this.element.rows = this.least
    while (this.element.scrollHeight > this.element.clientHeight && this.element.rows < MOST_ROWS)
      this.element.rows++
  }
}
