/**
 * Brings together what lies scattered over several files: rows go in with a number, and come out grouped and in the
 * order of the numbers. Memory holds one block of numbers at a time, however big the whole is.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

// Neighbouring numbers share a file. One block of the largest dumps is some ten megabytes.
const blockSize = 2048
const waitingLimit = 8 * 1024 * 1024

export class Spool<Row> {
  readonly #folder: string
  readonly #waiting = new Map<number, string[]>()
  readonly #blocks = new Set<number>()
  #size = 0

  constructor(folder: string) {
    this.#folder = folder
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }

  add(number: number, row: Row) {
    const block = Math.floor(number / blockSize)
    const line = `${JSON.stringify([number, row])}\n`
    const lines = this.#waiting.get(block)
    if (lines) lines.push(line)
    else this.#waiting.set(block, [line])
    this.#blocks.add(block)
    this.#size += line.length
    if (this.#size > waitingLimit) this.#flush()
  }

  #flush() {
    for (const [block, lines] of this.#waiting) appendFileSync(this.#fileOf(block), lines.join(''))
    this.#waiting.clear()
    this.#size = 0
  }

  /** Every number with all its rows, in the order in which they were added. */
  *groups(onProgress: (share: number) => void = () => {}): Generator<[number, Row[]]> {
    this.#flush()
    const blocks = [...this.#blocks].sort((one, other) => one - other)
    for (const [index, block] of blocks.entries()) {
      const groups = this.#read(block)
      const numbers = [...groups.keys()].sort((one, other) => one - other)
      for (const [place, number] of numbers.entries()) {
        yield [number, groups.get(number)!]
        onProgress((index + place / numbers.length) / blocks.length)
      }
    }
    onProgress(1)
  }

  #read(block: number): Map<number, Row[]> {
    const groups = new Map<number, Row[]>()
    for (const line of readFileSync(this.#fileOf(block), 'utf8').split('\n')) {
      if (!line) continue
      const [number, row] = JSON.parse(line) as [number, Row]
      const rows = groups.get(number)
      if (rows) rows.push(row)
      else groups.set(number, [row])
    }
    return groups
  }

  #fileOf = (block: number) => path.join(this.#folder, `${block}.jsonl`)

  remove() {
    if (existsSync(this.#folder)) rmSync(this.#folder, { recursive: true, force: true })
  }
}
