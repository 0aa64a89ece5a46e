/** Calls once things have been quiet for a while. */
export function afterQuiet(milliseconds: number, call: () => void) {
  let timer = 0
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(call, milliseconds) as unknown as number
  }
  later.cancel = () => clearTimeout(timer)
  return later
}
