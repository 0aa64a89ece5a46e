/** Whether this browser has been here before. One that keeps nothing is always new. */
export function returned(): boolean {
  try {
    const before = localStorage.getItem('visited')
    localStorage.setItem('visited', '1')
    return before !== null
  } catch {
    return false
  }
}
