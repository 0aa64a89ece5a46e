/**
 * `npm run bench:files`: what files cost that were made to hurt, and ordinary pictures beside them. Each is given to the
 * process that opens files, as the server starts it; time is until it is refused or has its WebP forms and AVIF, memory is
 * the most that the process had, read from the system. Prints a table; `--write` puts it into docs/benchmarks.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Drawer } from '#platform/drawing/index.ts'
import { cases } from '../test/bad-inputs/cases.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const most = { seconds: 2, megabytes: 150 }
const lookEvery = 2

/** The most that a process has had, by the system's own count since it began its program. */
function residentOf(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

async function measure(bytes: Buffer) {
  const drawer = new Drawer()
  let peak = 0
  const clock = setInterval(() => { peak = Math.max(peak, residentOf(drawer.pid)) }, lookEvery)
  const began = performance.now()
  const looked = await drawer.look(bytes, 'post')
  const seconds = (performance.now() - began) / 1000
  clearInterval(clock)
  await drawer.close()
  return { looked, seconds, megabytes: Math.max(peak, drawer.measured.peak) / 1e6 }
}

const ordinary = async (width: number, height: number) => {
  const { default: sharp } = await import('sharp')
  const grain = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).png().toBuffer()
  return sharp(grain).resize(width, height, { fit: 'fill' }).blur(3).jpeg({ quality: 85 }).toBuffer()
}

const photos = [
  { name: 'an ordinary photograph, 12 megapixels', make: () => ordinary(4_000, 3_000), becomes: 'picture' },
  { name: 'an ordinary photograph, 24 megapixels', make: () => ordinary(6_000, 4_000), becomes: 'picture' },
]

const lines: string[] = []
let broken = 0
for (const { name, make, becomes } of [...cases, ...photos]) {
  const bytes = await make()
  const { looked, seconds, megabytes } = await measure(bytes)
  const became = looked.kind === 'refused' ? 'refused' : looked.kind === 'picture' ? 'picture' : 'download'
  const said = looked.kind === 'refused' ? `refused (${looked.why})` : looked.kind === 'picture' ? `drawn anew, ${looked.forms.length} forms` : `download, ${looked.type}`
  const isOrdinary = photos.some((photo) => photo.name === name)
  const isFine = became === becomes && megabytes <= most.megabytes && (isOrdinary || seconds <= most.seconds)
  if (!isFine) broken++
  lines.push(`| ${name} | ${Math.ceil(bytes.length / 1024).toLocaleString('en')} KB | ${said} | ${seconds.toFixed(2)} s | ${Math.round(megabytes)} MB |${isFine ? '' : ' **beyond**'}`)
  console.log(lines.at(-1))
}

const day = new Date().toISOString().slice(0, 10)
const report = `# Files that were made to hurt
${day}, ${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim()}), load ${os.loadavg()[0]!.toFixed(1)}, Node ${process.version}. \`npm run bench:files\`: each in a new process, as the server starts it; its start is in the time. At most ${most.seconds} s and ${most.megabytes} MB (ordinary photographs: memory only). Beyond: ${broken}.

| file | sent | what becomes of it | time | most memory |
|---|---|---|---|---|
${lines.join('\n')}
`
if (values.write) writeFileSync(path.join('docs', 'benchmarks', `${day}-files.md`), report)
process.exitCode = broken > 0 ? 1 : 0
