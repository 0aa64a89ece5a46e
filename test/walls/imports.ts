/** Asks dependency-cruiser for imports that go where they must not. */
import { execFile } from 'node:child_process'

export interface Broken {
  wall: string
  from: string
  to: string
}

/** @param files only what these import, which is quicker; everything without it */
export function brokenImports(files: string[] = ['src']): Promise<Broken[]> {
  const args = ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...files, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 256 * 1024 * 1024 }, (error, output) => {
      // It ends with the number of errors; only an answer that is no JSON is a failure of its own.
      try {
        const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string }; from: string; to: string }[] } }
        resolve(summary.violations.map(({ rule, from, to }) => ({ wall: rule.name, from, to })))
      } catch {
        reject(error ?? new Error('dependency-cruiser gave no answer'))
      }
    })
  })
}
