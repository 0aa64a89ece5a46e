import type { Ctx } from '#platform/ctx.ts'

/** How we ask: with an address at which whoever is asked can complain. */
export const wishOf = ({ config }: Pick<Ctx, 'config'>) => ({ agent: `Folkmoot (link preview; +${config.baseUrl}/about)`, allowed: config.fetchAllows })
