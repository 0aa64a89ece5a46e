import type { Settings } from '#modules/community/index.ts'

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

export function manifestOf({ name, tagline, brand }: Pick<Settings, 'name' | 'tagline' | 'brand'>): string {
  const icon = (size: number) => ({
    src: `/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  })
  return JSON.stringify({
    name,
    short_name: name.length > 14 ? name.split(' ')[0] : name,
    ...(tagline && { description: tagline }),
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    background_color: '#faf9f6',
    theme_color: brand,
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }, icon(192), icon(512)],
  })
}
