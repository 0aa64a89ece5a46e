/** An answer or a comment that could not be sent is kept, and its form is as after sending. */
import { device } from '../draft-fields.ts'
import { outbox, type Written } from './outbox.ts'

interface Failed {
  request: { url: URL; entries: [string, FormDataEntryValue][] }
}

/** @param kept what to do when something was kept */
export function keepUnsent(kept: () => void) {
  document.addEventListener('turbo:fetch-request-error', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !navigator.serviceWorker.controller) return
    const written = writtenIn(form, (event as CustomEvent<Failed>).detail.request)
    if (!written) return
    event.preventDefault()
    void outbox.put(written).then(() => sent(form, written)).then(kept)
  })
}

function writtenIn(form: HTMLFormElement, { url, entries }: Failed['request']): Written | null {
  const post = /^\/posts\/(\d+)\/comments$/.exec(url.pathname)?.[1]
  const thread = Number(/^\/(?:questions|discussions)\/(\d+)/.exec(location.pathname)?.[1] ?? /^\/threads\/(\d+)\/answers$/.exec(url.pathname)?.[1] ?? 0)
  if (!post && !/^\/threads\/\d+\/answers$/.test(url.pathname)) return null
  const fields = entries.filter((each): each is [string, string] => typeof each[1] === 'string' && each[0] !== '_csrf')
  const key = fields.find(([name]) => name === '_key')?.[1]
  const person = personAt(form)
  if (!key || person === 0) return null
  return { key, url: url.pathname, fields, person, thread, ...(post && { post: Number(post) }), at: Date.now(), state: 'waiting' }
}

const personAt = (form: HTMLElement) => Number((form.dataset.keepDraftPersonValue ? form : document.querySelector<HTMLElement>('[data-keep-draft-person-value]'))?.dataset.keepDraftPersonValue ?? 0)

/** The words stand in the thread now, and the form is for the next. */
async function sent(form: HTMLFormElement, { person }: Written) {
  const place = form.dataset.keepDraftPlaceValue
  for (const key of [`draft:${person}:${place}`, `draft:${person}:${place}:other`]) if (place) device.drop(key)
  form.querySelector<HTMLInputElement>('input[name="_key"]')?.setAttribute('value', crypto.randomUUID())
  const frame = form.closest('turbo-frame')
  if (frame) frame.replaceChildren()
  else form.reset()
  const ready = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } }
  await ready.sync?.register('outbox').catch(() => {})
}
