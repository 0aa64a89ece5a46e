/** Whether single keys do anything here: whoever dictates or has a heavy hand turns them off (WCAG 2.1.4). */
const place = 'folkmoot:keys'

export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(place) !== 'off'
  } catch {
    return true
  }
}

export function turnKeys(on: boolean) {
  try {
    if (on) localStorage.removeItem(place)
    else localStorage.setItem(place, 'off')
  } catch {
    // Kept nowhere: then they are on.
  }
}
