/** A page that refreshes itself in place leaves alone what somebody has typed, and what they have opened. */
export function keepTyping() {
  document.addEventListener('turbo:before-morph-element', (event) => {
    const field = event.target as Element
    if (!isTyped(field)) return
    event.preventDefault()
    markAs(field, (event as CustomEvent<{ newElement?: Element }>).detail.newElement)
  })
  document.addEventListener('turbo:before-morph-attribute', (event) => {
    const { attributeName } = (event as CustomEvent<{ attributeName: string }>).detail
    if (isOpened(event.target as Element, attributeName)) event.preventDefault()
  })
}

// The words stay; whether they are wrong, and where it is said, is news.
function markAs(field: Element, fresh: Element | undefined) {
  for (const name of ['aria-invalid', 'aria-describedby']) {
    const value = fresh?.getAttribute(name)
    if (value) field.setAttribute(name, value)
    else if (fresh) field.removeAttribute(name)
  }
}

const isOpened = (element: Element, attribute: string) =>
  (attribute === 'open' && element.matches('details')) ||
  (attribute === 'hidden' && element.closest('.f-composer') !== null)

function isTyped(element: Element): boolean {
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue
  if (!(element instanceof HTMLInputElement) || element.type === 'hidden') return false
  return element.value !== element.defaultValue || element.checked !== element.defaultChecked
}
