import { beforeEach, describe, expect, test } from 'vitest'
import { openHouse, type TestHouse } from '#test/house.ts'

let house: TestHouse
beforeEach(async () => {
  house = await openHouse()
})

describe('the directory', () => {
  test('pages by key, by standing and by newest, without a gap or a double', async () => {
    for (let number = 0; number < 65; number++)
      await house.member(`Member ${String.fromCodePoint(97 + (number % 26))}${number}`)
    await house.db.updateTable('member').set({ acceptedCount: 3 }).where('id', '<', 10).execute()
    for (const sort of ['standing', 'newest']) {
      const seen: number[] = []
      let next: string | null = ''
      while (next !== null) {
        const answer: { json(): { rows: { id: number }[]; next: string | null } } = await house.app.inject(
          `/api/v1/members?sort=${sort}${next && `&older=${next}`}`,
        )
        seen.push(...answer.json().rows.map((row) => row.id))
        next = answer.json().next
      }
      expect(seen).toHaveLength(65)
      expect(new Set(seen).size).toBe(65)
    }
    const first = await house.browser().get('/members')
    expect(first.body).toContain('Show more')
    const older = /href="\/members\?older=([^"]+)"/.exec(first.body)![1]!
    const second = await house.browser().get(`/members?older=${older}`, { 'turbo-frame': `members-${older}` })
    expect(second.body).toContain(`<turbo-frame id="members-${older}"`)
  })

  test('finds by name, handle, expertise and product; what is typed means itself', async () => {
    const ada = await house.member('Ada Lovelace')
    await house.member('Bob 100%')
    await house.db
      .updateTable('member')
      .set({ expertise: ['heat-curve'], products: ['Moss 8'], headline: '<b>Counts</b>' })
      .where('id', '=', ada.viewer.id)
      .execute()
    const found = async (query: string) =>
      ((await house.app.inject(`/api/v1/members?${query}`)).json().rows as { name: string }[]).map(
        (row) => row.name,
      )
    expect(await found('q=lovel')).toEqual(['Ada Lovelace'])
    expect(await found('q=%40ada-l')).toEqual(['Ada Lovelace'])
    expect(await found('q=HEAT-curve')).toEqual(['Ada Lovelace'])
    expect(await found('q=moss%208')).toEqual(['Ada Lovelace'])
    expect(await found('product=Moss%208')).toEqual(['Ada Lovelace'])
    expect(await found('expertise=heat-curve')).toEqual(['Ada Lovelace'])
    expect(await found('q=%25')).toEqual([])
    expect(await found('q=_')).toEqual([])
    const page = await house.browser().get('/members?q=ada')
    expect(page.body).toContain('&lt;b>Counts')
    expect((await house.browser().get('/members?q=zzz')).body).toContain('Nobody found')
    for (const older of ['broken', '1e300_1', '-1e300_1', '99999999999_999999999999999', '1.5_2']) {
      for (const sort of ['strange', 'newest'])
        expect((await house.browser().get(`/members?older=${older}&sort=${sort}`)).statusCode, older).toBe(
          200,
        )
    }
  })
})

describe('who is shown', () => {
  test('shows suspended members to the team only, and removed ones to nobody', async () => {
    await house.member('Ada Lovelace')
    const [first] = await house.db.selectFrom('member').select('id').execute()
    const set = (change: object) =>
      house.db.updateTable('member').set(change).where('id', '=', first!.id).execute()
    await set({ suspendedAt: new Date() })
    expect((await house.browser().get('/members/ada-lovelace')).statusCode).toBe(404)
    const missing = await house.browser().get('/members/nobody-there')
    expect((await house.browser().get('/members/ada-lovelace')).body).toBe(
      missing.body.replaceAll('nobody-there', 'ada-lovelace'),
    )
    const host = await house.person('Ingrid Solheim', 'community_manager')
    const browser = house.browser('198.51.100.1')
    await browser.signIn(host.email)
    expect((await browser.get('/members/ada-lovelace')).body).toContain('Suspended')
    await set({ removedAt: new Date() })
    expect((await browser.get('/members/ada-lovelace')).statusCode).toBe(404)
  })

  test('never shows an address', async () => {
    const ada = await house.person('Ada Lovelace')
    for (const url of [
      '/members',
      '/members/ada-lovelace',
      '/api/v1/members',
      '/api/v1/members/ada-lovelace',
    ]) {
      expect((await house.app.inject(url)).body).not.toContain(ada.email)
    }
  })

  test('completes names for members', async () => {
    const ada = await house.person('Ada Lovelace')
    for (let number = 0; number < 10; number++) await house.member(`Adam ${number}${'a'.repeat(number)}x`)
    expect((await house.browser().get('/members/completion?q=ada')).statusCode).toBe(303)
    const browser = house.browser()
    await browser.signIn(ada.email)
    const list = await browser.get('/members/completion?q=ada')
    expect(list.body).toContain('role="listbox"')
    expect(list.body.match(/role="option"/g)).toHaveLength(8)
    expect((await browser.get('/members/completion?q=ada-love')).body).toContain('data-handle="ada-lovelace"')
    expect((await browser.get('/members/completion?q=')).body).not.toContain('role="option"')
  })
})

test('the API describes its doors of members', async () => {
  const { paths } = (await house.app.inject('/api/openapi.json')).json()
  expect(Object.keys(paths).filter((path) => /members|\/me$/.test(path))).toEqual(
    expect.arrayContaining(['/api/v1/members', '/api/v1/members/{handle}', '/api/v1/me']),
  )
})
