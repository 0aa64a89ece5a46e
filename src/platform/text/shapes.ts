/** What goes into the text renderer and what comes out of it. */

export type Cooked = {
  /** Sanitised HTML, to be put inside `<div class="f-prose">` as it is. */
  html: string
  /** Plain text for search: blocks on lines of their own, code and picture descriptions included. */
  text: string
  /** The first words a reader would see, without quotes, code and tables; 240 characters at most. */
  excerpt: string
  /** Of what its author says, without quotes and code; null where there is too little to tell. */
  language: string | null
  /** Handles that the author addresses (not those inside a quotation), lower-case, whether they exist or not. */
  mentions: string[]
  /** Handles that a quotation is attributed to, lower-case. */
  quoted: string[]
  /** Addresses of all links as written in the page, mentions left out. */
  links: string[]
  images: string[]
  /** Addresses that stand alone in a line, in their order: pages that a card can be made of. */
  alone: string[]
  /** How many attachments it shows. */
  attachments: number
  /** Of the renderer: text stored with a lower version may be cooked again. */
  version: number
  /** True when a limit was hit: `html` is then the escaped source in paragraphs. */
  degraded: boolean
  reason?: 'length' | 'time' | 'memory' | 'error'
}

/** A file of this site that may be shown in the text. */
export type KnownFile = {
  key: string
  address: string
  name: string
  /** What it is and how large, for the card of an attachment. */
  note: string
  picture: { width: number; height: number; blur: string; widths: number[] } | null
}

/** What is known of a foreign page: it stands as a card where nothing but its address was written in a line. */
export type KnownLink = {
  url: string
  title: string
  description: string
  site: string
  picture: string | null
  /** Where its player is; it is loaded when somebody presses play. */
  player: string | null
}

export type CookOptions = {
  /** Handles that exist: these become links. Or a function that says which of the written ones do. */
  mentions?: Iterable<string> | ((handles: string[]) => Iterable<string> | Promise<Iterable<string>>)
  /** Addresses of groups that may be linked; a member of the same name goes before. */
  groups?: readonly string[]
  /** The files of this site that may be shown; an address of any other stays a description. */
  files?: readonly KnownFile[]
  /** Pages of others that are shown as cards. */
  previews?: readonly KnownLink[]
  /** Address of this site: links to it are not foreign. */
  baseUrl?: string
  /** Rank of the highest heading: 3 in a post, 2 in a guide. */
  headings?: 2 | 3
  /** Longest source that is rendered; longer ones are shown as plain text. */
  length?: number
  /** Milliseconds that the rendering may take. */
  time?: number
  /** In the language of the page; the renderer has no words of its own. */
  labels: Labels
}

/** Words that the renderer itself puts into a page, all of them for screen readers. */
export type Labels = {
  code: string
  table: string
  done: string
  open: string
  note: string
  tip: string
  important: string
  warning: string
  caution: string
}

/** Options as they travel to the worker: no functions, nothing left to decide. */
export type RenderOptions = {
  mentions: string[]
  groups: readonly string[]
  files: readonly KnownFile[]
  previews: readonly KnownLink[]
  baseUrl: string
  headings: 2 | 3
  labels: Labels
  /** Milliseconds that the colours of code may take. */
  colourTime: number
  /** Leaves code black: for a second try, when the first took too long. */
  plainCode?: boolean
}

export type Flavour = 'stackexchange' | 'discourse' | 'plain'

export type ConvertOptions = {
  /** Where the HTML comes from: its relative links are made absolute with it. */
  baseUrl?: string
  /** Heads the list of options that a poll becomes. */
  pollLabel: string
}
