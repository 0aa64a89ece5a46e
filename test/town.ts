/** For tests of the doors: a site with people and threads, asked by forms, by Turbo and by programs. */
import type { Ctx } from '#platform/ctx.ts'
import { openSite } from './site.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Fields = Record<string, string | string[]>

const turbo = { accept: 'text/vnd.turbo-stream.html, text/html' }

export async function openTown() {
  const site = await openSite()
  const [ada, bob, cleo, mo] = [
    await site.member('Ada'),
    await site.member('Bob'),
    await site.member('Cleo'),
    await site.member('Mo', 'community_manager'),
  ]
  const asked = await site.question(ada, { topics: ['keys'] })
  const given = await site.answer(bob, asked)
  const talk = await site.question(ada, {
    kind: 'discussion',
    title: 'Which key do you like best?',
    body: 'Mine is the small one.',
  })

  /** As a plain form of a browser sends it: the true method in the address. */
  const form = (
    method: Method,
    url: string,
    fields: Fields = {},
    as?: Ctx,
    headers: Record<string, string> = {},
  ) => {
    const address =
      method === 'POST' ? url : `${url}${url.includes('?') ? '&' : '?'}_method=${method.toLowerCase()}`
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((each): [string, string] => [name, each]),
      ),
    )
    return site.post(address, body.toString() as never, as, {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    })
  }
  const api = (method: Method, url: string, body?: object, as?: Ctx, headers: Record<string, string> = {}) =>
    site.app.inject({
      method,
      url: `/api/v1${url}`,
      ...(body && { payload: body }),
      headers: { ...site.headersOf(as), ...headers },
    })

  return {
    ...site,
    ada,
    bob,
    cleo,
    mo,
    asked,
    given,
    talk,
    form,
    api,
    /** The same form, sent by Turbo: the answer changes the open page. */
    stream: (method: Method, url: string, fields: Fields = {}, as?: Ctx) =>
      form(method, url, fields, as, turbo),
    /** A part of a page, for a frame. */
    frame: (url: string, id: string, as?: Ctx) => site.get(url, as, { 'turbo-frame': id }),
  }
}
export type Town = Awaited<ReturnType<typeof openTown>>
