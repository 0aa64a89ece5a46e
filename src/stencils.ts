/**
 * Pages of members, drawn once for everybody with the same role and filled for each (docs/speed.md). What a member has of
 * their own is read each time, in one query that also says whether they may see the thing at all.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Changes, Mark } from '#platform/changes.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Door } from '#platform/doors.tsx'
import type { Answer } from '#platform/once.ts'
import { packingFor, packLightly, type Packing } from '#platform/packing.ts'
import { cut, fill, type Stencil } from '#platform/stencil.ts'
import type { Chrome } from '#ui/chrome.ts'
import type { Gaps } from '#ui/own.tsx'
import { renderPage, renderParts } from '#ui/render.tsx'
import { KeptStencils } from './kept-stencils.ts'
import { inLanguage } from './texts/index.ts'

type AnyDoor = Door<any, any, any, any>

interface Kept {
  stencil: Stencil
  gaps: Gaps
  result: unknown
  marks: readonly Mark[]
  until: number
}

interface Drawing {
  kept: Promise<Kept | null>
  marks: readonly Mark[]
}

/** English, which most ask for, needs no word of it. */
const inOwn = (lang: string) => (lang === 'en' ? '' : `${lang} `)

/** What the house around a page needs to know, of this viewer. */
type ChromeOf = (ctx: Ctx, request: FastifyRequest) => Promise<Chrome>

// What changes without a word (views, warmth) is that old at most; drawing a page takes as long as giving fifteen.
const freshFor = 180_000
const room = { ready: 12_500_000, packed: 5_000_000 }
const roomForParts = 3_000

export class Stencils {
  readonly #chromeOf: ChromeOf
  readonly #kept = new KeptStencils<Kept>(room)
  readonly #drawings = new Map<string, Drawing>()
  /** Parts that look the same for several members, as they were drawn for the first of them. */
  readonly #parts = new Map<string, string>()

  constructor(chromeOf: ChromeOf, changes: Changes | undefined) {
    this.#chromeOf = chromeOf
    changes?.hear((marks) => this.#forget(marks))
  }

  /** @returns the page, packed as the browser takes it, or null when it has to be drawn in the ordinary way */
  async page(door: AnyDoor, ctx: Ctx, request: FastifyRequest, input: unknown): Promise<Answer | null> {
    const { own } = door
    const params = request.params as Record<string, string>
    // Without word of changes nothing may be kept.
    if (!own || !ctx.wiring.changes) return null
    const key = `${inOwn(request.language ?? 'en')}${ctx.viewer.role} ${request.url}`
    const kept = this.#kept.get(key, Date.now()) ?? (await this.#drawOnce(key, own.marks(params), door, ctx, request, input))
    if (!kept) return null
    const state = await own.read(ctx, kept.result)
    if (state === null) {
      this.#kept.delete(key)
      return null
    }
    own.given?.(ctx, kept.result, state, request.headers)
    return this.#fill(kept, state, await this.#chromeOf(ctx, request), packingFor(request.headers['accept-encoding']))
  }

  async #drawOnce(key: string, marks: readonly Mark[], door: AnyDoor, ctx: Ctx, request: FastifyRequest, input: unknown): Promise<Kept | null> {
    const other = this.#drawings.get(key)
    if (other) return other.kept
    const drawing: Drawing = { marks, kept: this.#draw(marks, door, ctx, request, input) }
    this.#drawings.set(key, drawing)
    try {
      const kept = await drawing.kept
      // What has changed since it was begun is kept for nobody.
      if (kept && this.#drawings.get(key) === drawing) this.#kept.put(key, kept)
      return kept
    } finally {
      if (this.#drawings.get(key) === drawing) this.#drawings.delete(key)
    }
  }

  async #draw(marks: readonly Mark[], door: AnyDoor, ctx: Ctx, request: FastifyRequest, input: unknown): Promise<Kept | null> {
    const gaps = newGaps()
    const anybody: Ctx = { ...ctx, viewer: { id: gaps.person, role: ctx.viewer.role, name: '', handle: '', picture: null } }
    const result = await door.own!.act(anybody, input as never)
    if (result === null) return null
    const chrome = forAnybody(await this.#chromeOf(ctx, request), gaps, ctx)
    const html = inLanguage(chrome.lang, () => renderPage(door.page!(result, anybody, input as never) as VNode, chrome))
    return { stencil: cut(html, gaps), gaps, result: door.own!.remembered(result), marks, until: Date.now() + freshFor }
  }

  #fill({ stencil, gaps }: Kept, state: unknown, chrome: Chrome, packing: Packing): Answer {
    const own = { ...(state as object), chrome }
    const filling = {
      csrf: chrome.csrf ?? '',
      key: randomUUID,
      person: chrome.viewer!.id,
      part: (at: number) => this.#part(gaps.parts[at]!, own, chrome),
    }
    const body = inLanguage(chrome.lang, () => fill(stencil, filling, (page) => (packing === 'identity' ? Buffer.from(page) : packLightly(page, packing))))
    return { status: 200, body, headers: { vary: 'accept-encoding', ...(packing !== 'identity' && { 'content-encoding': packing }) } }
  }

  #part({ anew, alike }: Gaps['parts'][number], own: unknown, chrome: Chrome): string | null {
    const like = alike?.(own)
    const key = like === undefined ? undefined : inOwn(chrome.lang) + like
    const known = key === undefined ? undefined : this.#parts.get(key)
    if (known !== undefined) return known
    const drawn = anew(own)
    if (drawn === null) return null
    const html = renderParts(drawn, chrome)
    // The last look: whatever a part may come to hold one day, a token of somebody is never kept for another.
    if (key !== undefined && !html.includes(chrome.csrf ?? '"_csrf"')) {
      if (this.#parts.size >= roomForParts) this.#parts.clear()
      this.#parts.set(key, html)
    }
    return html
  }

  #forget(marks: readonly Mark[]) {
    const all = marks.includes('everything')
    const isOf = (shown: readonly Mark[]) => all || shown.some((mark) => marks.includes(mark))
    this.#kept.deleteSuch(isOf)
    for (const [key, drawing] of this.#drawings) if (isOf(drawing.marks)) this.#drawings.delete(key)
    if (all) this.#parts.clear()
  }
}

const newGaps = (): Gaps => ({
  csrf: `csrf${randomBytes(16).toString('hex')}`,
  key: `key${randomBytes(16).toString('hex')}`,
  mark: `mark${randomBytes(16).toString('hex')}`,
  // Sixteen digits, as no thing has for an id.
  person: Number(randomBytes(6).readUIntBE(0, 6) % 1e15) + 8e15,
  parts: [],
})

/** The house as nobody in particular sees it: whatever is of one member stands in a part of its own. */
const forAnybody = (chrome: Chrome, gaps: Gaps, { viewer: { role } }: Ctx): Chrome => ({
  ...chrome,
  gaps,
  csrf: gaps.csrf,
  viewer: { id: gaps.person, role: role === 'guest' ? undefined : role, name: '', handle: '', picture: null, unread: 0, messages: 0 },
  desk: { ...chrome.desk, ...(chrome.desk.messages !== undefined && { messages: 0 }) },
  spaces: chrome.spaces.map((space) => ({ ...space, unread: 0, followed: false })),
  groups: [],
  unreadQuestions: 0,
  unreadDiscussions: 0,
})
