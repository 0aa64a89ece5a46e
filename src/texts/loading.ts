/** The texts of a language other than English: read when somebody first needs them, so that none is held in vain. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { rootFolder } from '../root.ts'

export type Texts = Record<string, object>

const folderOf = (code: string) => path.join(rootFolder(), 'src', 'texts', code)

/** @returns namespaces by name; a language that is not finished has fewer, and English stands in */
export function readTexts(code: string): Texts {
  const folder = folderOf(code)
  if (!existsSync(folder)) return {}
  const names = readdirSync(folder).filter((name) => /^[a-z-]+\.json$/.test(name))
  return Object.fromEntries(names.map((name) => [path.basename(name, '.json'), JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as object]))
}
