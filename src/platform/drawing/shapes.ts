/** What is asked of the process that draws pictures, and what it answers. */

export const widths = [480, 960, 1440] as const

export interface Form {
  width: number
  as: 'webp' | 'avif'
  bytes: Buffer
}

export interface Picture {
  kind: 'picture'
  /** Of what came, told by its content. */
  type: string
  width: number
  height: number
  /** A few pixels as a data address, to stand there until the picture has come; empty where it would shine through. */
  blur: string
  forms: Form[]
}

/** What is no picture that we draw: it is kept as it came, and only ever given as a download. */
export interface Other {
  kind: 'other'
  type: string
}

export type Why = 'empty' | 'broken' | 'pixels' | 'memory' | 'time' | 'busy'

export interface Refused {
  kind: 'refused'
  why: Why
}

export type Looked = Picture | Other | Refused

/** `post` draws all forms of a picture in a text, `face` one small square, `card` one of the smallest width. */
export type Use = 'post' | 'face' | 'card'

export interface Asked {
  id: number
  use: Use
  bytes: Uint8Array
}

/** `decoded` comes when what was sent has been unpacked: from then on only our own small copy is worked with. */
export type Said =
  | { id: 0; said: 'ready' }
  | { id: number; said: 'decoded' }
  | { id: number; said: 'looked'; looked: Looked; last: boolean; peak: number }
  | { id: number; said: 'more'; forms: Form[]; last: boolean; peak: number }
