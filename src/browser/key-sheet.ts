/** The sheet of keys that do something on this page; all of them stand at /shortcuts. */
export async function showKeySheet(label: string) {
  if (document.querySelector('dialog[open]')) return
  const answer = await fetch('/shortcuts', { headers: { accept: 'text/html' } }).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  const title = page?.querySelector('h1')
  const keys = page?.querySelector('#shortcuts')
  if (!title || !keys || document.querySelector('dialog[open]')) return
  for (const group of keys.querySelectorAll<HTMLElement>('[data-needs]')) if (!document.querySelector(group.dataset.needs!)) group.remove()
  open(title.textContent, keys.innerHTML, label)
}

function open(title: string, keys: string, label: string) {
  const sheet = document.createElement('dialog')
  sheet.className = 'f-key-sheet'
  sheet.setAttribute('aria-labelledby', 'key-sheet-title')
  const heading = document.createElement('h2')
  heading.className = 'f-h2'
  heading.id = 'key-sheet-title'
  heading.textContent = title
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'btn btn-sm'
  close.textContent = label
  const body = document.createElement('div')
  body.innerHTML = keys
  sheet.append(heading, body, close)
  close.addEventListener('click', () => sheet.close())
  // Beside the sheet is outside of it.
  sheet.addEventListener('click', (event) => { if (event.target === sheet) sheet.close() })
  sheet.addEventListener('close', () => sheet.remove())
  document.addEventListener('turbo:before-cache', () => sheet.remove(), { once: true })
  document.body.append(sheet)
  sheet.showModal()
}
