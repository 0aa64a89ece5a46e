/** Killed in the middle, an import leaves whole batches behind, and the next run goes on to the same end. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { differences, type Portrait } from '#test/importing/portrait.ts'
import { named, tempFolder } from '#test/importing/town.ts'

// A build beside the packages, so that the child finds them.
const built = path.resolve('node_modules/.cache/folkmoot/import-child')
let forum: string

beforeAll(async () => {
  await build({
    entryPoints: { child: 'test/importing/child.ts', 'text-worker': 'src/platform/text/worker.ts' },
    outdir: built,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    loader: { '.md': 'text' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  })
  forum = path.join(named('forum'), 'forum.example.com.jsonl')
  writeFileSync(forum, Array.from({ length: 500 }, (_, index) => JSON.stringify(topicOf(index + 1))).join('\n'))
})

const topicOf = (id: number) => ({
  id,
  title: `Question number ${id}?`,
  category_id: id % 3,
  views: id,
  tags: [`tag${id % 7}`],
  posts: Array.from({ length: 1 + (id % 6) }, (_, index) => ({
    id: id * 10 + index,
    post_number: index + 1,
    username: `person${(id * 7 + index) % 40}`,
    created_at: new Date(Date.UTC(2020, 0, 1, 0, id, index)).toISOString(),
    cooked: `<p>Text ${id}.${index} with <b>words</b> and <code>code</code>, <a href="/t/x/${(id * 13) % 500}">a link</a>.</p>`,
    version: 1,
    accepted_answer: id % 2 === 0 && index === 1,
    actions_summary: [{ id: 2, count: id % 4 }],
  })),
})

interface Ended {
  report: { questions: number; run: number }
  portrait: Portrait
}

/** Runs the import in a process of its own; with `killAt` it is killed after so many batches. */
function run(folder: string, killAt = Number.POSITIVE_INFINITY): Promise<Ended | null> {
  const child = spawn(process.execPath, [path.join(built, 'child.js'), folder, forum], { stdio: ['ignore', 'pipe', 'inherit'] })
  let batches = 0
  createInterface({ input: child.stdout }).on('line', () => {
    if (++batches === killAt) child.kill('SIGKILL')
  })
  return new Promise((done, fail) =>
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') done(null)
      else if (code === 0) done(JSON.parse(readFileSync(path.join(folder, 'ended.json'), 'utf8')) as Ended)
      else fail(new Error(`The import ended with ${code}.`))
    }),
  )
}

test('killed again and again, it ends like one that ran through', { timeout: 400_000 }, async () => {
  const killed = path.join(tempFolder(), 'killed')
  mkdirSync(killed)
  // While reading, and twice more at later points; each run goes on where the one before ended.
  for (const killAt of [3, 2, 3]) expect(await run(killed, killAt)).toBe(null)
  const after = await run(killed)
  const clean = await run(path.join(tempFolder(), 'clean'))
  expect(after!.report).toMatchObject({ questions: 500, run: 1 })
  expect(differences(after!.portrait, clean!.portrait)).toEqual([])
})
