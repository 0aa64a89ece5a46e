/** Parts that the server has drawn into the page for no line, where the service worker keeps it. */
let page: Promise<Document | null> | undefined

async function read(): Promise<Document | null> {
  const kept = await caches.match('/offline')
  return kept ? new DOMParser().parseFromString(await kept.text(), 'text/html') : null
}

/** @returns null before the worker has it */
export async function part(name: string): Promise<HTMLElement | null> {
  page ??= read()
  const found = await page
  if (!found) page = undefined
  const template = found?.getElementById(name)
  return template instanceof HTMLTemplateElement ? (document.importNode(template.content, true).firstElementChild as HTMLElement) : null
}
