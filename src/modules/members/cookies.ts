/** Cookies of signing in: reading them from a request, proving that we wrote them. */
import { createHmac } from 'node:crypto'
import type { Config } from '#platform/config.ts'
import { isSame } from '#platform/secrets.ts'
import { addressHeader, isHttps, prefixOf } from './auth.ts'

type Headers_ = Record<string, string | string[] | undefined>

export function readCookie(headers: Headers_, name: string): string | null {
  for (const each of String(headers.cookie ?? '').split(';')) {
    const [key, ...value] = each.split('=')
    if (key?.trim() === name) return decoded(value.join('=').trim())
  }
  return null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The value of a signed cookie (`value.signature`), or null when the signature is not ours. */
export function unsigned(signed: string | null, secret: string): string | null {
  const dot = signed?.lastIndexOf('.') ?? -1
  if (!signed || dot < 1) return null
  const value = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(value).digest()
  return isSame(given, right) ? value : null
}

/** What the sign-in library may know of a request: its cookies, its browser, its address. */
export function headersFor({ headers, ip }: { headers: Headers_; ip: string }): Headers {
  const passed = new Headers({ [addressHeader]: ip })
  for (const name of ['cookie', 'user-agent', 'origin']) {
    if (typeof headers[name] === 'string') passed.set(name, headers[name])
  }
  return passed
}

/** A cookie of our own beside the library's; an empty value takes it away. */
export function ownCookie(config: Config, name: string, value: string, seconds: number): string {
  const secure = isHttps(config) ? '; Secure' : ''
  return `${ownName(config, name)}=${value}; Max-Age=${value ? seconds : 0}; Path=/; HttpOnly${secure}; SameSite=Lax`
}

export const ownName = (config: Config, name: string) => `${prefixOf(config)}.${name}`
