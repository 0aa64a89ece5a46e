import { Controller } from '@hotwired/stimulus'
import { localeOf } from '../texts/locale.ts'
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
  static override values = { place: String, version: Number, person: Number, words: Object, given: Boolean }
  declare noteTarget: HTMLElement
  declare wordsTarget: HTMLElement
  declare hasNoteTarget: boolean
  declare placeValue: string
  declare versionValue: number
  /** 0 for guests: their draft waits on the device alone */
  declare personValue: number
  declare wordsValue: Words
  /** The words came with the address, such as from another app */
  declare givenValue: boolean
  private savedAt = 0
  /** What another device wrote here; stays on offer until the form is sent */
  private other: Typed | null = null
  private sent = false
  private ticker = 0

  override connect() {
    this.restore()
    this.element.addEventListener('input', this.keep)
    this.element.addEventListener('submit', this.stop)
    this.element.addEventListener('turbo:submit-end', this.finish)
    window.addEventListener('online', this.save)
    this.ticker = window.setInterval(() => this.tick(), 10_000)
  }

  override disconnect() {
    this.save.cancel()
    clearInterval(this.ticker)
    this.element.removeEventListener('input', this.keep)
    this.element.removeEventListener('submit', this.stop)
    this.element.removeEventListener('turbo:submit-end', this.finish)
    window.removeEventListener('online', this.save)
  }

  private get key() {
    return `draft:${this.personValue}:${this.placeValue}`
  }

  /** A guest who signed in finds what they wrote before. */
  private restore() {
    const other = device.load(`${this.key}:other`)
    if (other) this.offer(other)
    const kept = device.load(this.key) ?? device.load(`draft:0:${this.placeValue}`)
    const now = readTyped(this.element)
    if (!kept || isEmpty(kept) || isSame(kept, now)) return
    if (!isEmpty(now) && (this.givenValue || kept.version < this.versionValue)) return this.offer(kept)
    writeTyped(this.element, kept)
    this.say(this.wordsValue.restored, kept.at)
  }

  private keep = () => {
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
  private meet({ version, title = '', body = '' }: Partial<Typed> & { version: number }) {
    this.versionValue = version
    this.offer({ title, body, details: {} })
  }

  private offer(other: Typed) {
    this.other = other
    device.save(`${this.key}:other`, { ...other, version: 0, at: Date.now() })
    this.say('')
  }

  /** Both stay: what was here becomes the one on offer. */
  private swap(other: Typed) {
    const mine = readTyped(this.element)
    writeTyped(this.element, other)
    this.offer(mine)
    this.keep()
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
    device.drop(`${this.key}:other`)
    device.drop(`draft:0:${this.placeValue}`)
  }

  private tick() {
    if (this.savedAt && !this.sent) this.say(this.wordsValue.saved, this.savedAt)
  }

  private say(words: string, at = 0) {
    if (!this.hasNoteTarget) return
    this.noteTarget.classList.toggle('is-warning', this.other !== null)
    if (this.other) this.sayOther(this.other)
    else this.wordsTarget.textContent = words.replace('{when}', at ? ago(at) : '')
  }

  private sayOther(other: Typed) {
    const show = document.createElement('button')
    show.type = 'button'
    show.textContent = this.wordsValue.take
    show.addEventListener('click', () => this.swap(other))
    this.wordsTarget.replaceChildren(`${this.wordsValue.conflict} `, show)
  }
}

function ago(at: number): string {
  const { lang } = document.documentElement
  const seconds = Math.round((at - Date.now()) / 1000)
  if (seconds > -60) return new Intl.RelativeTimeFormat(localeOf(lang), { numeric: 'auto' }).format(seconds, 'second')
  return writeAgo(new Date(at), { lang, now: new Date() })
}
