/** What waits to be sent stands in its thread, where it will be: to be changed, discarded, or put right. */
import { outbox, wordsOf, type Written } from './outbox.ts'
import { part } from './templates.ts'

type Words = Record<'waiting' | 'sending' | 'signIn' | 'refused' | 'discarded' | 'sent' | 'send' | 'answer' | 'comment', string>

const personHere = () => Number(document.querySelector<HTMLElement>('[data-keep-draft-person-value]')?.dataset.keepDraftPersonValue ?? 0)
const threadHere = () => Number(/^\/(?:questions|discussions)\/(\d+)/.exec(location.pathname)?.[1] ?? 0)
const cardId = (key: string) => `unsent-${key}`

export async function waitingWords(name: keyof Words): Promise<string> {
  const card = await part('offline-waiting')
  return card ? (JSON.parse(card.dataset.words!) as Words)[name] : ''
}

/** Makes the cards of this thread what the outbox says. */
export async function showWaiting() {
  const all = threadHere() === 0 ? [] : (await outbox.all()).filter(({ thread }) => thread === threadHere())
  // Where one cannot write there is no composer to say who reads; what is here is of whoever wrote it here.
  const mine = all.filter(({ person }) => personHere() === 0 || person === personHere())
  for (const card of document.querySelectorAll('.f-waiting:not([data-discarded])')) if (!mine.some(({ key }) => card.id === cardId(key))) card.remove()
  for (const written of mine) await showOne(written)
}

async function showOne(written: Written) {
  if (written.state === 'refused' && (await backInComposer(written))) return
  const here = document.getElementById(cardId(written.key))
  // Whoever left in the middle of a change left it as it was.
  if (written.state === 'held' && !here) await outbox.put({ ...written, state: 'waiting' })
  const card = here ?? (await part('offline-waiting'))
  if (!card || (here && !piece(here, 'field').hidden)) return
  fill(card, written)
  if (!here) put(card, written)
}

const piece = (card: HTMLElement, name: string) => card.querySelector<HTMLElement>(`[data-part="${name}"]`)!

function fill(card: HTMLElement, written: Written) {
  const words = JSON.parse(card.dataset.words!) as Words
  card.id = cardId(written.key)
  piece(card, 'kind').textContent = words[written.post ? 'comment' : 'answer']
  piece(card, 'state').textContent = words[written.state === 'held' ? 'waiting' : written.state].replace('%WHY%', written.reason ?? '')
  piece(card, 'words').textContent = wordsOf(written)
  card.classList.toggle('is-refused', written.state === 'refused')
  for (const [name, isHidden] of [['field', true], ['keep', true], ['undo', true], ['words', false], ['edit', false], ['discard', false]] as const) piece(card, name).hidden = isHidden
  piece(card, 'edit').onclick = () => edit(card, written)
  piece(card, 'discard').onclick = () => void discard(card, written)
}

function put(card: HTMLElement, { post }: Written) {
  const list = post ? document.getElementById(`comments-${post}`) : null
  const place = list ?? document.getElementById('answers-new')
  if (list) list.append(card)
  else place?.after(card)
}

/** In its place; nothing is sent while it is being changed. */
async function edit(card: HTMLElement, written: Written) {
  await outbox.put({ ...written, state: 'held' })
  const field = piece(card, 'field') as HTMLTextAreaElement
  field.value = wordsOf(written)
  for (const name of ['field', 'keep']) piece(card, name).hidden = false
  for (const name of ['words', 'edit']) piece(card, name).hidden = true
  field.focus()
  piece(card, 'keep').onclick = async () => {
    // Other words are another thing to post.
    await keepAs(written, field.value)
    await outbox.drop(written.key)
    card.remove()
    send()
  }
}

function keepAs(written: Written, body: string) {
  const key = crypto.randomUUID()
  const fields = written.fields.map(([name, value]): [string, string] => [name, name === '_key' ? key : name === 'body' ? body : value])
  const { reason: _, ...rest } = written
  return outbox.put({ ...rest, key, fields, state: 'waiting' })
}

const UNDO = 10_000

async function discard(card: HTMLElement, written: Written) {
  await outbox.drop(written.key)
  card.dataset.discarded = ''
  piece(card, 'state').textContent = (JSON.parse(card.dataset.words!) as Words).discarded
  for (const name of ['words', 'field', 'keep', 'edit', 'discard']) piece(card, name).hidden = true
  const undo = piece(card, 'undo')
  undo.hidden = false
  const gone = setTimeout(() => card.remove(), UNDO)
  undo.onclick = async () => {
    clearTimeout(gone)
    delete card.dataset.discarded
    await outbox.put(written)
    fill(card, written)
    send()
  }
  undo.focus()
}

/** Words that were refused are back where they were written, with the reason. @returns false where there is no place for them */
async function backInComposer(written: Written): Promise<boolean> {
  const field = document.querySelector<HTMLTextAreaElement>(`form[action="${written.url}"] textarea[name="body"]`)
  if (!field || written.post) return false
  field.value = [wordsOf(written), field.value].filter(Boolean).join('\n\n')
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await outbox.drop(written.key)
  document.getElementById(cardId(written.key))?.remove()
  say(field, (await waitingWords('refused')).replace('%WHY%', written.reason ?? ''))
  return true
}

function say(field: HTMLTextAreaElement, reason: string) {
  const id = `${field.id}-error`
  const error = document.getElementById(id) ?? document.createElement('p')
  Object.assign(error, { id, className: 'f-err', textContent: reason })
  error.setAttribute('role', 'alert')
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', id)
  if (!error.isConnected) field.closest('.f-composer')?.querySelector('.f-composer-foot')?.before(error)
}

const send = () => {
  navigator.serviceWorker.controller?.postMessage({ send: true })
  void showWaiting()
}
