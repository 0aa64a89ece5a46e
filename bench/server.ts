/** The real server in a process of its own, as it is run in production; and what it takes of the machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { freePort } from '../bin/postgres.mjs'
import { memoryEnv, memoryFlags } from '../bin/prepare.mjs'

export interface Running {
  url: string
  pid: number
  /** From the start of the process to the first page. */
  readyMs: number
  stop(): Promise<void>
}

/** As `npm start` runs it (bin/prepare.mjs). */
export const asStarted = memoryFlags

/** Starts a program that serves on PORT, and waits for its first answer. */
export async function start(program: string, env: Record<string, string>, flags: string[] = [], usePort?: number, args: string[] = []): Promise<Running> {
  const port = usePort ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, program, ...args], {
    env: { ...memoryEnv, PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), BASE_URL: url, FOLKMOOT_LIMITS: 'off', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await firstAnswer(url, child)
  return { url, pid: child.pid!, readyMs: performance.now() - began, stop: () => stop(child) }
}

async function firstAnswer(url: string, child: ChildProcess) {
  while (child.exitCode === null) {
    const ok = await fetch(url).then((answer) => answer.ok, () => false)
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`The server ended with ${child.exitCode} before it answered.`)
}

/** Until no job of an earlier run waits: what is done in the background must not be measured with the next. */
export async function atRest(url: string) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const { queue } = (await (await fetch(`${url}/readyz?queue=1`)).json()) as { queue: number }
    if (queue === 0) return
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error('Jobs of an earlier run did not come to an end within ten minutes.')
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

export interface Taken {
  /** Share of one core. */
  cpu: number
  /** Largest resident memory, in MB. */
  memory: number
}

/** Watches a process until it is told to stop. Linux only: elsewhere it tells nothing. */
export function watch(pid: number): () => Taken {
  const began = { at: performance.now(), cpu: cpuSeconds(pid) }
  let memory = residentMb(pid)
  const clock = setInterval(() => { memory = Math.max(memory, residentMb(pid)) }, 250)
  return () => {
    clearInterval(clock)
    const seconds = (performance.now() - began.at) / 1000
    return { cpu: (cpuSeconds(pid) - began.cpu) / seconds, memory: Math.max(memory, residentMb(pid)) }
  }
}

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

let ticks = 0
function cpuSeconds(pid: number): number {
  try {
    ticks ||= Number(execFileSync('getconf', ['CLK_TCK']).toString())
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticks
  } catch {
    return 0
  }
}
