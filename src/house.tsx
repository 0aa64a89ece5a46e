/** The house around every page: who is here, what they may open, how a page is drawn. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { type Assets, readAssets } from '#platform/assets.ts'
import { type Ctx, reaches } from '#platform/ctx.ts'
import type { House as DoorsHouse, Markup } from '#platform/doors.tsx'
import { addressOf } from '#platform/session.ts'
import { settings } from '#modules/community/index.ts'
import { unreadCount } from '#modules/notifications/index.ts'
import { unreadBySpace } from '#modules/conversations/index.ts'
import { spaceTree } from '#modules/spaces/index.ts'
import type { Chrome } from '#ui/chrome.ts'
import { renderPage, renderParts } from '#ui/render.tsx'
import type { Base } from './base.ts'
import { inLanguage, t } from './texts/index.ts'

export class House implements DoorsHouse {
  readonly #base: Base
  readonly #assets: Assets

  constructor(base: Base) {
    this.#base = base
    this.#assets = readAssets(base.clientDir)
  }

  ctxOf = (request: FastifyRequest): Ctx => {
    const { database, config, wiring } = this.#base
    const { viewer, visitor } = request.session
    return { db: database.db, viewer, now: new Date(), wiring, config, visitor }
  }

  render = async (markup: Markup, ctx: Ctx, request: FastifyRequest): Promise<string> => {
    const chrome = await this.#chrome(ctx, request)
    return inLanguage(chrome.lang, () => (isWholePage(request) ? renderPage(markup as VNode, chrome) : renderParts(markup, chrome)))
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

  async #chrome(ctx: Ctx, request: FastifyRequest): Promise<Chrome> {
    const { viewer } = ctx
    const [community, spaces, unread, unreadInSpaces] = await Promise.all([
      settings(ctx),
      spaceTree(ctx),
      viewer.id === null ? 0 : unreadCount(ctx),
      viewer.id === null ? new Map<number, number>() : unreadBySpace(ctx),
    ])
    return {
      community: { name: community.name, tagline: community.tagline, company: community.company },
      baseUrl: ctx.config.baseUrl,
      path: request.url,
      lang: 'en',
      dir: 'ltr',
      viewer: viewer.id === null ? null : { ...viewer, id: viewer.id, role: viewer.role === 'guest' ? undefined : viewer.role, unread },
      desk: { admin: reaches(viewer, 'team') && (viewer.role === 'administrator' || viewer.role === 'community_manager') },
      spaces: spaces.map(({ id, slug, name, spine, depth }) => ({ slug, name, spine, depth, unread: unreadInSpaces.get(id) ?? 0 })),
      unreadQuestions: [...unreadInSpaces.values()].reduce((sum, each) => sum + each, 0),
      csrf: request.session.csrf,
      assets: { ...this.#assets, brand: `/brand.css?${community.brand.slice(1)}` },
      features: { guides: false, ideas: false, gatherings: false, groups: false },
      footer: [{ label: t('home:foot.about'), href: '/about' }, { label: t('home:foot.topics'), href: '/topics' }, { label: t('home:foot.api'), href: '/api/docs' }],
      demo: ctx.config.demo,
      development: ctx.config.development,
      timeZone: community.timeZone,
      now: ctx.now,
    }
  }
}

// A turbo-frame asks for a part of a page; the whole one would be thrown away.
const isWholePage = (request: FastifyRequest) => request.headers['turbo-frame'] === undefined
