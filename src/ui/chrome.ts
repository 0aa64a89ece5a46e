import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Key } from '../texts/index.ts'
import type { Gaps } from './own.tsx'
import type { Person } from './person.ts'

/** What the house around every page must know. The app fills it once a request; parts read it by `useChrome()`. */
export interface Chrome {
  community: { name: string; tagline: string; /** The company behind it; its people are its team */ company?: string | undefined }
  /** Without a slash at the end: `https://commons.example` */
  baseUrl: string
  /** Path and query of this page, for `?to=` after signing in */
  path: string
  lang: string
  dir: 'ltr' | 'rtl'
  viewer: ChromeViewer | null
  desk: { cockpit?: boolean; review?: boolean; insights?: boolean; admin?: boolean; /** How many wait for the team, of who is of it */ messages?: number }
  spaces: ChromeSpace[]
  /** The groups that the viewer is in */
  groups?: ChromeSpace[] | undefined
  unreadQuestions: number
  unreadDiscussions?: number | undefined
  csrf: string | null
  assets: { css: string; js: string; icons: string; brand: string }
  features: { guides: boolean; ideas: boolean; gatherings: boolean; groups: boolean }
  /** Codes of those that the interface speaks here */
  languages: readonly string[]
  footer: { label: Key; href: string }[]
  notice?: ChromeNotice | undefined
  demo: boolean
  development: boolean
  /** IANA name; dates are drawn in it. UTC when the community set none */
  timeZone?: string | undefined
  /** Up to which event this page knows what happens; null where it will not be told */
  live?: number | null | undefined
  /** The clock of this render; tests pin it */
  now?: Date | undefined
  /** The page is drawn for all members of a role, to be filled for each (own.tsx) */
  gaps?: Gaps | undefined
}

export interface ChromeViewer extends Person {
  unread: number
  /** Circles with messages that they have not read */
  messages: number
}

export interface ChromeSpace {
  slug: string
  name: string
  /** Which of the seven spines stands for it on the shelf */
  spine: number
  depth: number
  /** Threads with something new for the viewer; from a hundred on it is not counted further */
  unread: number
  /** The viewer wants to hear of it: what is new there is a figure, elsewhere a dot */
  followed?: boolean | undefined
}

export interface ChromeNotice {
  kind: 'info' | 'success' | 'warning' | 'error'
  text: string
  href?: string | undefined
  label?: string | undefined
}

export const ChromeContext = createContext<Chrome | null>(null)

export function useChrome(): Chrome {
  const chrome = useContext(ChromeContext)
  if (!chrome) throw new Error('A part was rendered outside a ChromeContext: render pages with renderPage()')
  return chrome
}
