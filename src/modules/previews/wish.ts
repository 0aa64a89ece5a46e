import type { Ctx } from '#platform/ctx.ts'
import type { Settings } from '#modules/community/index.ts'
import { isUnwantedHost } from './limits.ts'

/** How we ask: with an address at which whoever is asked can complain; and never, by no way round, whom the community does not want. */
export const wishOf = ({ config }: Pick<Ctx, 'config'>, wants: Settings) => ({
  agent: `Folkmoot (link preview; +${config.baseUrl}/about)`,
  allowed: config.fetchAllows,
  refuses: (url: URL) => isUnwantedHost(url, wants, config),
})
