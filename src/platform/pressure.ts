/**
 * How much this process is behind with its work: how late the event loop comes to what is due. When it is late, what is
 * dearest and can best be missed is left out, so that pages go on.
 */
import type { IncomingMessage, Server } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'

// Milliseconds. A pause of the memory's housekeeping is no distress; a second of being late is.
const watched = 1_000
const tooLate = 150
const calm = 60
const resolution = 10
// One late second is a start, or a neighbour on the machine; this many on end are distress.
const lateSeconds = 3

// People who wait at once: with so many, work in the background steps aside.
const many = 8
const stepsAside = 250
const looksAgain = 25
let waiting = 0

/** Counts who waits for an answer of this server. @param isStream true for what stays open and waits for nothing */
export function countWaiting(server: Server, isStream: (request: IncomingMessage) => boolean) {
  server.on('request', (request, answer) => {
    if (isStream(request)) return
    waiting++
    answer.once('close', () => { waiting-- })
  })
}

/** Lets people go first: a piece of work in the background waits a quarter of a second at most, so that it never starves. */
export async function peopleFirst() {
  for (let waited = 0; waiting > many && waited < stepsAside; waited += looksAgain) await new Promise((resolve) => setTimeout(resolve, looksAgain))
}

let delay: ReturnType<typeof monitorEventLoopDelay> | null = null
let pressed = false
let lateFor = 0

/** True while the process is late on average, until it has been on time for a while. The first who asks begins the watch. */
export function isPressed(): boolean {
  if (delay === null) begin()
  return heeded && pressed
}

let heeded = true
/** For tests on a machine that is busy with others: whether being late means anything. */
export const heedPressure = (on: boolean) => {
  heeded = on
}

function begin() {
  delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  setInterval(look, watched).unref()
}

function look() {
  const late = delay!.count === 0 ? Number.POSITIVE_INFINITY : delay!.mean / 1e6 - resolution
  lateFor = late > (pressed ? calm : tooLate) ? lateFor + 1 : 0
  pressed = lateFor >= (pressed ? 1 : lateSeconds)
  delay!.reset()
}
