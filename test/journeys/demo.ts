/** Starts the demo as a new user would get it: the built server, the sample community, a data folder of its own. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

export default async function startDemo() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'folkmoot-journey-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const started = Date.now()
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/commands.js', 'demo'], {
    env: { ...process.env, FOLKMOOT_DEMO: '1', FOLKMOOT_DATA: dataDir, PORT: String(port), BASE_URL: url, HOST: 'localhost', LOG_LEVEL: 'warn', FOLKMOOT_LIMITS: 'off' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  let gone = false
  child.on('exit', () => { gone = true })
  for (;;) {
    if (gone) throw new Error('The demo ended before it was ready.')
    if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) break
    if (Date.now() - started > 120_000) throw new Error('The demo was not ready within two minutes.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  process.env.JOURNEY_URL = url
  await writeFile(path.join(dataDir, 'ready-after-ms'), String(Date.now() - started))
  return async () => {
    child.kill('SIGTERM')
    await new Promise((resolve) => (gone ? resolve(null) : child.on('exit', resolve)))
    await rm(dataDir, { recursive: true, force: true })
  }
}
