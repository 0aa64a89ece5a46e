import { HOUSE, LEAVES } from './brand-mark.tsx'
import { mailColours } from './mail-colour.ts'

const PEN = 'fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"'

/** The mark for the tab of the browser, in the colour of the owner; served as /icon.svg. */
export function brandIcon(brand: string): string {
  const { day } = mailColours(brand)
  const drawing = `<path fill="${day}" d="${HOUSE}"/><path ${PEN} d="${LEAVES}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${drawing}</svg>`
}
