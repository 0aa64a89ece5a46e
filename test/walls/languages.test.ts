/** Every language says all that English says, and the page can be read from either side. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { sided } from './directions.ts'
import { findingsIn, translated, waitingIn } from './languages.ts'

const planted: string[] = []
afterEach(() => Promise.all(planted.splice(0).map((file) => rm(file, { force: true }))))

describe('texts', () => {
  test.each(translated)('%s has every text, with its plurals and its placeholders, from the English of today', (code) => {
    const { missing, leftover, marks, same, changed } = findingsIn(code)
    const short = (keys: object) => Object.keys(keys).slice(0, 20)
    // English stands in for what is still to be translated; a list says what that is, and nothing else.
    expect(Object.keys(missing).sort()).toEqual(waitingIn(code))
    expect({ leftover, marks, same: short(same), changed: short(changed) }).toEqual({ leftover: [], marks: {}, same: [], changed: [] })
  })

  test('what is wrong is noticed', async () => {
    const file = 'src/texts/de/planted.json'
    planted.push(file)
    await mkdir('src/texts/de', { recursive: true })
    await writeFile(file, JSON.stringify({ nobody: 'asks for this' }))
    expect(findingsIn('de').leftover).toContain('planted:nobody')
  })
})

describe('directions', () => {
  test('nothing stands on a side that has a name in one direction only', async () => {
    expect(await sided()).toEqual([])
  })

  test.each([
    ['planted.css', '.planted {\n  margin-left: 1rem;\n}\n'],
    ['planted.css', '.planted {\n  left: 0;\n}\n'],
    ['planted.tsx', 'export const Planted = () => <p class="ml-2" />\n'],
    ['planted.tsx', 'export const Planted = () => <td style="padding-left:2px" />\n'],
  ])('%s: %j is noticed', async (name, text) => {
    const file = `src/ui/${name}`
    planted.push(file)
    await writeFile(file, text)
    expect(await sided('src/ui')).toHaveLength(1)
  })
})
