import { expect, test } from 'vitest'
import { KeptStencils } from './kept-stencils.ts'

const now = 1_000
const page = (letter: string, mark: `thread:${number}` = 'thread:1') => ({ stencil: { pieces: [], bytes: Buffer.from(letter.repeat(1_000)) }, marks: [mark], until: now + 60 })
const textOf = (kept: { stencil: { bytes: Buffer } } | undefined) => kept?.stencil.bytes.toString().slice(0, 1)

test('what there is no room for is packed, and comes back whole when it is asked for', () => {
  const kept = new KeptStencils({ ready: 2_500, packed: 1_000 })
  for (const letter of 'abcde') kept.put(letter, page(letter))
  for (const letter of 'abcdea') expect(kept.get(letter, now)?.stencil.bytes.toString()).toBe(letter.repeat(1_000))
})

test('what many ask for stays; what nobody asks for goes when there is no room for it packed either', () => {
  const kept = new KeptStencils({ ready: 2_500, packed: 60 })
  kept.put('often', page('o'))
  for (const letter of 'abcdefgh') {
    kept.put(letter, page(letter))
    expect(textOf(kept.get('often', now))).toBe('o')
  }
  expect(kept.get('a', now)).toBeUndefined()
})

test('what is too old or was changed is not given, ready or packed', () => {
  const kept = new KeptStencils({ ready: 1_500, packed: 1_000 })
  kept.put('a', page('a', 'thread:7'))
  kept.put('b', page('b', 'thread:8'))
  expect(kept.get('b', now + 61)).toBeUndefined()
  kept.deleteSuch((marks) => marks.includes('thread:7'))
  expect(kept.get('a', now)).toBeUndefined()
  expect(textOf(kept.get('b', now))).toBe('b')
  kept.deleteSuch((marks) => marks.includes('thread:8'))
  expect(kept.get('b', now)).toBeUndefined()
})
