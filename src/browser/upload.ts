import { send } from './net.ts'

interface Begun {
  key: string
  state: 'coming' | 'ready'
  received: number
  partSize: number
}

export interface Sent extends Begun {
  markdown: string
  picture: boolean
}

/** A refusal of the server, in its words. */
export class Refused extends Error {}

export interface Wishes {
  url: string
  signal: AbortSignal
  /** How much of it is there, from 0 to 1 */
  onProgress: (share: number) => void
}

// A line that comes back within half a minute is worth waiting for.
const waits = [500, 1_000, 2_000, 4_000, 8_000, 15_000]
const pause = (time: number) => new Promise((done) => setTimeout(done, time))

/** Sends a file in parts. What was interrupted goes on where it ended, also when the same file is chosen again later. */
export async function upload(file: File, { url, signal, onProgress }: Wishes): Promise<Sent> {
  const mark = `${file.name} ${file.lastModified}`.slice(0, 200)
  let state: Begun | Sent = await patiently(signal, () => send('POST', url, { name: file.name, size: file.size, mark }, { signal }))
  while (state.state !== 'ready') {
    const { key, received, partSize }: Begun = state
    onProgress(received / file.size)
    const part = file.slice(received, received + partSize)
    state = await patiently(signal, () => send('PUT', `${url}/${key}?offset=${received}`, part, { signal }))
  }
  onProgress(1)
  return state as Sent
}

/** Tries again while the line is down or the server is busy; a part that was taken already is not taken twice. */
async function patiently(signal: AbortSignal, ask: () => Promise<Response>): Promise<Begun | Sent> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask().catch((error: unknown) => {
      if (signal.aborted) throw error
      return null
    })
    if (answer?.ok) return (await answer.json()) as Begun
    const isPassing = answer === null || answer.status === 502 || answer.status === 503 || answer.status === 504
    if (!isPassing) throw new Refused(await wordsOf(answer))
    if (attempt === waits.length) throw new TypeError('offline')
    await pause(waits[attempt]!)
    signal.throwIfAborted()
  }
}

async function wordsOf(answer: Response): Promise<string> {
  const { detail = '' } = (await answer.json().catch(() => ({}))) as { detail?: string }
  return detail
}
