import { cardTrigger } from './card-trigger.ts'

/** Cards cost nothing until somebody points at the first. */
export function offerCards() {
  const wake = (event: Event) => {
    if (!cardTrigger(event.target)) return
    import('./hover-card.ts').then(({ consider }) => consider(event), () => {})
  }
  document.addEventListener('pointerover', wake, { passive: true })
  document.addEventListener('focusin', wake)
}
