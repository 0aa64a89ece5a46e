/** In which language a request is answered: as a member chose, as a guest chose by the menu, as the browser says, or the community's. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Settings, settings, settingsAtHand } from '#modules/community/index.ts'
import type { Base } from './base.ts'
import { languageCookie } from './texts/choice.ts'
import { type Language, languageFor, languages, speaking } from './texts/index.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until somebody asked. */
    language: Language | null
  }
}

const chosenIn = new RegExp(`(?:^|;\\s*)${languageCookie}=([a-z]{2})(?:;|$)`)

const usually: Pick<Settings, 'languages' | 'language'> = { languages: [...languages], language: 'en' }

function choose({ session, headers }: FastifyRequest, { languages: offered, language: usual }: typeof usually): Language {
  const chosen = session?.viewer.language ?? (headers.cookie === undefined ? undefined : chosenIn.exec(headers.cookie)?.[1])
  return languageFor({ chosen, header: headers['accept-language'], offered, usual })
}

/** Without waiting, where somebody has read the settings before; undefined where nobody has. */
export function languageAtHand({ database }: Pick<Base, 'database'>, request: FastifyRequest): Language | undefined {
  if (request.language) return request.language
  const known = settingsAtHand({ db: database.db })
  if (known) request.language = choose(request, known)
  return request.language ?? undefined
}

/** The same, whatever it takes; with the database away, as if nothing had been set. */
export async function languageOfRequest({ database }: Pick<Base, 'database'>, request: FastifyRequest): Promise<Language> {
  request.language ??= choose(request, await settings({ db: database.db }).catch(() => settingsAtHand({ db: database.db }) ?? usually))
  return request.language
}

/** Whatever is done for a request is done in its language, and pages say which one it is. */
export function speakToEach(app: FastifyInstance) {
  app.decorateRequest('language', null)
  app.addHook('onSend', async (request, reply) => {
    if (!request.language || !String(reply.getHeader('content-type')).startsWith('text/html')) return
    const vary = String(reply.getHeader('vary') ?? '')
    reply.headers({ 'content-language': request.language, vary: vary === '' ? 'accept-language' : `${vary}, accept-language` })
  })
}

/** Sets the language around the handlers of these doors: after the body was read, from where on nothing loses it. */
export function speakAtDoors(app: FastifyInstance, base: Pick<Base, 'database'>) {
  app.addHook('preHandler', (request, _reply, done) => {
    languageOfRequest(base, request).then((code) => speaking(code, done), done)
  })
}
