/**
 * The process in which foreign files are opened. It has nothing: no secrets, no connection, no way but this one. It ends
 * itself when it grows too large, and may be ended at any moment.
 */
import { look } from './look.ts'
import { lookEvery, memory, ofTheCompiler } from './limits.ts'
import type { Asked, Said } from './shapes.ts'

const say = (said: Said) => process.send!(said)
// What the system says of the most it has had would be that of the process it was made from.
let most = 0
const peak = () => (most = Math.max(most, process.memoryUsage.rss()))

// The work itself is done in threads of the library: this one is free to look.
const room = memory + (import.meta.url.endsWith('.ts') ? ofTheCompiler : 0)
setInterval(() => {
  if (peak() > room) process.kill(process.pid, 'SIGKILL')
}, lookEvery).unref()

process.on('message', ({ id, use, bytes }: Asked) => {
  look(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), use, {
    decoded: () => say({ id, said: 'decoded' }),
    looked: (looked, last) => say({ id, said: 'looked', looked, last, peak: peak() }),
    more: (forms, last) => say({ id, said: 'more', forms, last, peak: peak() }),
  }).catch(() => say({ id, said: 'looked', looked: { kind: 'refused', why: 'broken' }, last: true, peak: peak() }))
})
process.on('disconnect', () => process.exit())
say({ id: 0, said: 'ready' })
