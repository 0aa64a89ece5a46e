import { Controller } from '@hotwired/stimulus'
import { insertBlock } from './text-fields.ts'

/** Words selected in a post can be quoted: a button over them takes them into the composer, with their author. */
export default class QuoteSelection extends Controller<HTMLElement> {
  static override targets = ['button']
  static override values = { field: String }
  declare buttonTarget: HTMLButtonElement
  /** Id of the text field that takes the quote */
  declare fieldValue: string

  override connect() {
    document.addEventListener('selectionchange', this.offer)
  }

  override disconnect() {
    document.removeEventListener('selectionchange', this.offer)
  }

  private offer = () => {
    const range = this.chosen()
    this.buttonTarget.hidden = !range
    if (!range) return
    const { left, bottom } = range.getBoundingClientRect()
    const box = (this.buttonTarget.offsetParent ?? document.body).getBoundingClientRect()
    this.buttonTarget.style.left = `${left - box.left}px`
    this.buttonTarget.style.top = `${bottom - box.top + 8}px`
  }

  /** A selection counts when it lies within one post. */
  private chosen(): Range | null {
    const selection = getSelection()
    if (!selection || selection.isCollapsed || !selection.toString().trim() || !this.field) return null
    const range = selection.getRangeAt(0)
    return this.post(range) && this.element.contains(range.commonAncestorContainer) ? range : null
  }

  private post(range: Range): HTMLElement | null {
    const { commonAncestorContainer: node } = range
    const element = node instanceof Element ? node : node.parentElement
    return element?.closest<HTMLElement>('[data-quote-by]') ?? null
  }

  private get field() {
    return document.getElementById(this.fieldValue) as HTMLTextAreaElement | null
  }

  /** Pressing the button must not lose the words it is about. */
  hold(event: Event) {
    event.preventDefault()
  }

  quote() {
    const range = this.chosen()
    if (!range || !this.field) return
    const lines = (getSelection()?.toString() ?? '').trim().split(/\n+/)
    const author = this.post(range)?.dataset.quoteBy
    const quoted = [...lines, ...(author ? [`— @${author}`] : [])].map((line) => `> ${line}`).join('\n')
    insertBlock(this.field, quoted)
    this.field.scrollIntoView({ block: 'center' })
    getSelection()?.removeAllRanges()
  }
}
