/** When the process is late with everything, searches are refused before pages are. */
import type { FastifyInstance } from 'fastify'
import type { Config } from '#platform/config.ts'
import { Overloaded } from '#platform/problems.ts'
import { isPressed } from '#platform/pressure.ts'
import { addressOf } from '#platform/session.ts'

// Each ranks words over the whole community, and can be asked again in a moment.
const dear = /^(\/api\/v1)?\/(search(\/suggestions)?|questions\/matches)$/
const seconds = 3

/** Nothing is shed where limits are off: in benchmarks, and on machines that are busy with a browser beside. */
export function shedSearches(app: FastifyInstance, { limits }: Pick<Config, 'limits'>) {
  if (!limits) return
  isPressed()
  app.addHook('onRequest', async (request) => {
    if (isPressed() && request.method === 'GET' && dear.test(addressOf(request))) throw new Overloaded(seconds)
  })
}
