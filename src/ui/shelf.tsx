/** The one illustration: a shelf. Spines are drawn from the chart tints, so it follows the brand and the theme. */
export interface ShelfProps {
  width?: number | undefined
  height?: number | undefined
  seed?: number | undefined
  /** Every so many-th book leans */
  lean?: number | undefined
  lamp?: boolean | undefined
  class?: string | undefined
}

interface Book {
  x: number
  width: number
  height: number
  fill: string
  tilted: boolean
  banded: boolean
  labelled: boolean
}

const LAMP_AFTER = 17
const PALE: [number, number][] = [
  [1, 62],
  [3, 50],
  [4, 55],
  [5, 45],
  [2, 50],
  [1, 28],
]
const FILLS = [1, 3, 4, 5, 2]
  .map((tint) => `var(--c${tint})`)
  .concat(PALE.map(([tint, share]) => `color-mix(in oklab,var(--c${tint}) ${share}%,var(--color-paper))`))

/** A generator with a seed: the same shelf at every render, so caches and pictures hold. */
function random(seed: number) {
  let state = seed
  return () => {
    state = (state * 16807) % 2147483647
    return state / 2147483647
  }
}

function fill({
  width,
  height,
  seed,
  lean,
  lamp,
}: Record<'width' | 'height' | 'seed' | 'lean', number> & { lamp: boolean }) {
  const next = random(seed)
  const books: Book[] = []
  let lampAt: number | null = null
  for (let x = 0, n = 0; x < width - 60; n++) {
    const thick = Math.round(11 + next() * 17)
    const tall = Math.round(height * (0.5 + next() * 0.36))
    const fill = FILLS[Math.floor(next() * FILLS.length)] ?? 'var(--c1)'
    if (lamp && n === LAMP_AFTER) {
      lampAt = x + 14
      x += 66
      continue
    }
    const tilted = n % lean === lean - 1
    if (tilted) x += 6
    const banded = thick > 14 && next() > 0.5
    books.push({ x, width: thick, height: tall, fill, tilted, banded, labelled: thick > 14 && !banded })
    x += thick + 2 + (tilted ? 14 : 0) + (next() > 0.9 ? 26 : 0)
  }
  return { books, lampAt }
}

function Spine({ book, floor }: { book: Book; floor: number }) {
  const { x, width, height, fill, tilted, banded, labelled } = book
  const top = floor - height
  const bands = `M${x} ${top + 9}h${width}M${x} ${top + 13}h${width}`
  return (
    <g transform={tilted ? `rotate(-11 ${x + 2} ${floor})` : undefined}>
      <rect x={x} y={top} width={width} height={height} rx="2" fill={fill} />
      {banded && <path d={bands} stroke="var(--color-paper)" stroke-opacity=".55" stroke-width="1.5" />}
      {labelled && (
        <rect
          x={x + width / 2 - 3}
          y={top + 12}
          width="6"
          height={Math.round(height * 0.3)}
          rx="1"
          fill="var(--color-paper)"
          fill-opacity=".6"
        />
      )}
    </g>
  )
}

export function Shelf({
  width = 980,
  height = 120,
  seed = 7,
  lean = 9,
  lamp = true,
  class: extra,
}: ShelfProps) {
  const { books, lampAt } = fill({ width, height, seed, lean, lamp })
  const floor = height - 2
  return (
    <svg class={extra} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={`M0 ${height - 1}H${width}`} stroke="var(--line-strong)" stroke-width="1.5" />
      {books.map((book) => (
        <Spine key={book.x} book={book} floor={floor} />
      ))}
      {lampAt !== null && (
        <g
          transform={`translate(${lampAt} ${floor})`}
          fill="none"
          stroke="var(--ink-3)"
          stroke-width="2"
          stroke-linecap="round"
        >
          <path d="M0 -1h34M17 -2v-46" />
          <path d="M3 -48 10 -74h14l7 26Z" fill="var(--mark)" stroke-linejoin="round" />
        </g>
      )}
    </svg>
  )
}

export function LampArt() {
  return (
    <svg class="art" viewBox="0 0 150 64" aria-hidden="true">
      <path d="M0 63H150" stroke="var(--line-strong)" stroke-width="1.5" />
      <g fill="none" stroke="var(--ink-3)" stroke-width="2" stroke-linecap="round">
        <path d="M60 62h30M75 61V30" />
        <path d="M62 30l6-22h14l6 22Z" fill="var(--mark)" stroke-linejoin="round" />
      </g>
      <rect x="104" y="52" width="30" height="10" rx="2" fill="var(--c3)" />
      <rect x="108" y="43" width="24" height="8" rx="2" fill="var(--c1)" />
    </svg>
  )
}

export function DoorArt() {
  return (
    <svg class="art" viewBox="0 0 150 64" aria-hidden="true">
      <path d="M0 63H150" stroke="var(--line-strong)" stroke-width="1.5" />
      <rect x="56" y="6" width="38" height="57" rx="3" fill="var(--mark)" />
      <path d="M56 9 78 3.5a2 2 0 0 1 2.5 2V63H56Z" fill="var(--c1)" />
      <circle cx="74" cy="35" r="2" fill="var(--color-paper)" />
      <path d="M94 62h20" stroke="var(--c4)" stroke-width="4" />
    </svg>
  )
}
