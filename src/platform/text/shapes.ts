/** What goes into the text renderer and what comes out of it. */

export type Cooked = {
  /** Sanitised HTML, to be put inside `<div class="f-prose">` as it is. */
  html: string
  /** Plain text for search: blocks on lines of their own, code and picture descriptions included. */
  text: string
  /** The first words a reader would see, without quotes, code and tables; 240 characters at most. */
  excerpt: string
  /** Handles that the author addresses (not those inside a quotation), lower-case, whether they exist or not. */
  mentions: string[]
  /** Handles that a quotation is attributed to, lower-case. */
  quoted: string[]
  /** Addresses of all links as written in the page, mentions left out. */
  links: string[]
  images: string[]
  /** Of the renderer: text stored with a lower version may be cooked again. */
  version: number
  /** True when a limit was hit: `html` is then the escaped source in paragraphs. */
  degraded: boolean
  reason?: 'length' | 'time' | 'memory' | 'error'
}

export type CookOptions = {
  /** Handles that exist: these become links. Or a function that says which of the written ones do. */
  mentions?: Iterable<string> | ((handles: string[]) => Iterable<string> | Promise<Iterable<string>>)
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
