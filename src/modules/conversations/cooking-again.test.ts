/** What an older renderer has drawn is drawn anew by the clock, and nothing that people said is changed by it. */
import { beforeEach, describe, expect, test } from 'vitest'
import { VERSION } from '#platform/text/index.ts'
import { openTown, type Town } from '#test/town.ts'
import { cookAgain } from './cooking-again.ts'
import { cookPostsAgain } from './jobs.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})

const again = () => cookPostsAgain.run(town.guest, {})
const answersShown = async () => (await town.get(`/questions/${town.asked.id}/how-do-i-rotate-a-key`)).body
const post = (id: number) => town.db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** As if an older renderer had drawn it. */
const age = (ids: number[], html: string) =>
  town.db.updateTable('post').set({ html, htmlVersion: VERSION - 1 }).where('id', 'in', ids).execute()

describe('by the clock', () => {
  test('posts of an older renderer are drawn anew, more than fit into one batch', async () => {
    town.config.limits = false
    const ids: number[] = []
    for (let number = 0; number < 120; number++) ids.push((await town.answer(town.bob, town.asked, `Turn it **${number}** times.`)).id)
    await age(ids, '<p>old look</p>')
    await again()
    expect(await town.db.selectFrom('post').select('id').where('html', 'like', '%old look%').execute()).toEqual([])
    expect((await post(ids[119]!)).html).toBe('<p>Turn it <strong>119</strong> times.</p>\n')
    expect(await cookAgain(town.guest)).toBe(0)
  })

  test('they lead to whom they led before, and to nobody else', async () => {
    const { id } = await town.answer(town.bob, town.asked, 'Ask @cleo.\n\n> As @ada said\n> — @ada')
    const before = await post(id)
    // Came from a place where these were other people.
    const imported = await town.answer(town.bob, town.asked, 'Thank you @mo!')
    await town.db.deleteFrom('mention').where('postId', '=', imported.id).execute()
    await age([imported.id], '<p>Thank you @mo!</p>')
    await town.db.updateTable('post').set({ htmlVersion: VERSION - 1 }).where('id', '=', id).execute()
    await again()
    expect((await post(id)).html).toBe(before.html)
    expect(before.html).toContain('href="/members/cleo"')
    expect((await post(imported.id)).html).toBe('<p>Thank you @mo!</p>\n')
  })

  test('search finds the words that are shown now', async () => {
    await age([town.given.id], '<p>old look</p>')
    await again()
    expect((await town.get('/search?q=choose+Keys')).body).toContain(`id="found-question-${town.asked.id}"`)
  })

  test('what had to be shown as plain text gets a second try, and then rests', async () => {
    const long = `**Bold** words. ${'A long story. '.repeat(2_500)}`
    const { id } = await town.answer(town.bob, town.asked, long)
    expect((await post(id)).html).toContain('**Bold**')
    const hopeless = await town.answer(town.bob, town.asked, `**Bold** ${'a '.repeat(100_001)}`)
    await again()
    expect((await post(id)).html).toContain('<strong>Bold</strong>')
    expect((await post(hopeless.id)).html).toContain('**Bold**')
    expect(await cookAgain(town.guest)).toBe(0)
  })

  test('version, revisions and times stay: nobody edited anything', async () => {
    const { html: _html, htmlVersion: _version, excerpt: _excerpt, ...before } = await post(town.given.id)
    await age([town.given.id], '<p>old look</p>')
    await again()
    expect(await post(town.given.id)).toMatchObject(before)
    expect(await answersShown()).toContain('Open the settings and choose Keys.')
  })
})
