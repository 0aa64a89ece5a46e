/** What a page asks to be told: `/live?at=thread:12@345&at=me`, and up to where it was told before. */
import type { IncomingMessage } from 'node:http'

export interface Wish {
  places: string[]
  /** The number of the last event that is known, for the places that were left off somewhere. */
  starts: Map<string, number>
  /** Answered at once, for who cannot hold a stream. */
  isPoll: boolean
}

const shape = /^((?:thread|circle):\d{1,15}|lists|me)(?:@(\d{1,15}))?$/
const most = 24

/** @returns null for what nobody of ours asks */
export function readWish({ method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Wish | null {
  const asked = new URLSearchParams(url.slice(url.indexOf('?') + 1)).getAll('at')
  if (method !== 'GET' || asked.length === 0 || asked.length > most) return null
  if (!/^(same-origin|none|undefined)$/.test(String(headers['sec-fetch-site']))) return null
  const last = headers['last-event-id'] === undefined ? null : String(headers['last-event-id'])
  if (last !== null && !/^\d{1,15}$/.test(last)) return null
  const found = asked.map((each) => shape.exec(each))
  if (found.includes(null)) return null
  const starts = new Map(found.flatMap((each) => {
    const start = each![2] ?? last
    return start === null ? [] : [[each![1]!, Number(start)] as const]
  }))
  return { places: [...new Set(found.map((each) => each![1]!))], starts, isPoll: !String(headers.accept).includes('text/event-stream') }
}
