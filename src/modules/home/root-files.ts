import type { Settings } from '#modules/community/index.ts'
import { t } from '../../texts/index.ts'

// Lists that never end, forms, and what needs a sign-in are nothing to keep in an index.
const closed = [
  '/search',
  '/sign-in',
  '/join',
  '/password',
  '/verify',
  '/settings',
  '/admin',
  '/api/',
  '/notifications',
  '/questions/new',
  '/share',
  '/offline',
  '/me',
  '/posts/',
]

export function robotsOf(baseUrl: string): string {
  return [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    'Allow: /',
    '',
    `Sitemap: ${baseUrl}/sitemap.xml`,
    '',
  ].join('\n')
}

const icon = (size: number, purpose: 'any' | 'maskable') => ({
  src: `/${purpose === 'any' ? 'icon' : 'maskable'}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

const shortcut = (name: string, url: string) => ({ name, url, icons: [icon(192, 'any')] })

/** What a browser must know to install the community as an app. */
export function manifestOf({ name, tagline, brand }: Pick<Settings, 'name' | 'tagline' | 'brand'>): string {
  return JSON.stringify({
    id: '/',
    name,
    short_name: name.length > 14 ? name.split(' ')[0] : name,
    ...(tagline && { description: tagline }),
    lang: 'en',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    display_override: ['standalone', 'minimal-ui'],
    background_color: '#faf9f6',
    theme_color: brand,
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }, icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')],
    shortcuts: [
      shortcut(t('ui:ask'), '/questions/new'),
      shortcut(t('ui:inbox.short'), '/notifications'),
      shortcut(t('ui:search.short'), '/search'),
    ],
    share_target: { action: '/share', method: 'GET', enctype: 'application/x-www-form-urlencoded', params: { title: 'title', text: 'text', url: 'url' } },
    categories: ['social', 'productivity'],
    prefer_related_applications: false,
  })
}
