/** The addresses of search. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { spaceTree } from '#modules/spaces/index.ts'
import { noteChoice } from './kept.ts'
import { spendChoice, spendSuggestion } from './limits.ts'
import { broughtBy, lookUp, lookUpAgain } from './look-up.ts'
import { searchAddress } from './pages/address.ts'
import { Thanks } from './pages/best-answer.tsx'
import { hintText } from './pages/hints.tsx'
import { languagesHere } from './language.ts'
import { SearchPage } from './pages/search-page.tsx'
import { Suggestions } from './pages/suggestions.tsx'
import { may } from './permissions.ts'
import { suggestions } from './queries.ts'
import { Chosen, ResultsJson, SearchQuery, SuggestionQuery } from './shapes.ts'

export function routes(open: Doors) {
  open.get('/search', {
    may: may.search,
    says: 'search:api.search',
    query: SearchQuery,
    alike: {
      marks: () => ['search'],
      query: Object.keys(SearchQuery.shape).filter((name) => name !== 'thanks'),
      remembered: broughtBy,
      given: (ctx, request, brought) => lookUpAgain(ctx, SearchQuery.parse(request.query), request, brought),
    },
    act: async (ctx, input) => {
      const [looked, spaces, languages] = await Promise.all([lookUp(ctx, input.query, input), spaceTree(ctx), languagesHere(ctx)])
      const { results, next, suggestion } = looked
      return {
        ...looked,
        spaces,
        languages,
        total: results.total,
        kinds: results.kinds,
        rows: results.rows,
        next,
        didYouMean: suggestion?.text ?? null,
        hints: results.hints.map(hintText),
      }
    },
    page: ({ spaces, languages, ...looked }, _ctx, { query }) => (
      <SearchPage asked={query} spaces={spaces} languages={languages} {...looked} />
    ),
    json: ResultsJson,
  })

  open.get('/search/suggestions', {
    may: may.search,
    says: 'search:api.suggestions',
    query: SuggestionQuery,
    act: async (ctx, { query, ip }) => {
      if (query.q.trim().length < 2) return { rows: [] }
      await spendSuggestion(ctx, ip)
      return { rows: await suggestions(ctx, query.q) }
    },
    page: ({ rows }) => <Suggestions rows={rows} />,
    json: z.object({ rows: z.array(z.object({ kind: z.string(), title: z.string(), path: z.string() })) }),
  })

  open.post('/search/helped', {
    may: may.search,
    body: Chosen,
    act: async (ctx, { body, ip }) => {
      await spendChoice(ctx, ip)
      await noteChoice(ctx, { text: body.q, kind: body.kind, id: body.id, helped: true })
      return body
    },
    next: ({ q }) => searchAddress({ q }, { thanks: 'yes' }),
    stream: () => <Thanks />,
  })

  open.post('/search/opened', {
    may: may.search,
    body: Chosen,
    act: async (ctx, { body, ip }) => {
      await spendChoice(ctx, ip)
      await noteChoice(ctx, { text: body.q, kind: body.kind, id: body.id, helped: false })
    },
    raw: () => ({ type: 'text/plain', body: '', status: 204 }),
  })
}
