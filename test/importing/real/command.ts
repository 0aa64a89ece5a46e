/** `folkmoot import` and `folkmoot doctor` in processes of their own, as an owner runs them; killed where it is wished. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Report } from '#modules/importing/index.ts'
import { rootFolder } from '../../../src/root.ts'
import type { Place } from '../place.ts'

/** The bar that shall have come this far, as the command shows it. */
export interface Point {
  step: 'Importing' | 'Counting' | 'Indexing'
  percent: number
}

export interface Input {
  kind: 'stackexchange' | 'discourse'
  file: string
}

export interface Ended {
  report: Report
  seconds: number
}

const root = rootFolder()
const command = path.join(root, 'dist', 'server', 'commands.js')
// Bars are drawn often enough to be killed by only for people; so the command is told that one is there.
const asOnTerminal = ['--import', 'data:text/javascript,process.stderr.isTTY=true']

/** @returns the report, or where it was killed */
export function bring(place: Place, { kind, file }: Input, kill?: Point): Promise<Ended | string> {
  const began = performance.now()
  const child = spawn(process.execPath, [...asOnTerminal, command, 'import', kind, file, '--json'], { env: { ...process.env, ...place.env }, cwd: root })
  let told = ''
  let said = ''
  let killedAt: string | null = null
  child.stdout.on('data', (text) => { told += text })
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4000)
    for (const [, step, percent] of String(chunk).matchAll(/(\w+) +[█░]+ +(\d+) %/g)) {
      if (!kill || killedAt || !isReached(kill, step!, Number(percent))) continue
      killedAt = `${step} ${percent} %`
      child.kill('SIGKILL')
    }
  })
  return new Promise((done, fail) =>
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL' && killedAt) done(killedAt)
      else if (code === 0) done({ report: JSON.parse(told) as Report, seconds: (performance.now() - began) / 1000 })
      else fail(new Error(`The import ended with ${code ?? signal}:\n${said}`))
    }),
  )
}

const order = ['Importing', 'Removing', 'Counting', 'Indexing']
const isReached = (kill: Point, step: string, percent: number) =>
  step === kill.step ? percent >= kill.percent : order.indexOf(step) > order.indexOf(kill.step)

/** @returns what `doctor --data` finds broken */
export function doctor(place: Place): Promise<string[]> {
  const child = spawn(process.execPath, [command, 'doctor', '--data', '--json'], { env: { ...process.env, ...place.env }, cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.on('data', (text) => { told += text })
  return new Promise((done, fail) =>
    child.on('close', () => {
      try {
        const findings = JSON.parse(told) as { name: string; ok: boolean; says: string }[]
        done(findings.filter((each) => !each.ok).map(({ name, says }) => `${name}: ${says}`))
      } catch {
        fail(new Error(`The doctor gave no answer: ${told}`))
      }
    }),
  )
}
