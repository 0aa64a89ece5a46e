/** The table that is printed and kept. */
import os from 'node:os'
import type { Measured, Wish } from './load.ts'
import type { Engine } from './site.ts'
import type { Size } from './town.ts'
import type { Visit } from './visit.ts'

export interface Outcome {
  engine: Engine
  readyMs: number
  visit: Visit | null
  rows: Record<string, Measured>
}

const rows = [
  ['bare', 'bare Fastify, the same page, packed once'],
  ['plain bare', 'bare Fastify, the same page, not packed'],
  ['bare member', 'bare Fastify, a page as large as a member’s, packed once'],
  ['plain bare member', 'bare Fastify, a page as large as a member’s, not packed'],
  ['guest thread', 'thread page, guest'],
  ['member thread', 'thread page, member'],
  ['long thread', 'thread of 500 replies, guest'],
  ['home', 'home, guest'],
  ['latest', 'latest list, guest'],
  ['search', 'search, guest, 50 searches'],
  ['reply', 'reply posted'],
  ['member home', 'home, member'],
  ['member latest', 'latest list, member'],
  ['search anew', 'search, never made before'],
  ['search one', 'the same, one at a time'],
  ['plain guest thread', 'thread page not packed, guest'],
  ['plain member thread', 'thread page not packed, member'],
] as const

export function reportOf(outcomes: Outcome[], wish: Wish, size: Size): string {
  const head = `# Speed, measured\n${new Date().toISOString().slice(0, 10)}, ${machine()}. \`npm run bench\`: ${size.members} members, ${size.spaces} spaces, ${size.threads.toLocaleString('en')} threads with ${size.replies} replies each and one with ${size.long}; 32 connections on loopback, ${wish.seconds} s after ${wish.warmUp} s, median of ${wish.rounds} rounds. autocannon, the server and the database share the machine.`
  return `${[head, ...outcomes.map(partOf)].join('\n\n')}\n`
}

const machine = () => `${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim()}), load ${os.loadavg()[0]!.toFixed(1)}, Node ${process.version}`

function partOf({ engine, readyMs, visit, rows: measured }: Outcome): string {
  const lines = rows.flatMap(([name, words]) => (measured[name] ? [lineOf(words, measured[name], measured[bareOf(name)])] : []))
  const table = ['| | requests a second | of bare Fastify | p50 | p97.5 | p99 | KB sent | server, of one core | memory | other answers |', '|---|---|---|---|---|---|---|---|---|---|', ...lines].join('\n')
  const weight = visit ? `First visit to a question page: ${visit.kilobytes.toFixed(1)} KB, ${visit.requests} requests. ` : ''
  return `## ${engine === 'postgres' ? 'PostgreSQL' : 'PGlite (embedded)'}\n${weight}Ready ${(readyMs / 1000).toFixed(1)} s after the start.\n\n${table}`
}

/** The bare server with the page that is as large as this one. */
const bareOf = (name: string) => `${name.startsWith('plain') ? 'plain ' : ''}bare${/^(plain )?member/.test(name) ? ' member' : ''}`

function lineOf(words: string, row: Measured, bare: Measured | undefined): string {
  const ratio = bare && !words.startsWith('bare') ? (row.rate / bare.rate).toFixed(2) : ''
  const other = row.bad > 0 ? `${row.bad} (${row.badKinds})` : '0'
  return `| ${words} | ${Math.round(row.rate).toLocaleString('en')} | ${ratio} | ${row.p50} ms | ${row.p97} ms | ${row.p99} ms | ${row.kilobytes.toFixed(1)} | ${Math.round(row.cpu * 100)} % | ${Math.round(row.memory)} MB | ${other} |`
}
