import { Controller } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { send } from './net.ts'

type SignIn = Parameters<typeof startAuthentication>[0]['optionsJSON']
type Register = Parameters<typeof startRegistration>[0]['optionsJSON']

/** Signing in with a passkey, or adding one. The button is there only where the browser can. */
export default class Passkey extends Controller<HTMLElement> {
  static override targets = ['button', 'problem', 'name']
  static override values = {
    options: String,
    url: String,
    next: { type: String, default: '/' },
    failed: String,
  }
  declare buttonTarget: HTMLButtonElement
  declare problemTarget: HTMLElement
  declare nameTarget: HTMLInputElement
  declare hasNameTarget: boolean
  declare optionsValue: string
  declare urlValue: string
  declare nextValue: string
  declare failedValue: string

  override connect() {
    this.buttonTarget.hidden = !browserSupportsWebAuthn()
  }

  signIn() {
    return this.try(async () => startAuthentication({ optionsJSON: await this.options<SignIn>() }))
  }

  register() {
    return this.try(async () => startRegistration({ optionsJSON: await this.options<Register>() }))
  }

  private async options<Options>(): Promise<Options> {
    const answer = await send('POST', this.optionsValue, {})
    if (!answer.ok) throw new Error(String(answer.status))
    return (await answer.json()) as Options
  }

  private async try(ask: () => Promise<unknown>) {
    this.problemTarget.hidden = true
    try {
      const name = this.hasNameTarget ? this.nameTarget.value : undefined
      const answer = await send('POST', this.urlValue, { response: await ask(), name, next: this.nextValue })
      if (!answer.ok) throw new Error(String(answer.status))
      Turbo.visit(this.nextValue)
    } catch (problem) {
      // Closing the dialog of the browser is a change of mind, not a failure.
      if ((problem as Error).name !== 'NotAllowedError') this.tell()
    }
  }

  private tell() {
    this.problemTarget.textContent = this.failedValue
    this.problemTarget.hidden = false
  }
}
