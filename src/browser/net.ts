/** Requests from scripts: with the token that forms carry, and told apart from pages. */
const token = () => document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? ''

interface Wishes extends Omit<RequestInit, 'headers' | 'body' | 'method'> {
  accept?: string
}

export function send(method: 'POST' | 'PUT' | 'DELETE', url: string, body: unknown, wishes: Wishes = {}) {
  const { accept = 'application/json', ...options } = wishes
  const headers: Record<string, string> = { accept, 'x-csrf-token': token() }
  const isForm = body instanceof FormData
  const isBytes = body instanceof Blob
  if (!isForm) headers['content-type'] = isBytes ? 'application/octet-stream' : 'application/json'
  return fetch(url, { method, headers, body: isForm || isBytes ? body : JSON.stringify(body), ...options })
}
