export const HOUSE = 'M4 15.2 16 4l12 11.2V27a1.6 1.6 0 0 1-1.6 1.6H5.6A1.6 1.6 0 0 1 4 27z'
export const LEAVES =
  'M16 28V13M16 24.5c-3.4 0-5.6-1.5-6.4-4 3.2-.4 5.4 1 6.4 4Zm0 0c3.4 0 5.6-1.5 6.4-4-3.2-.4-5.4 1-6.4 4Z' +
  'm0-6c-2.5 0-4.2-1.2-4.8-3.1 2.5-.3 4.1.8 4.8 3.1Zm0 0c2.5 0 4.2-1.2 4.8-3.1-2.5-.3-4.1.8-4.8 3.1Z'

/** The house with a leaf; takes the brand colour of the community. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path d={HOUSE} fill="currentColor" />
      <path
        d={LEAVES}
        fill="none"
        stroke="var(--color-paper)"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
