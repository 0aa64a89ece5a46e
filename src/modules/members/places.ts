/** Where somebody may be led after signing in: an address of this site, never of another. */

const nowhere = /^\/(sign-in|sign-out|join|verify|password|setup)(\/|\?|$)/

/** @returns `to` when it is a plain path here, else `otherwise` */
export function safePath(to: string | null | undefined, otherwise = '/'): string {
  // `//host` and `/\host` are addresses of other sites to a browser; control characters are dropped by it
  // before it looks.
  if (!to?.startsWith('/') || /[\\\p{Cc}]/u.test(to) || to.startsWith('//')) return otherwise
  const home = 'https://here.invalid'
  const address = URL.canParse(to, home) ? new URL(to, home) : null
  if (address?.origin !== home || address.pathname.startsWith('//') || nowhere.test(address.pathname))
    return otherwise
  return address.pathname + address.search + address.hash
}

/** The path with `to` behind it, when there is somewhere to go. */
export const withTo = (path: string, to: string | undefined) => {
  const safe = safePath(to)
  return safe === '/' ? path : `${path}?to=${encodeURIComponent(safe)}`
}
