/** What the pool and its workers say to each other. */
import type { ConvertOptions, Cooked, Flavour, RenderOptions } from './shapes.ts'

export type Work =
  | { kind: 'cook'; source: string; options: RenderOptions }
  | { kind: 'convert'; html: string; flavour: Flavour; options: ConvertOptions }

export type Job = Work & { id: number }

export type Reply = { id: number; result: Cooked | string } | { id: number; failed: string }

/**
 * Shared memory through which a worker tells what it is doing even while it is too busy to send messages:
 * the job in hand (0 for none), when it began, how much the thread had computed by then (both in milliseconds),
 * and whether it is only loading grammars for it.
 */
export const JOB = 0
export const BEGAN = 1
export const COMPUTED = 2
export const LOADING = 3
export const CELLS = 4

/** Milliseconds on the one monotonic clock that all threads share. Wraps, so only compare differences. */
export const tick = () => Number(process.hrtime.bigint() / 1_000_000n) | 0

export const milliseconds = ({ user, system }: { user: number; system: number }) =>
  ((user + system) / 1_000) | 0
