/** Writes src/platform/tables.ts from the migrated schema. `--check` only says whether it would change. */
import { readFile, writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { fromPglite, migrate } from '../src/platform/db.ts'

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  generated: boolean
}

const target = new URL('../src/platform/tables.ts', import.meta.url)
const pglite = await PGlite.create()
await migrate(fromPglite(pglite), new URL('../migrations', import.meta.url).pathname)
const { rows } = await pglite.query<Column>(`
  select table_name as table, column_name as name, udt_name as type, is_nullable = 'YES' as nullable,
         column_default is not null or is_identity = 'YES' as generated
  from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`)
await pglite.close()

const scalar: Record<string, string> = {
  int2: 'number', int4: 'number', int8: 'number', float4: 'number', float8: 'number', bool: 'boolean',
  text: 'string', regconfig: 'string', tsvector: 'string', uuid: 'string', bytea: 'Uint8Array',
}
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

function typeOf({ type, nullable, generated }: Column): string {
  if (type === 'jsonb' || type === 'json') return generated ? 'JsonWithDefault' : nullable ? 'JsonOrNull' : 'Json'
  const base = type === 'timestamptz' ? 'Date' : type.startsWith('_') ? `${scalar[type.slice(1)]}[]` : scalar[type]
  if (!base) throw new Error(`No TypeScript type for ${type}`)
  const full = nullable ? `${base} | null` : base
  return generated ? `Generated<${full}>` : full
}

const tables = Map.groupBy(rows, (column) => column.table)
const lines = [...tables].map(([table, columns]) =>
  `  ${camel(table)}: {\n${columns.map((column) => `    ${camel(column.name)}: ${typeOf(column)}`).join('\n')}\n  }`)
const text = `// Written by bin/tables.ts from migrations/. Do not edit.
import type { ColumnType, Generated } from 'kysely'

/** Read as a value, written as JSON text. */
export type Json = ColumnType<any, string, string>
export type JsonOrNull = ColumnType<any, string | null | undefined, string | null>
export type JsonWithDefault = ColumnType<any, string | undefined, string>

export interface Tables {
${lines.join('\n')}
}
`
if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    console.error('src/platform/tables.ts does not fit migrations/. Run: node bin/tables.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(target, text)
}
