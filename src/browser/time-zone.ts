import { Controller } from '@hotwired/stimulus'

/** A hidden field that says where the browser is, so that "this evening" is the evening of its owner. */
export default class TimeZone extends Controller<HTMLInputElement> {
  override connect() {
    this.element.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  }
}
