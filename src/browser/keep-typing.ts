/** A page that refreshes itself in place leaves alone what somebody has typed, and what they have opened. */
export function keepTyping() {
  document.addEventListener('turbo:before-morph-element', (event) => {
    if (isTyped(event.target as Element)) event.preventDefault()
  })
  document.addEventListener('turbo:before-morph-attribute', (event) => {
    const { attributeName } = (event as CustomEvent<{ attributeName: string }>).detail
    if (isOpened(event.target as Element, attributeName)) event.preventDefault()
  })
}

const isOpened = (element: Element, attribute: string) =>
  (attribute === 'open' && element.matches('details')) ||
  (attribute === 'hidden' && element.closest('.f-composer') !== null)

function isTyped(element: Element): boolean {
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue
  if (!(element instanceof HTMLInputElement) || element.type === 'hidden') return false
  return element.value !== element.defaultValue || element.checked !== element.defaultChecked
}
