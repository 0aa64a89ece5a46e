import { Controller } from '@hotwired/stimulus'
import { writeAgo } from '../ui/moments.ts'
import { device, isEmpty, isSame, readTyped, type Typed, writeTyped } from './draft-fields.ts'
import { send } from './net.ts'
import { afterQuiet } from './timing.ts'

interface Words {
  saving: string
  saved: string
  device: string
  restored: string
  conflict: string
  take: string
}

/** Nothing typed is lost: on this device at once, on the server after a pause. Two devices never overwrite each other. */
export default class KeepDraft extends Controller<HTMLFormElement> {
  static override targets = ['note', 'words']
  static override values = { place: String, version: Number, person: Number, words: Object }
  declare noteTarget: HTMLElement
  declare wordsTarget: HTMLElement
  declare hasNoteTarget: boolean
  declare placeValue: string
  declare versionValue: number
  /** 0 for guests: their draft waits on the device alone */
  declare personValue: number
  declare wordsValue: Words
  private savedAt = 0
  private sent = false
  private ticker = 0

  override connect() {
    this.restore()
    this.element.addEventListener('input', this.keep)
    this.element.addEventListener('change', this.keep)
    this.element.addEventListener('submit', this.stop)
    this.element.addEventListener('turbo:submit-end', this.finish)
    window.addEventListener('online', this.save)
    this.ticker = window.setInterval(() => this.tick(), 10_000)
  }

  override disconnect() {
    this.save.cancel()
    clearInterval(this.ticker)
    this.element.removeEventListener('input', this.keep)
    this.element.removeEventListener('change', this.keep)
    this.element.removeEventListener('submit', this.stop)
    this.element.removeEventListener('turbo:submit-end', this.finish)
    window.removeEventListener('online', this.save)
  }

  private get key() {
    return `draft:${this.personValue}:${this.placeValue}`
  }

  /** A guest who signed in finds what they wrote before. */
  private restore() {
    const kept = device.load(this.key) ?? device.load(`draft:0:${this.placeValue}`)
    const now = readTyped(this.element)
    if (!kept || isEmpty(kept) || isSame(kept, now)) return
    if (!isEmpty(now) && kept.version < this.versionValue) return this.offer(kept)
    writeTyped(this.element, kept)
    this.say(this.wordsValue.restored, kept.at)
  }

  private keep = (event: Event) => {
    if (!event.isTrusted && event.type === 'change') return
    const at = Date.now()
    this.sent = false
    device.save(this.key, { ...readTyped(this.element), version: this.versionValue, at })
    this.say(this.wordsValue.saving)
    this.save()
  }

  private save = afterQuiet(1200, async () => {
    if (this.sent) return
    if (this.personValue === 0) return this.say(this.wordsValue.device)
    const typed = readTyped(this.element)
    const url = `/drafts/${encodeURIComponent(this.placeValue)}`
    const answer = await send('PUT', url, { ...typed, version: this.versionValue }).catch(() => null)
    const body = (await answer?.json().catch(() => ({}))) as {
      version?: number
      current?: Partial<Typed> & { version: number }
    }
    if (answer?.status === 409 && body.current) return this.meet(body.current)
    if (!answer?.ok) return this.say(this.wordsValue.device)
    this.versionValue = body.version ?? this.versionValue + 1
    device.save(this.key, { ...typed, version: this.versionValue, at: Date.now() })
    this.savedAt = Date.now()
    this.tick()
  })

  /** From now on this text builds upon theirs, so the next save goes through; theirs stays on offer. */
  private meet(theirs: Partial<Typed> & { version: number }) {
    this.versionValue = theirs.version
    this.offer(theirs)
  }

  private offer(theirs: Partial<Typed>) {
    if (!this.hasNoteTarget) return
    const take = document.createElement('button')
    take.type = 'button'
    take.textContent = this.wordsValue.take
    take.addEventListener('click', () => this.swap(theirs))
    this.noteTarget.classList.add('is-warning')
    this.wordsTarget.replaceChildren(`${this.wordsValue.conflict} `, take)
  }

  /** Both stay: what was here becomes the one on offer. */
  private swap(theirs: Partial<Typed>) {
    const mine = readTyped(this.element)
    writeTyped(this.element, theirs)
    this.offer(mine)
  }

  private stop = () => {
    this.sent = true
    this.save.cancel()
  }

  private finish = (event: Event) => {
    const { success } = (event as CustomEvent<{ success: boolean }>).detail
    this.sent = success
    if (!success) return
    device.drop(this.key)
    device.drop(`draft:0:${this.placeValue}`)
  }

  private tick() {
    if (this.savedAt && !this.sent) this.say(this.wordsValue.saved, this.savedAt)
  }

  private say(words: string, at = 0) {
    if (!this.hasNoteTarget) return
    this.noteTarget.classList.remove('is-warning')
    this.wordsTarget.textContent = words.replace('{when}', at ? ago(at) : '')
  }
}

function ago(at: number): string {
  const { lang } = document.documentElement
  const seconds = Math.round((at - Date.now()) / 1000)
  if (seconds > -60) return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(seconds, 'second')
  return writeAgo(new Date(at), { lang, now: new Date() })
}
