import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SMTPServer } from 'smtp-server'
import { deliverMails } from '#platform/mail.ts'
import { addAccount, memberOf } from './accounts.ts'
import { join } from './join.ts'
import { linkIn, openHouse, password, type TestHouse } from '#test/house.ts'

let house: TestHouse
// A test that fails half-way must not leave its clock to the next.
afterEach(() => {
  vi.useRealTimers()
})
beforeEach(async () => {
  house = await openHouse()
})

const wish = { name: 'Grace Hopper', email: 'grace@example.com', password }
const tokenIn = (text: string) => linkIn(text).searchParams.get('token')!
const members = () => house.db.selectFrom('member').select(['id', 'name', 'handle', 'email']).execute()

describe('joining', () => {
  test('makes an account and a member once the address is proven', async () => {
    const browser = house.browser()
    expect((await browser.get('/join')).body).toContain('Join The Square')
    const asked = await browser.post('/join', wish)
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/join?sent=1'])
    expect((await browser.get('/join?sent=1')).body).toContain('Look at your mail')
    expect(await members()).toEqual([])
    expect(await house.db.selectFrom('authUser').selectAll().execute()).toEqual([])

    const token = tokenIn((await house.mails())[0]!.text)
    expect((await browser.get(`/verify?token=${token}`)).body).toContain('Welcome, Grace Hopper')
    const done = await browser.post('/verify', { token })
    expect([done.statusCode, done.headers.location]).toEqual([303, '/'])
    expect(await members()).toEqual([
      { id: 1, name: 'Grace Hopper', handle: 'grace-hopper', email: 'grace@example.com' },
    ])
    expect((await house.facts()).filter((name) => name.startsWith('member.'))).toEqual([
      'member.joined',
      'member.signedIn',
    ])
    expect((await browser.get('/sign-in')).body).toContain('csrf-token')
    expect((await browser.get(`/verify?token=${token}`)).body).toContain('This link has been used')
    expect((await browser.post('/verify', { token })).statusCode).toBe(422)
  })

  test('answers alike for an address that has an account, and writes to its owner', async () => {
    const ada = await house.person('Ada Lovelace')
    const known = await house.browser().post('/join', { ...wish, email: ada.email })
    const unknown = await house.browser('198.51.100.2').post('/join', wish)
    expect([unknown.statusCode, unknown.headers.location, unknown.body]).toEqual([
      known.statusCode,
      known.headers.location,
      known.body,
    ])
    expect(String(unknown.headers['set-cookie']).replace(/=[\w-]+;/, '')).toBe(
      String(known.headers['set-cookie']).replace(/=[\w-]+;/, ''),
    )
    expect((await house.mails()).map((mail) => [mail.recipient, mail.kind])).toEqual([
      [ada.email, 'members.known'],
      ['grace@example.com', 'members.verify'],
    ])
  })
})

describe('the proof of the address', () => {
  test('in another browser the password proves that both are one person', async () => {
    await house.browser().post('/join', wish)
    const token = tokenIn((await house.mails())[0]!.text)
    const phone = house.browser('198.51.100.9')
    expect((await phone.get(`/verify?token=${token}`)).body).toContain('id="password"')
    expect((await phone.post('/verify', { token, password: 'something else' })).statusCode).toBe(422)
    expect(await members()).toEqual([])
    expect((await phone.post('/verify', { token, password })).statusCode).toBe(303)
    expect(await members()).toHaveLength(1)
  })

  test("a stranger who joins with somebody's address cannot get into what they make", async () => {
    await house
      .browser('198.51.100.66')
      .post('/join', { ...wish, name: 'Mallory Stranger', password: 'the password of mallory' })
    const grace = house.browser()
    await grace.post('/join', wish)
    const [strangers, own] = (await house.mails()).map((mail) => tokenIn(mail.text))
    expect((await grace.post('/verify', { token: strangers!, password })).statusCode).toBe(422)
    expect((await grace.post('/verify', { token: own! })).statusCode).toBe(303)
    expect(
      (await house.browser('198.51.100.67').signIn(wish.email, 'the password of mallory')).statusCode,
    ).toBe(422)
    expect((await house.browser('198.51.100.68').signIn(wish.email)).statusCode).toBe(303)
    // The stranger's own link finds the address taken now.
    const late = await house
      .browser('198.51.100.66')
      .post('/verify', { token: strangers!, password: 'the password of mallory' })
    expect(late.statusCode).toBe(409)
  })
})

describe('a link to join', () => {
  test('of two presses at once one makes the member', async () => {
    const browser = house.browser()
    await browser.post('/join', wish)
    const token = tokenIn((await house.mails())[0]!.text)
    const answers = await Promise.all([1, 2, 3].map(() => browser.post('/verify', { token })))
    expect(answers.map((each) => each.statusCode).sort()).toEqual([303, 422, 422])
    expect(await members()).toHaveLength(1)
  })

  test('a link is good for a day', async () => {
    const browser = house.browser()
    await browser.post('/join', wish)
    const token = tokenIn((await house.mails())[0]!.text)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 })
    expect((await browser.post('/verify', { token })).statusCode).toBe(422)
    vi.useRealTimers()
    expect((await browser.post('/verify', { token })).statusCode).toBe(303)
  })
})

describe('what joining refuses', () => {
  test.each([
    [{ name: '' }, 'at least two letters'],
    [{ name: '\u200b\u200b\u200b' }, 'letters of one alphabet'],
    [{ name: 'Grace\u202eHopper' }, 'letters of one alphabet'],
    [{ name: '12345' }, 'letters of one alphabet'],
    [{ name: 'Gracе Hopper' }, 'letters of one alphabet'],
    [{ name: 'Adrnin' }, 'taken for somebody of the team'],
    [{ name: 'the square' }, 'taken for somebody of the team'],
    [{ name: 'Host Ingrid' }, 'taken for somebody of the team'],
    [{ email: 'grace' }, 'name@example.com'],
    [{ password: 'short' }, 'at least 10 characters'],
    [{ password: 'aaaaaaaaaaaaaa' }, 'more than three different'],
  ])('refuses %o with words', async (wrong, words) => {
    await house.member('H0st lngrid', 'community_manager')
    const answer = await house.browser().post('/join', { ...wish, ...wrong })
    expect(answer.statusCode).toBe(422)
    expect(answer.body.replaceAll('&#39;', "'")).toContain(words)
    expect(answer.body).not.toContain(password)
  })

  test('three a day from one network address', async () => {
    const codes: number[] = []
    for (let turn = 0; turn < 4; turn++)
      codes.push((await house.browser().post('/join', { ...wish, email: `g${turn}@example.com` })).statusCode)
    expect(codes).toEqual([303, 303, 303, 429])
  })

  test('waits for a mail server, and says so', async () => {
    const mailless = await openHouse({ config: { development: false } })
    const page = await mailless.browser().get('/join')
    expect(page.body).toContain('this community cannot send mail')
    expect(page.body).not.toContain('id="join-button"')
    await mailless.app.close()
  })

  test('can be closed, or open to certain domains', async () => {
    const set = (joining: string) =>
      house.db
        .insertInto('setting')
        .values([
          { key: 'joining', value: JSON.stringify(joining) },
          { key: 'domains', value: '["firm.example"]' },
        ])
        .onConflict((clash) => clash.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
        .execute()
        .then(async () => (await import('#modules/community/index.ts')).forgetSettings())
    await set('domains')
    expect((await house.browser().post('/join', wish)).body).toContain('Only addresses of certain domains')
    expect((await house.browser().post('/join', { ...wish, email: 'grace@firm.example' })).statusCode).toBe(
      303,
    )
    expect(
      (await house.browser().post('/join', { ...wish, email: 'grace@evil-firm.example' })).statusCode,
    ).toBe(422)
    await set('closed')
    expect((await house.browser().get('/join')).body).not.toContain('join-button')
    expect((await house.browser().post('/join', { ...wish, email: 'g2@firm.example' })).statusCode).toBe(403)
  })
})

test('people of one name who join at once get handles of their own', async () => {
  const joined = await Promise.all(Array.from({ length: 6 }, () => join(house.guest, { name: 'Kim Lee' })))
  expect(new Set(joined.map((each) => each.handle)).size).toBe(6)
  expect(joined.map((each) => each.handle)).toContain('kim-lee')
})

describe('an account without its member', () => {
  test('gets one when the session is read, once', async () => {
    const account = await house.db
      .transaction()
      .execute((db) =>
        addAccount(
          { ...house.guest, db },
          { name: 'Grace Hopper', email: 'grace@example.com', password: 'x' },
        ),
      )
    const { headers } = await house.auth.api.letIn({
      body: { userId: account.id },
      headers: new Headers(),
      returnHeaders: true,
    })
    const cookie = headers.getSetCookie()[0]!.split(';')[0]!
    await Promise.all([1, 2, 3].map(() => house.app.inject({ url: '/sign-in', headers: { cookie } })))
    expect(await members()).toHaveLength(1)
  })

  test('claims the imported member that had this address, by address or by its hash', async () => {
    const imported = await house.member('Old Ada')
    const hashed = await house.member('Old Bob')
    const { id: sourceId } = await house.db
      .insertInto('importSource')
      .values({ key: 'old', kind: 'discourse' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await house.db
      .insertInto('importClaim')
      .values([
        { sourceId, memberId: imported.viewer.id!, email: 'Ada@example.com' },
        { sourceId, memberId: hashed.viewer.id!, emailHash: '4b9bb80620f03eb3719e0a061c14283d' },
      ])
      .execute()
    const joined = (name: string, email: string) =>
      house.db.transaction().execute(async (db) => {
        const tx = { ...house.guest, db }
        return memberOf(tx, await addAccount(tx, { name, email, password: 'x' }))
      })
    expect(await joined('Ada', 'ada@example.com')).toBe(imported.viewer.id)
    expect(await joined('Bob', 'bob@example.com')).toBe(hashed.viewer.id)
    expect(await joined('Cy', 'cy@example.com')).toBe(3)
    expect((await house.facts()).filter((name) => name === 'member.claimed')).toHaveLength(2)
  })
})

test('the mail goes out through a real mail server, in text and HTML', async () => {
  const got: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        got.push(text)
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  house.config.smtpUrl = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`
  await house.browser().post('/join', wish)
  const deliver = house.queued.find((each) => each.name === 'mail.deliver')!
  await deliverMails.run(house.guest, deliverMails.data.parse(deliver.data))
  await deliverMails.run(house.guest, deliverMails.data.parse(deliver.data))
  await new Promise((done) => server.close(() => done(null)))
  expect(got).toHaveLength(1)
  expect(got[0]).toMatch(/^Subject: Come in to The Square/m)
  expect(got[0]).toMatch(/^To: grace@example.com/m)
  expect(got[0]).toContain('text/plain')
  expect(got[0]).toContain('text/html')
  expect(got[0]!.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toMatch(/\/verify\?token=[\w-]{43}/)
})
