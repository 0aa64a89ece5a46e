/** The house around every page: who is here, what they may open, how a page is drawn. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { type Assets, readAssets } from '#platform/assets.ts'
import { type Ctx, reaches } from '#platform/ctx.ts'
import type { Door, House as DoorsHouse, Markup } from '#platform/doors.tsx'
import { kept, keptFor } from '#platform/keep.ts'
import { addressOf, type Session } from '#platform/session.ts'
import { type Settings, settings } from '#modules/community/index.ts'
import { unreadCount } from '#modules/notifications/index.ts'
import { followedSpaces, ownReadsWritten, type SpaceNews, unreadBySpace } from '#modules/conversations/index.ts'
import { openReports, teamWaiting, unreadCircles } from '#modules/messages/index.ts'
import { ownGroupSpaces, type Space, type SpaceInTree, spaceTree } from '#modules/spaces/index.ts'
import type { Chrome } from '#ui/chrome.ts'
import { renderPage, renderParts } from '#ui/render.tsx'
import type { Base } from './base.ts'
import { Stencils } from './stencils.ts'
import { languageAtHand, languageOfRequest } from './speaking.ts'
import { directionOf, inLanguage } from './texts/index.ts'

export class House implements DoorsHouse {
  readonly #base: Base
  readonly #assets: Assets
  readonly #stencils: Stencils
  /** The house of whoever asked a moment ago, and what it was furnished with. */
  readonly #furnished = new WeakMap<Session, Furnished>()
  /** How the house last looked to a guest. */
  #remembered: Chrome | null = null

  constructor(base: Base) {
    this.#base = base
    this.#assets = readAssets(base.clientDir)
    this.#stencils = new Stencils((ctx, request) => this.#chrome(ctx, request), base.wiring.changes)
  }

  ctxOf = (request: FastifyRequest): Ctx => {
    const { database, config, wiring } = this.#base
    const { session, visitorMark } = request
    return { db: database.db, viewer: session.viewer, now: new Date(), wiring, config, visitor: visitorMark }
  }

  render = async (markup: Markup, ctx: Ctx, request: FastifyRequest): Promise<string> => {
    const chrome = await this.#chrome(ctx, request)
    if (ctx.viewer.id === null) this.#remembered = chrome
    return inLanguage(chrome.lang, () => (isWholePage(request) ? renderPage(markup as VNode, chrome) : renderParts(markup, chrome)))
  }

  languageOf = (request: FastifyRequest) => languageOfRequest(this.#base, request)

  renderOwn = (door: Door<any, any, any, any>, ctx: Ctx, request: FastifyRequest, input: unknown) => this.#stencils.page(door, ctx, request, input)

  /** A page drawn without asking the database, as a guest would see it; null when no page was drawn before. */
  renderFromMemory = (markup: VNode, request: FastifyRequest): string | null => {
    if (!this.#remembered) return null
    const lang = languageAtHand(this.#base, request) ?? this.#remembered.lang
    const chrome = { ...this.#remembered, lang, dir: directionOf(lang), path: request.url, now: new Date() }
    return inLanguage(chrome.lang, () => renderPage(markup, chrome))
  }

  renderPart = async (markup: Markup, ctx: Ctx, request: FastifyRequest): Promise<string> => {
    const chrome = await this.#chrome(ctx, request)
    return inLanguage(chrome.lang, () => renderParts(markup, chrome))
  }

  /** Until the community is set up, every address leads to the set-up. */
  guardSetup(app: FastifyInstance) {
    app.addHook('preHandler', async (request, reply) => {
      if (/^\/(setup|api\/|design|dev\/)/.test(addressOf(request))) return
      const { installedAt } = await settings({ db: this.#base.database.db })
      if (installedAt === null) return reply.redirect('/setup', 302)
    })
  }

  /** What a member has just opened counts as read on the next page that they see. */
  rememberReading(app: FastifyInstance) {
    app.addHook('preHandler', async (request) => {
      await ownReadsWritten(this.ctxOf(request)).catch(() => {})
    })
  }

  async #chrome(ctx: Ctx, request: FastifyRequest): Promise<Chrome> {
    const [community, spaces, news] = await Promise.all([settings(ctx), kept(ctx, 'spaces', seconds.spaces, spaceTree), newsOf(ctx)])
    const before = this.#furnished.get(request.session)
    const isSame = before && before.community === community && before.spaces === spaces && before.news === news
    const furnished = isSame ? before : { community, spaces, news, chrome: this.#furnish(ctx, request, community, spaces, news) }
    this.#furnished.set(request.session, furnished)
    const lang = await languageOfRequest(this.#base, request)
    return { ...furnished.chrome, lang, dir: directionOf(lang), path: request.url, now: ctx.now, live: ctx.wiring.live?.positionAt(ctx.now) }
  }

  #furnish(ctx: Ctx, request: FastifyRequest, community: Settings, spaces: SpaceInTree[], news: News): Chrome {
    const { viewer } = ctx
    const { unread, inSpaces } = news
    return {
      community: { name: community.name, tagline: community.tagline, company: community.company },
      baseUrl: ctx.config.baseUrl,
      path: request.url,
      lang: 'en',
      dir: 'ltr',
      languages: community.languages,
      viewer: viewer.id === null ? null : { ...viewer, id: viewer.id, role: viewer.role === 'guest' ? undefined : viewer.role, unread, messages: news.messages },
      desk: { admin: reaches(viewer, 'team') && (viewer.role === 'administrator' || viewer.role === 'community_manager'), ...(news.waiting !== null && { messages: news.waiting }) },
      spaces: spaces.map(({ id, slug, name, spine, depth }) => ({ slug, name, spine, depth, unread: unreadIn(inSpaces, { spaceId: id }), followed: news.followed.has(id) })),
      groups: news.groups.map(({ id, slug, name, spine }) => ({ slug, name, spine, depth: 0, unread: unreadIn(inSpaces, { spaceId: id }), followed: news.followed.has(id) })),
      unreadQuestions: unreadIn(inSpaces, { kind: 'question' }),
      unreadDiscussions: unreadIn(inSpaces, { kind: 'discussion' }),
      csrf: request.session.csrf,
      assets: { ...this.#assets, brand: `/brand.css?${community.brand.slice(1)}` },
      features: { guides: false, ideas: false, gatherings: false, groups: true },
      footer: [{ label: 'home:foot.about', href: '/about' }, { label: 'home:foot.topics', href: '/topics' }, { label: 'home:foot.keys', href: '/shortcuts' }, { label: 'home:foot.api', href: '/api/docs' }],
      demo: ctx.config.demo,
      development: ctx.config.development,
      timeZone: community.timeZone,
      now: ctx.now,
    }
  }
}

interface Furnished {
  community: Settings
  spaces: SpaceInTree[]
  news: News
  chrome: Chrome
}

interface News {
  unread: number
  messages: number
  /** Null for who is not of the team. */
  waiting: number | null
  inSpaces: SpaceNews[]
  /** The groups that they are in. */
  groups: Space[]
  /** Spaces that they watch or track, and those below them. */
  followed: Set<number>
}

const noNews: News = { unread: 0, messages: 0, waiting: null, inSpaces: [], groups: [], followed: new Set() }

const unreadIn = (news: readonly SpaceNews[], of: Partial<SpaceNews>) =>
  news.filter((each) => Object.entries(of).every(([key, value]) => each[key as keyof SpaceNews] === value)).reduce((sum, { count }) => sum + count, 0)

// Seconds. Both are forgotten when something changes; this is for what changes elsewhere without a word.
const seconds = { spaces: 30, news: 15 }

/** What is new for a member, as the navigation says it on every page. */
const newsOf = async (ctx: Ctx): Promise<News> =>
  ctx.viewer.id === null
    ? noNews
    : keptFor(ctx, ctx.viewer.id, 'news', seconds.news, async () => {
        const [unread, messages, waiting, inSpaces, groups, followed] = await Promise.all([unreadCount(ctx), unreadCircles(ctx), waitingFor(ctx), unreadBySpace(ctx), ownGroupSpaces(ctx), followedSpaces(ctx)])
        return { unread, messages, waiting, inSpaces, groups, followed }
      })

const waitingFor = async (ctx: Ctx) => (reaches(ctx.viewer, 'team') ? (await teamWaiting(ctx)) + (await openReports(ctx)) : null)

// A turbo-frame asks for a part of a page; the whole one would be thrown away.
const isWholePage = (request: FastifyRequest) => request.headers['turbo-frame'] === undefined
