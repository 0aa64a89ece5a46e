/** Statements on the hottest paths: put together once, then only asked. Building one takes longer than its answer. */
import { CompiledQuery, type RawBuilder } from 'kysely'
import type { Db } from './db.ts'

/** Stands for a value that comes with each question. */
class Hole {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Holes<Values> = { readonly [Name in keyof Values]: any }
export type Ask<Values, Row> = (db: Db, values: Values) => Promise<Row[]>

/** @param build the statement, with holes where the values go; called once */
export function readyMade<Values extends object, Row>(db: Db, build: (holes: Holes<Values>) => RawBuilder<Row>): Ask<Values, Row> {
  const holes = new Proxy({} as Holes<Values>, { get: (_, name) => new Hole(String(name)) })
  const { sql, parameters } = build(holes).compile(db)
  return async (on, values) => {
    const given = parameters.map((each) => (each instanceof Hole ? values[each.name as keyof Values] : each))
    return (await on.executeQuery<Row>(CompiledQuery.raw(sql, given))).rows
  }
}
