import { Controller } from '@hotwired/stimulus'
import { send } from './net.ts'

/** Shows the text as it will look: drawn by the server, with the same rules as the post. */
export default class Preview extends Controller {
  static override targets = ['text', 'pane', 'button']
  static override values = { url: String, failed: String }
  declare textTarget: HTMLTextAreaElement
  declare paneTarget: HTMLElement
  declare buttonTarget: HTMLElement
  declare urlValue: string
  declare failedValue: string

  async toggle() {
    const show = this.paneTarget.hidden
    this.paneTarget.hidden = !show
    this.textTarget.hidden = show
    this.buttonTarget.setAttribute('aria-pressed', String(show))
    if (show) await this.draw()
    else this.textTarget.focus()
  }

  private async draw() {
    this.paneTarget.setAttribute('aria-busy', 'true')
    try {
      const answer = await send(
        'POST',
        this.urlValue,
        { body: this.textTarget.value },
        { accept: 'text/html' },
      )
      if (!answer.ok) throw new Error(String(answer.status))
      this.paneTarget.innerHTML = await answer.text()
    } catch {
      this.paneTarget.textContent = this.failedValue
    }
    this.paneTarget.removeAttribute('aria-busy')
  }
}
