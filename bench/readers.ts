/** Members who sign in as people do, with a cookie and the token of their forms. */
import { addressOf, password, readers } from './site.ts'
import { handleOf } from './town.ts'

export interface Reader {
  cookie: string
  csrf: string
}

export async function signIn(url: string): Promise<Reader[]> {
  const all: Reader[] = []
  for (let index = 0; index < readers; index++) all.push(await readerOf(url, addressOf(handleOf(index))))
  return all
}

async function readerOf(url: string, email: string): Promise<Reader> {
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email, password }) })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const page = await (await fetch(`${url}/about`, { headers: { cookie } })).text()
  const csrf = /name="csrf-token" content="([^"]+)"/.exec(page)?.[1]
  if (!csrf) throw new Error(`${email} could not sign in: ${answer.status}`)
  return { cookie, csrf }
}
