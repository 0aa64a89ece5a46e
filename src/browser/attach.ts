import { Controller } from '@hotwired/stimulus'
import { insertText } from './text-fields.ts'
import { Refused, type Sent, upload } from './upload.ts'

interface Words {
  /** Stands in the text until the file is there */
  coming: string
  progress: string
  looking: string
  describe: string
  offline: string
  failed: string
  wait: string
}

interface Line {
  element: HTMLElement
  words: HTMLElement
  bar: HTMLProgressElement
  again: HTMLElement
}

/** Pictures and files into a text: chosen, pasted or dropped. A line below the text shows each on its way. */
export default class Attach extends Controller<HTMLElement> {
  static override targets = ['text', 'list', 'line']
  static override values = { url: String, words: Object }
  declare textTarget: HTMLTextAreaElement
  declare listTarget: HTMLElement
  declare lineTarget: HTMLTemplateElement
  declare urlValue: string
  declare wordsValue: Words
  private coming = new Set<AbortController>()

  override connect() {
    this.textTarget.addEventListener('paste', this.paste)
    this.element.addEventListener('dragover', this.over)
    this.element.addEventListener('dragleave', this.away)
    this.element.addEventListener('drop', this.drop)
    this.element.closest('form')?.addEventListener('submit', this.hold, { capture: true })
  }

  override disconnect() {
    this.element.closest('form')?.removeEventListener('submit', this.hold, { capture: true })
    for (const each of this.coming) each.abort()
  }

  choose() {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.addEventListener('change', () => this.take(input.files))
    input.click()
  }

  private paste = (event: ClipboardEvent) => {
    // A table copied from a spreadsheet comes as text and as its picture: the text is what was meant.
    if (!event.clipboardData?.files.length || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    this.take(event.clipboardData.files)
  }

  private over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.element.classList.add('is-dragged')
  }

  private away = () => this.element.classList.remove('is-dragged')

  private drop = (event: DragEvent) => {
    this.away()
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    this.take(event.dataTransfer.files)
  }

  /** A text that says "on its way" is not sent: it would say so for ever. */
  private hold = (event: SubmitEvent) => {
    if (this.coming.size === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    for (const words of this.listTarget.querySelectorAll('.is-coming [data-part="words"]'))
      words.textContent = this.wordsValue.wait
  }

  private take(files: FileList | null) {
    for (const file of files ?? []) this.bring(file)
  }

  private async bring(file: File, line = this.addLine(file)) {
    const abort = new AbortController()
    const holder = this.placeholder(file)
    line.element.querySelector('[data-part="cancel"]')!.addEventListener('click', () => this.cancel(abort, line, holder), { once: true })
    this.coming.add(abort)
    line.element.classList.add('is-coming')
    line.again.hidden = true
    try {
      this.done(line, holder, await upload(file, { url: this.urlValue, signal: abort.signal, onProgress: (share) => this.show(line, share) }))
    } catch (error) {
      this.replace(holder, '')
      if (!abort.signal.aborted) this.fail(line, file, error)
    }
    this.coming.delete(abort)
    line.element.classList.remove('is-coming')
  }

  private addLine(file: File): Line {
    const element = this.lineTarget.content.firstElementChild!.cloneNode(true) as HTMLElement
    const part = (name: string) => element.querySelector<HTMLElement>(`[data-part="${name}"]`)!
    part('name').textContent = file.name
    this.listTarget.append(element)
    return { element, words: part('words'), bar: part('bar') as HTMLProgressElement, again: part('again') }
  }

  private show({ bar, words }: Line, share: number) {
    bar.value = share
    words.textContent = share < 1 ? this.wordsValue.progress.replace('{percent}', String(Math.round(share * 100))) : this.wordsValue.looking
  }

  private placeholder(file: File): string {
    const holder = `![${this.wordsValue.coming.replace('{name}', file.name.replace(/[[\]]/g, ''))}]()`
    const { selectionStart: start, selectionEnd: end, value } = this.textTarget
    const gap = start > 0 && value[start - 1] !== '\n' ? '\n' : ''
    insertText(this.textTarget, `${gap}${holder}\n`, { start, end })
    return holder
  }

  /** Where the placeholder stood, wherever the writer is by now. @returns where that is */
  private replace(holder: string, text: string): number {
    const at = this.textTarget.value.indexOf(holder)
    if (at < 0) return -1
    const end = at + holder.length + (text === '' && this.textTarget.value[at + holder.length] === '\n' ? 1 : 0)
    this.textTarget.setRangeText(text, at, end, 'preserve')
    this.textTarget.dispatchEvent(new Event('input', { bubbles: true }))
    return at
  }

  private done(line: Line, holder: string, sent: Sent) {
    const at = this.replace(holder, sent.markdown)
    // Taken out of the text meanwhile: it is collected by itself.
    if (at < 0 || !sent.picture) return line.element.remove()
    line.bar.remove()
    line.words.textContent = this.wordsValue.describe
    if (document.activeElement !== this.textTarget || this.coming.size > 1) return
    // The description is what is still missing: it lies selected, to be typed over.
    this.textTarget.setSelectionRange(at + 2, at + sent.markdown.indexOf(']('))
  }

  private fail(line: Line, file: File, error: unknown) {
    const isRefused = error instanceof Refused
    line.element.classList.add('is-failed')
    line.bar.hidden = true
    line.words.textContent = isRefused ? error.message || this.wordsValue.failed : this.wordsValue.offline
    line.again.hidden = isRefused
    line.again.onclick = () => {
      line.element.classList.remove('is-failed')
      line.bar.hidden = false
      this.bring(file, line)
    }
  }

  private cancel(abort: AbortController, line: Line, holder: string) {
    abort.abort()
    this.replace(holder, '')
    line.element.remove()
    this.textTarget.focus()
  }
}
