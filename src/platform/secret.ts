/** The secret that signs sessions and links: from SECRET, or made once and kept in the data folder. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

export async function secretOf(config: { secret: string | undefined; dataDir: string }): Promise<string> {
  if (config.secret) return config.secret
  const file = path.join(config.dataDir, 'secret')
  await mkdir(config.dataDir, { recursive: true })
  const fresh = randomBytes(32).toString('base64url')
  // 'wx' fails when the file exists, so two processes that start together agree on one secret.
  await writeFile(file, fresh, { flag: 'wx', mode: 0o600 }).catch(() => {})
  return (await readFile(file, 'utf8')).trim()
}
