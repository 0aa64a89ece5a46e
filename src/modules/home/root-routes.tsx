/** What machines look for at the root of a site: sitemaps, rules for crawlers, icons, the manifest, the page for no line. */
import { z } from 'zod'
import type { Doors, Raw } from '#platform/doors.tsx'
import { settings } from '#modules/community/index.ts'
import { markPng, markSvg } from './marks.tsx'
import { may } from './permissions.ts'
import { OfflinePage } from './pages/offline-page.tsx'
import { manifestOf, robotsOf } from './root-files.ts'
import { sitemapFile, sitemapIndex } from './sitemap.ts'

const forAnHour = { 'cache-control': 'public, max-age=3600' }
const xml = (body: string): Raw => ({ type: 'application/xml; charset=utf-8', body, headers: forAnHour })
const png = (body: Buffer): Raw => ({ type: 'image/png', body, headers: forAnHour })
const Size = z.object({ size: z.enum(['32', '180', '192', '512']).transform(Number) })

export function rootRoutes(open: Doors) {
  open.get('/sitemap.xml', { may: may.enter, act: sitemapIndex, raw: xml })
  open.get('/sitemaps/:file', {
    may: may.enter,
    params: z.object({ file: z.string().max(40) }),
    act: (ctx, { params }) => sitemapFile(ctx, params.file),
    raw: xml,
  })
  open.get('/robots.txt', {
    may: may.enter,
    act: async () => ({}),
    raw: (_, { config }) => ({ type: 'text/plain; charset=utf-8', body: robotsOf(config.baseUrl) }),
  })
  open.get('/manifest.webmanifest', {
    may: may.enter,
    act: settings,
    raw: (community) => ({
      type: 'application/manifest+json; charset=utf-8',
      body: manifestOf(community),
      headers: forAnHour,
    }),
  })
  open.get('/icon.svg', {
    may: may.enter,
    act: settings,
    raw: ({ brand }) => ({ type: 'image/svg+xml', body: markSvg(brand), headers: forAnHour }),
  })
  open.get('/icon-:size.png', {
    may: may.enter,
    params: Size,
    act: async (ctx, { params }) => markPng((await settings(ctx)).brand, params.size),
    raw: png,
  })
  open.get('/maskable-:size.png', {
    may: may.enter,
    params: Size,
    act: async (ctx, { params }) => markPng((await settings(ctx)).brand, params.size, 'maskable'),
    raw: png,
  })
  open.get('/favicon.ico', {
    may: may.enter,
    act: async (ctx) => markPng((await settings(ctx)).brand, 32, 'bare'),
    raw: png,
  })

  // Kept by the service worker as a guest sees it; asked for as oneself, it says who one is.
  open.get('/offline', { may: may.enter, act: async () => ({}), page: () => <OfflinePage /> })
}
