import { cardTrigger } from './card-trigger.ts'

/*
 * Cards on hover and focus, as WCAG 1.4.13 wants them: Escape closes without moving anything, the pointer may go over
 * to the card, and it stays until pointer and focus have left. A finger opens none: there the link just leads on.
 */
const opens = 350
const closes = 250
const freshFor = 60_000

const fetched = new Map<string, { at: number; html: Promise<string | null> }>()
let card: HTMLElement | null = null
let anchor: HTMLElement | null = null
let timer = 0

export function consider(event: Event) {
  const trigger = cardTrigger(event.target)
  if (!trigger || trigger === anchor) return
  const byPointer = event instanceof PointerEvent
  if (byPointer ? event.pointerType !== 'mouse' : !trigger.matches(':focus-visible')) return
  wait(opens, () => open(trigger))
  trigger.addEventListener(byPointer ? 'pointerleave' : 'focusout', leaveSoon, { once: true })
}

function wait(milliseconds: number, then: () => void) {
  clearTimeout(timer)
  timer = window.setTimeout(then, milliseconds)
}

async function open(trigger: HTMLElement) {
  const html = await read(trigger.dataset.card ?? `${trigger.getAttribute('href')}/card`)
  // Meanwhile the pointer may have gone, or the page.
  const isMeant = trigger.isConnected && (trigger.matches(':hover') || trigger.matches(':focus-visible') || trigger.parentElement?.querySelector('.f-av:hover'))
  if (html === null || !isMeant) return
  close()
  anchor = trigger
  card = draw(html)
  // Beside it in the order of the page, so that Tab leads into it; not inside of what is pressed.
  const outer = trigger.closest('a, button') ?? trigger
  outer.after(card)
  card.showPopover?.()
  place(card, trigger)
  trigger.setAttribute('aria-details', card.id)
  document.addEventListener('keydown', onEscape, true)
}

function draw(html: string): HTMLElement {
  const box = document.createElement('div')
  box.className = 'f-hover-card'
  box.id = 'hover-card'
  box.popover = 'manual'
  box.innerHTML = html
  box.addEventListener('pointerenter', () => clearTimeout(timer))
  box.addEventListener('pointerleave', leaveSoon)
  box.addEventListener('focusin', () => clearTimeout(timer))
  box.addEventListener('focusout', leaveSoon)
  return box
}

function read(address: string): Promise<string | null> {
  const before = fetched.get(address)
  if (before && Date.now() - before.at < freshFor) return before.html
  const html = ask(address)
  fetched.set(address, { at: Date.now(), html })
  html.then((text) => { if (text === null) fetched.delete(address) })
  return html
}

async function ask(address: string): Promise<string | null> {
  const answer = await fetch(address, { headers: { accept: 'text/html', 'turbo-frame': 'hover-card' } }).catch(() => null)
  if (!answer?.ok) return null
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return page.querySelector('#hover-card')?.innerHTML ?? null
}

/** Below what it is about, above it where there is no room; within the window at both sides. */
function place(box: HTMLElement, trigger: HTMLElement) {
  const at = trigger.getBoundingClientRect()
  const { width, height } = box.getBoundingClientRect()
  const gap = 6
  const below = at.bottom + gap
  const top = below + height > innerHeight && at.top - gap - height > 0 ? at.top - gap - height : below
  box.style.top = `${top}px`
  box.style.left = `${Math.max(gap, Math.min(at.left, innerWidth - width - gap))}px`
}

function leaveSoon() {
  wait(closes, () => {
    const stays = card?.matches(':hover') || card?.contains(document.activeElement) || anchor?.matches(':hover') || anchor?.matches(':focus-visible')
    if (!stays) close()
  })
}

function onEscape(event: KeyboardEvent) {
  if (event.key !== 'Escape' || !card) return
  event.stopPropagation()
  const inside = card.contains(document.activeElement)
  const back = anchor
  close()
  if (inside) back?.focus()
}

function close() {
  clearTimeout(timer)
  anchor?.removeAttribute('aria-details')
  card?.remove()
  card = anchor = null
  document.removeEventListener('keydown', onEscape, true)
}

addEventListener('scroll', () => card && anchor && place(card, anchor), { passive: true, capture: true })
document.addEventListener('turbo:before-cache', close)
document.addEventListener('turbo:visit', close)
