import { Controller } from '@hotwired/stimulus'
import { insertText, type Selection, selectionOf } from './text-fields.ts'

type How = (chosen: string) => [text: string, selectFrom: number, selectTo: number]

const around =
  (mark: string): How =>
  (chosen) => [mark + chosen + mark, mark.length, mark.length + chosen.length]

const before =
  (mark: (index: number) => string): How =>
  (chosen) => {
    const text = chosen
      .split('\n')
      .map((line, index) => mark(index) + line)
      .join('\n')
    return [text, text.length, text.length]
  }

const link: How = (chosen) => {
  const isAddress = /^https?:\/\/\S+$/.test(chosen)
  const text = isAddress ? `[](${chosen})` : `[${chosen}]()`
  const at = isAddress ? 1 : chosen ? text.length - 1 : 1
  return [text, at, at]
}

const code: How = (chosen) =>
  chosen.includes('\n') ? [`\`\`\`\n${chosen}\n\`\`\``, 3, 3] : around('`')(chosen)
const table: How = () => ['|  |  |\n| --- | ---: |\n|  |  |\n', 2, 2]
const mention: How = (chosen) => [`@${chosen}`, chosen.length + 1, chosen.length + 1]

const HOW: Record<string, How> = {
  bold: around('**'),
  italic: around('_'),
  link,
  code,
  table,
  mention,
  quote: before(() => '> '),
  list: before(() => '- '),
  numbers: before((index) => `${index + 1}. `),
}
const WHOLE_LINES = new Set(['quote', 'list', 'numbers', 'table'])
const KEYS: Record<string, string> = { b: 'bold', i: 'italic', k: 'link', e: 'code' }

/** The toolbar: marks for the words that are chosen. Ctrl+B, I, K and E do the same. */
export default class Markdown extends Controller<HTMLElement> {
  static override targets = ['text']
  declare textTarget: HTMLTextAreaElement

  override connect() {
    this.textTarget.addEventListener('keydown', this.press)
  }

  override disconnect() {
    this.textTarget.removeEventListener('keydown', this.press)
  }

  format({ params }: Event & { params: { how: string } }) {
    this.apply(params.how)
  }

  private press = (event: KeyboardEvent) => {
    const how = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && KEYS[event.key]
    if (!how) return
    event.preventDefault()
    this.apply(how)
  }

  private apply(name: string) {
    const how = HOW[name]
    if (!how) return
    const field = this.textTarget
    const chosen = WHOLE_LINES.has(name) ? wholeLines(field) : selectionOf(field)
    const [text, from, to] = how(chosen.text)
    insertText(field, text, chosen)
    field.setSelectionRange(chosen.start + from, chosen.start + to)
    if (name === 'mention') field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function wholeLines(field: HTMLTextAreaElement): Selection {
  const { start, end } = selectionOf(field)
  const first = field.value.lastIndexOf('\n', start - 1) + 1
  const after = field.value.indexOf('\n', end)
  const last = after < 0 ? field.value.length : after
  return { start: first, end: last, text: field.value.slice(first, last) }
}
