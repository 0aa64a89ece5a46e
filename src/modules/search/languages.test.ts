/** Words are cut by the language of what is written, and by each of these when they are looked for. */
import { beforeEach, describe, expect, test } from 'vitest'
import { editPost, editThread, pathOf } from '#modules/conversations/index.ts'
import { openHouse, type TestHouse } from '#test/house.ts'
import { find } from './find.ts'
import { matches } from './matches.ts'
import { readWords, plain } from './words.ts'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Lovelace')
})

const written = {
  en: { title: 'Radiators stay cold', body: 'The radiators in my house do not get warm when the boiler is running, and I have no idea why that is.' },
  de: { title: 'Heizkörper bleiben kalt', body: 'Die Heizkörper in meinem Haus werden nicht warm, wenn die Anlage läuft, und ich weiß nicht, woran das liegt. Die Ventile sind geöffnet.' },
  ja: { title: '暖房が動かない', body: '設定画面を開いても暖房が動きません。リセットする方法を教えてください。' },
  ar: { title: 'المدفأة باردة', body: 'المدفأة في منزلي لا تعمل وأريد أن أعرف كيف أصلح هذه المشكلة بسرعة من فضلكم' },
}

async function all() {
  const threads = new Map<string, { id: number; kind: 'question' | 'discussion'; slug: string; openingId: number }>()
  for (const [code, words] of Object.entries(written)) threads.set(code, await house.question(ada.ctx, words))
  await house.settle()
  return threads
}

const found = async (text: string, filters = {}) => (await find(ada.ctx, text, filters)).rows.map((row) => row.title)

describe('a post', () => {
  test('knows its language, and the page says it', async () => {
    const threads = await all()
    const rows = await house.db.selectFrom('post').select(['threadId', 'language']).execute()
    const codes = Object.fromEntries([...threads].map(([code, { id }]) => [code, rows.find((row) => row.threadId === id)!.language]))
    expect(codes).toEqual({ en: 'en', de: 'de', ja: 'ja', ar: 'ar' })
    const page = await house.browser().get(pathOf(threads.get('ar')!))
    expect(page.body).toMatch(/class="f-prose mt-5" lang="ar" dir="rtl"/)
    const english = await house.browser().get(pathOf(threads.get('en')!))
    expect(english.body).not.toMatch(/class="f-prose mt-5" (lang|dir)/)
  })

  test('of a few words has none, rather than a wrong one', async () => {
    const answer = await house.answer(ada.ctx, await house.question(ada.ctx, written.en), 'OK, danke.')
    const row = await house.db.selectFrom('post').select('language').where('id', '=', answer.id).executeTakeFirstOrThrow()
    expect(row.language).toBeNull()
  })

  test('is in the language that its author says, until they say otherwise', async () => {
    const answer = await house.answer(ada.ctx, await house.question(ada.ctx, written.en), 'OK, danke.')
    const now = async () => house.db.selectFrom('post').select(['language', 'languageChosen', 'version']).where('id', '=', answer.id).executeTakeFirstOrThrow()
    await editPost(ada.ctx, answer.id, { body: 'OK, danke.', version: 1, reason: '', language: 'de' })
    expect(await now()).toMatchObject({ language: 'de', languageChosen: true })
    await editPost(ada.ctx, answer.id, { body: 'That is all there is to say about it, I think.', version: (await now()).version, reason: '' })
    expect(await now()).toMatchObject({ language: 'de', languageChosen: true })
    await editPost(ada.ctx, answer.id, { body: 'That is all there is to say about it, I think so.', version: (await now()).version, reason: '', language: '' })
    expect(await now()).toMatchObject({ language: 'en', languageChosen: false })
  })
})

describe('search', () => {
  test('finds other forms of a word in each language', async () => {
    await all()
    expect(await found('radiator')).toEqual([written.en.title])
    expect(await found('Heizkörpern')).toContain(written.de.title)
    expect(await found('Ventil')).toEqual([written.de.title])
    expect(await found('リセット')).toEqual([written.ja.title])
    expect(await found('暖房のリセット')).toEqual([written.ja.title])
    expect(await found('مدفأة')).toEqual([written.ar.title])
  })

  test('can be narrowed to one, chosen or typed', async () => {
    await all()
    expect(await found('lang:de kalt')).toEqual([written.de.title])
    expect(await found('kalt', { language: 'ja' })).toEqual([])
    expect(await found('lang:ja')).toEqual([written.ja.title])
  })

  test('offers the choice only where people write in several', async () => {
    await house.question(ada.ctx, written.en)
    await house.settle()
    expect((await house.browser().get('/search?q=radiator')).body).not.toContain('name="lang"')
    await house.question(ada.ctx, written.de)
    await house.settle()
    expect((await house.browser().get('/search?q=radiators')).body).toContain('name="lang"')
  })

  test('a phrase and a word that must not be there are read by the grammar of each text', async () => {
    await all()
    expect(await found('"Ventile sind geöffnet"')).toEqual([written.de.title])
    expect(await found('kalt -Ventil')).toEqual([])
  })

  test('a thread changes its language when its author says so', async () => {
    const { id } = (await all()).get('en')!
    await editThread(ada.ctx, id, { ...written.en, topics: [], version: 1, reason: '', language: 'de' })
    await house.settle()
    expect(await found('lang:de')).toEqual(expect.arrayContaining([written.en.title, written.de.title]))
  })

  test('who asks in a language meets what was asked in it', async () => {
    await all()
    const [first] = await matches(ada.ctx, { title: '暖房をリセットしたい' })
    expect(first!.title).toBe(written.ja.title)
  })
})

describe('words', () => {
  test('are parted where nobody puts spaces between them, without the particles', () => {
    expect(plain('設定画面を開く').split(' ')).toEqual(expect.arrayContaining(['設定', '画面', '開く']))
    expect(readWords('暖房のリセット').words).toEqual(['暖房', 'リセット'])
    expect(plain('です')).not.toBe('')
  })

  test('of other scripts stay as they were', () => {
    expect(plain('run-time error 4.3')).toBe('run time error 4 3')
  })
})
