import { Controller } from '@hotwired/stimulus'

/** Follows the link to more of a list when it comes near the window. */
export default class LoadMore extends Controller<HTMLElement> {
  static override targets = ['link']
  declare linkTarget: HTMLAnchorElement
  private observer?: IntersectionObserver

  override connect() {
    this.observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && this.follow(), {
      rootMargin: '400px',
    })
    this.observer.observe(this.element)
  }

  override disconnect() {
    this.observer?.disconnect()
  }

  private follow() {
    this.observer?.disconnect()
    this.linkTarget.click()
  }
}
