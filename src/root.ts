/** The folder of the project: the one that holds package.json, from the sources as from the build. */
import { existsSync } from 'node:fs'
import path from 'node:path'

export function rootFolder(from = import.meta.dirname): string {
  if (existsSync(path.join(from, 'package.json'))) return from
  const above = path.dirname(from)
  if (above === from) throw new Error('Folkmoot does not find its own folder: package.json is missing.')
  return rootFolder(above)
}
