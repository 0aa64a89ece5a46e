/**
 * Many rows in one statement, for imports: one JSON parameter instead of thousands of single ones, which both engines
 * read fastest. Only the owner of a table may call these for it.
 */
import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'
import type { Tables } from './tables.ts'

type Name = keyof Tables & string
type Tx = Pick<Ctx, 'db'>
type Row = Record<string, unknown>

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const columnsOf = (names: string[]) => sql.join(names.map((name) => sql.id(name)))

// What no database can keep: NUL, and half of a surrogate pair.
const storable = (_: string, value: unknown) =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '') : value

/** The rows as JSON with the names that the columns have. Every row must have the keys of the first. */
function asJson(rows: readonly object[], keys: string[]) {
  const names = keys.map(snake)
  const renamed = (rows as Row[]).map((row) => Object.fromEntries(names.map((name, index) => [name, row[keys[index]!]])))
  return sql`${JSON.stringify(renamed, storable)}::json`
}

/**
 * Inserts rows, ids included. Rows whose `key` exists already are changed to the given ones, or left as they are
 * (`skip`); without either, a clash is an error.
 */
export async function putMany(
  tx: Tx,
  table: Name,
  rows: readonly object[],
  clash: { key?: string[]; skip?: boolean } = {},
): Promise<void> {
  if (rows.length === 0) return
  const keys = Object.keys(rows[0]!)
  const names = keys.map(snake)
  await sql`insert into ${sql.id(snake(table))} (${columnsOf(names)}) overriding system value
    select ${columnsOf(names)} from json_populate_recordset(null::${sql.id(snake(table))}, ${asJson(rows, keys)})
    ${onClash(names, clash)}`.execute(tx.db)
}

function onClash(names: string[], { key, skip }: { key?: string[]; skip?: boolean }) {
  if (skip) return sql`on conflict do nothing`
  if (!key) return sql``
  const set = names.filter((name) => !key.includes(name)).map((name) => sql`${sql.id(name)} = excluded.${sql.id(name)}`)
  return sql`on conflict (${columnsOf(key)}) do update set ${sql.join(set)}`
}

/** Adds the given numbers to the columns of rows that exist, each found by its id; or with -1 takes them away. */
export async function addMany(tx: Tx, table: Name, rows: readonly object[], by: 1 | -1): Promise<void> {
  if (rows.length === 0) return
  const keys = Object.keys(rows[0]!)
  const columns = keys.filter((key) => key !== 'id').map((key) => sql.id(snake(key)))
  const set = columns.map((column) => sql`${column} = kept.${column} + ${sql.lit(by)} * given.${column}`)
  await sql`update ${sql.id(snake(table))} as kept set ${sql.join(set)}
    from json_populate_recordset(null::${sql.id(snake(table))}, ${asJson(rows, keys)}) given where given.id = kept.id`.execute(tx.db)
}

/** Changes the given columns of rows that exist, each found by its id. */
export async function setMany(tx: Tx, table: Name, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const keys = Object.keys(rows[0]!)
  const set = keys.filter((key) => key !== 'id').map((key) => sql`${sql.id(snake(key))} = given.${sql.id(snake(key))}`)
  await sql`update ${sql.id(snake(table))} as kept set ${sql.join(set)}
    from json_populate_recordset(null::${sql.id(snake(table))}, ${asJson(rows, keys)}) given where given.id = kept.id`.execute(tx.db)
}

/** Ids for rows to come, so that rows of one batch can point at each other. */
export async function newIds(tx: Tx, table: Name, count: number): Promise<number[]> {
  if (count === 0) return []
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence(${snake(table)}, 'id')) as id from generate_series(1, ${count}::int)`.execute(tx.db)
  return rows.map((row) => Number(row.id))
}

/** After rows with given ids: the next new one comes behind them. */
export async function passIds(tx: Tx, table: Name): Promise<void> {
  const name = sql.id(snake(table))
  await sql`select setval(pg_get_serial_sequence(${snake(table)}, 'id'), top) from (select max(id) as top from ${name}) known
    where top > (select coalesce(pg_sequence_last_value(pg_get_serial_sequence(${snake(table)}, 'id')::regclass), 0))`.execute(tx.db)
}

/** A list of ids as one parameter. */
export const idList = (ids: readonly number[]) => sql`${sql.val([...ids])}::bigint[]`
export const textList = (texts: readonly string[]) => sql`${sql.val([...texts])}::text[]`
