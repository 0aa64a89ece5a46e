/** Finds code that writes a table of another module. */
import { readdir, readFile } from 'node:fs/promises'
import { modules } from '../../src/modules.ts'

const byBuilder = /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)/g
const bySql = /\b(?:insert\s+into|update|delete\s+from|truncate)\s+(?:only\s+)?"?([a-z_]+)"?\s+(?:set|values|select|where|using|\(|as\b|[a-z]\b)/gi

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

export async function trespasses(): Promise<string[]> {
  const owner = new Map(modules.flatMap((module) => module.owns.map((table) => [table, module.name])))
  const found: string[] = []
  for (const file of await readdir('src/modules', { recursive: true })) {
    if (!/(?<!\.test)\.tsx?$/.test(file)) continue
    const text = await readFile(`src/modules/${file}`, 'utf8')
    for (const table of written(text)) {
      const own = owner.get(table)
      if (own !== undefined && own !== file.split('/')[0]) found.push(`src/modules/${file} writes ${table}, owned by ${own}`)
    }
  }
  return found
}

function written(text: string): Set<string> {
  const tables = [...text.matchAll(byBuilder)].map((match) => match[1]!)
  const raw = [...text.matchAll(/sql(?:<[^`]*>)?`([^`]*)`/g)].flatMap((match) => [...match[1]!.matchAll(bySql)].map((each) => camel(each[1]!.toLowerCase())))
  return new Set([...tables, ...raw])
}
