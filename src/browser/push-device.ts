import { Controller } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'
import { send } from './net.ts'

/** Turns notices on for this device. The browser is asked only when somebody presses the button. */
export default class PushDevice extends Controller<HTMLElement> {
  static override targets = ['state', 'problem']
  static override values = { key: String, url: String, known: Boolean }
  declare stateTargets: HTMLElement[]
  declare problemTarget: HTMLElement
  declare keyValue: string
  declare urlValue: string
  /** The server knows a device of this session */
  declare knownValue: boolean

  override connect() {
    void this.look()
  }

  async turnOn() {
    this.problemTarget.hidden = true
    try {
      if ((await Notification.requestPermission()) !== 'granted') return await this.look()
      const { endpoint, keys } = (await this.subscribe()).toJSON()
      const answer = await send('POST', this.urlValue, { endpoint, ...keys })
      if (!answer.ok) throw new Error(String(answer.status))
      Turbo.visit(`${location.pathname}?device=added#devices`)
    } catch {
      this.problemTarget.hidden = false
    }
  }

  /** The form goes on to tell the server. */
  turnOff() {
    void this.own().then((subscription) => subscription?.unsubscribe())
  }

  private async look() {
    const state = await this.state()
    for (const each of this.stateTargets) each.hidden = each.dataset.state !== state
  }

  private async state() {
    if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'unsupported'
    if (Notification.permission === 'denied') return 'denied'
    return this.knownValue && (await this.own()) ? 'on' : 'off'
  }

  private async own() {
    const worker = await navigator.serviceWorker.getRegistration()
    return (await worker?.pushManager.getSubscription()) ?? null
  }

  private async subscribe(): Promise<PushSubscription> {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    const { pushManager } = await navigator.serviceWorker.ready
    const wish = { userVisibleOnly: true, applicationServerKey: this.keyValue }
    const before = await pushManager.getSubscription()
    // One that was made for other keys, or for another session, is of no use here.
    if (before && !this.knownValue) await before.unsubscribe()
    return pushManager.subscribe(wish)
  }
}
