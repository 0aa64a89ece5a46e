import { Controller } from '@hotwired/stimulus'
import { keysAreOn, turnKeys } from './keys.ts'

/** Turns single keys off and on again in this browser. */
export default class KeySwitch extends Controller<HTMLElement> {
  override connect() {
    this.box.checked = keysAreOn()
  }

  turn() {
    turnKeys(this.box.checked)
  }

  private get box() {
    return this.element.querySelector<HTMLInputElement>('input[type="checkbox"]')!
  }
}
