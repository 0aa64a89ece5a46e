import { Controller } from '@hotwired/stimulus'
import { showToast } from './toasts.ts'

/** On a link: copies its address and says so. Without scripts it is simply the link. */
export default class CopyLink extends Controller<HTMLAnchorElement> {
  static override values = { done: String }
  declare doneValue: string

  async copy(event: Event) {
    event.preventDefault()
    try {
      await navigator.clipboard.writeText(this.element.href)
      showToast(this.doneValue)
    } catch {
      // Not allowed to copy: go there, and the address bar has it.
      location.assign(this.element.href)
    }
  }
}
