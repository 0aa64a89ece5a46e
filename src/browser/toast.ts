import { Controller } from '@hotwired/stimulus'

const LEAVING = 200

/** Goes by itself; waits while somebody points at it or is inside with the keyboard. */
export default class Toast extends Controller<HTMLElement> {
  static override values = { after: { type: Number, default: 5000 } }
  declare afterValue: number
  private timer = 0

  override connect() {
    this.element.addEventListener('pointerenter', this.stay)
    this.element.addEventListener('pointerleave', this.wait)
    this.element.addEventListener('focusin', this.stay)
    this.element.addEventListener('focusout', this.wait)
    this.wait()
  }

  override disconnect() {
    this.stay()
  }

  private stay = () => clearTimeout(this.timer)

  private wait = () => {
    this.stay()
    this.timer = window.setTimeout(() => this.leave(), this.afterValue)
  }

  leave() {
    this.element.classList.add('is-leaving')
    setTimeout(() => this.element.remove(), LEAVING)
  }
}
