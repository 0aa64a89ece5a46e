/** Mail programs know no oklch: the brand becomes two plain colours that can be read by day and by night. */
type Rgb = [number, number, number]

const parse = (hex: string): Rgb => {
  const value = Number.parseInt(hex.replace('#', ''), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const write = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, index) => part + ((to[index] ?? 0) - part) * share) as Rgb

/** WCAG's relative luminance. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Moves a colour towards black or white in small steps until it stands out from `against`. */
function until(colour: Rgb, towards: Rgb, against: Rgb): string {
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mix(colour, towards, share)
    if (contrast(tried, against) >= 5) return write(tried)
  }
  return write(towards)
}

export interface MailColours {
  /** On white paper, and under white words */
  day: string
  /** On dark paper, and under dark words */
  night: string
}

export function mailColours(brand: string): MailColours {
  const colour = parse(/^#[0-9a-f]{6}$/i.test(brand) ? brand : '#70355f')
  return {
    day: until(colour, [0, 0, 0], [249, 248, 245]),
    night: until(colour, [255, 255, 255], [37, 35, 39]),
  }
}
