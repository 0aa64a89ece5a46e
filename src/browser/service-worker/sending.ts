/** Sends what was written without a line. One worker, one after another, each with its own key. */
import { outbox, type Written } from '../offline/outbox.ts'
import { scope, tellPages } from './scope.ts'

interface Me {
  person: number
  token: string
}

/** Who is signed in now, and the token that their forms carry; null without a line. */
export async function whoAmI(): Promise<Me | null> {
  const answer = await fetch('/offline', { cache: 'no-store' }).catch(() => null)
  if (!answer?.ok) return null
  const html = await answer.text()
  const token = /<meta name="csrf-token" content="([\w-]+)"/.exec(html)?.[1] ?? ''
  return { person: Number(/data-person="(\d+)"/.exec(html)?.[1] ?? 0), token }
}

/** @throws when something is left that may go later: whoever asked comes again */
export const sendAll = () =>
  scope.navigator.locks.request('outbox', async () => {
    const all = await outbox.all()
    if (all.length === 0) return
    const me = await whoAmI()
    if (!me) throw new Error('There is no line.')
    // Somebody else sits here now: also what was refused, or left in the middle of a change, is not for their eyes.
    const others = me.person === 0 ? [] : all.filter(({ person }) => person !== me.person)
    for (const { key } of others) await outbox.drop(key)
    const waiting = all.filter((each) => !others.includes(each) && (each.state === 'waiting' || each.state === 'signIn'))
    let left = 0
    for (const written of waiting) left += (await sendOne(written, me)) ? 0 : 1
    if (others.length + waiting.length > 0) await tellPages({ outbox: true })
    if (left > 0) throw new Error(`${left} are left for later.`)
  })

/** @returns false when it may go later */
async function sendOne(written: Written, me: Me): Promise<boolean> {
  if (me.person === 0) return change(written, { state: 'signIn' })
  const answer = await post(written, me)
  if (!answer || answer.status >= 500 || [408, 425, 429].includes(answer.status)) return change(written, { state: 'waiting' }).then(() => false)
  if (answer.ok || answer.type === 'opaqueredirect') return posted(written)
  if (answer.status === 401) return change(written, { state: 'signIn' })
  return change(written, { state: 'refused', reason: await reasonOf(answer) })
}

function post({ url, fields }: Written, { token }: Me): Promise<Response | null> {
  const body = new URLSearchParams(fields.filter(([name]) => name !== '_csrf'))
  return fetch(url, { method: 'POST', body, redirect: 'manual', headers: { accept: 'application/json', 'x-csrf-token': token } }).catch(() => null)
}

async function posted({ key, thread }: Written): Promise<true> {
  await outbox.drop(key)
  await tellPages({ posted: key, thread })
  return true
}

const change = (written: Written, now: Pick<Written, 'state' | 'reason'>): Promise<true> => outbox.put({ ...written, ...now }).then(() => true)

async function reasonOf(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; title?: string; fields?: Record<string, string> }
  return Object.values(problem.fields ?? {}).join(' ') || problem.detail || problem.title || String(answer.status)
}
