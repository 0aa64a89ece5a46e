/** A search of nothing but filters: everything that passes, the liveliest first. */
import { sql } from 'kysely'
import type { Count } from './candidates.ts'
import { chosenOf, type Filters, whereOf } from './filters.ts'
import type { Fitting } from './fitting.ts'
import { languageOf } from './language.ts'
import type { Reader } from './terms.ts'
import { deepest } from './whole.ts'
import type { Wanted } from './words.ts'

export async function liveliest(ctx: Reader, wanted: Wanted, filters: Filters): Promise<Fitting> {
  const language = await languageOf(ctx)
  const { rows } = await sql<{ best: Fitting['placed'] | null; counts: Count[] | null }>`
    with fitting as materialized (
      select d.kind, d.subject_id, d.space_id, d.state, d.active_at from search_document d where ${whereOf(ctx, wanted, filters, language)}),
    best as (select * from fitting where ${chosenOf(filters)} order by active_at desc, subject_id desc limit ${deepest}),
    counted as (
      select kind, state, space_id as "spaceId", count(*)::int as count from fitting group by kind, state, space_id)
    select (select json_agg(json_build_object('kind', kind, 'subjectId', subject_id) order by active_at desc, subject_id desc) from best) as best,
      (select json_agg(counted) from counted) as counts`.execute(ctx.db)
  const { best, counts } = rows[0]!
  return { placed: best ?? [], counts: counts ?? [], stems: [], widened: false, more: false }
}
