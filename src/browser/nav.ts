import { Controller } from '@hotwired/stimulus'

/** The menu of small screens closes before its page is kept, or going back would find it open. */
export default class Nav extends Controller<HTMLElement> {
  override connect() {
    document.addEventListener('turbo:before-cache', this.close)
    document.addEventListener('turbo:visit', this.close)
  }

  override disconnect() {
    document.removeEventListener('turbo:before-cache', this.close)
    document.removeEventListener('turbo:visit', this.close)
  }

  private close = () => {
    if (this.element.matches(':popover-open')) this.element.hidePopover()
  }
}
