import { Controller } from '@hotwired/stimulus'
import { send } from './net.ts'
import { insertText } from './text-fields.ts'

/** Pictures and files into a text: chosen, pasted or dropped. The server keeps them and says what to write. */
export default class Attach extends Controller<HTMLElement> {
  static override targets = ['text']
  static override values = { url: String }
  declare textTarget: HTMLTextAreaElement
  declare urlValue: string

  override connect() {
    this.textTarget.addEventListener('paste', this.paste)
    this.element.addEventListener('dragover', this.over)
    this.element.addEventListener('dragleave', this.away)
    this.element.addEventListener('drop', this.drop)
  }

  choose() {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.addEventListener('change', () => this.take(input.files))
    input.click()
  }

  private paste = (event: ClipboardEvent) => {
    if (!event.clipboardData?.files.length) return
    event.preventDefault()
    this.take(event.clipboardData.files)
  }

  private over = (event: DragEvent) => {
    event.preventDefault()
    this.element.classList.add('is-dragged')
  }

  private away = () => this.element.classList.remove('is-dragged')

  private drop = (event: DragEvent) => {
    event.preventDefault()
    this.away()
    this.take(event.dataTransfer?.files ?? null)
  }

  private async take(files: FileList | null) {
    for (const file of files ?? []) {
      const form = new FormData()
      form.append('file', file)
      const answer = await send('POST', this.urlValue, form)
      const { markdown, detail } = (await answer.json()) as { markdown?: string; detail?: string }
      const at = { start: this.textTarget.selectionStart, end: this.textTarget.selectionEnd }
      insertText(this.textTarget, markdown ?? detail ?? '', at)
    }
  }
}
