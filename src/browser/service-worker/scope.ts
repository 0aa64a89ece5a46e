/** The world of the service worker, and what the build tells it. */
export const scope = globalThis as unknown as ServiceWorkerGlobalScope

declare const __FILES__: readonly string[]
/** Files that a page asks for later: they are fetched ahead, so that they are there without a line. */
export const laterFiles = __FILES__

let turn: Promise<unknown> = Promise.resolve()

/** One after another: who somebody is, and what is kept for them, must not change in the middle. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const mine = turn.then(work, work)
  turn = mine.catch(() => {})
  return mine
}

export async function tellPages(message: object) {
  for (const page of await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })) page.postMessage(message)
}
