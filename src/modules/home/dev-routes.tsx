/** Pages for those who build or show the product. Outside of development and the demo each is a 404. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { DesignPage } from '#ui/design/page.tsx'
import { mails, mailShown, onlyInDevelopment } from './mails.ts'
import { MailPage, MailsPage } from './pages/mail-pages.tsx'
import { may } from './permissions.ts'

// A mail brings its own styles and pictures, runs nothing, and stands only in our own frame.
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:; frame-ancestors 'self'; form-action 'none'; base-uri 'none'"

export function devRoutes(open: Doors) {
  open.get('/dev/mail', {
    may: may.enter,
    query: z.object({ older: After }),
    act: (ctx, { query }) => mails(ctx, query.older),
    page: (list) => <MailsPage {...list} />,
  })

  open.get('/dev/mail/:id', {
    may: may.enter,
    params: ById,
    act: (ctx, { params }) => mailShown(ctx, params.id),
    page: (mail) => <MailPage mail={mail} />,
  })

  open.get('/dev/mail/:id/html', {
    may: may.enter,
    params: ById,
    act: (ctx, { params }) => mailShown(ctx, params.id),
    raw: ({ html }) => ({
      type: 'text/html; charset=utf-8',
      body: html,
      headers: { 'content-security-policy': mailPolicy },
    }),
  })

  open.get('/design', {
    may: may.enter,
    act: async (ctx) => onlyInDevelopment(ctx),
    page: () => <DesignPage />,
  })
}
