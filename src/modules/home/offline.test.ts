/** What the service worker and the browser ask the server for, so that a community can be an app and be read without a line. */
import { beforeEach, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
let browser: Browser
beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Lovelace')
  browser = house.browser()
})

test('the manifest has what a browser asks of an app', async () => {
  const manifest = (await browser.get('/manifest.webmanifest')).json()
  expect(manifest).toMatchObject({ id: '/', start_url: '/', display: 'standalone', share_target: { action: '/share', method: 'GET' } })
  expect(manifest.shortcuts.map((each: { url: string }) => each.url)).toEqual(['/questions/new', '/notifications', '/search'])
  for (const { src, sizes, type } of manifest.icons.filter((each: { type: string }) => each.type === 'image/png')) {
    const { width, height, format } = await sharp((await browser.get(src)).rawPayload).metadata()
    expect([`${width}x${height}`, `image/${format}`]).toEqual([sizes, type])
  }
  expect(manifest.icons.map((each: { purpose?: string }) => each.purpose)).toContain('maskable')
})

test('every page names the manifest, the icon of an iPhone, and its paper by day and by night', async () => {
  const { body } = await browser.get('/about')
  for (const part of ['rel="manifest"', 'rel="apple-touch-icon"', 'viewport-fit=cover', 'content="#1d1b19" media="(prefers-color-scheme: dark)"']) expect(body).toContain(part)
})

describe('the page for no line', () => {
  test('holds nothing of anybody when a guest asks', async () => {
    const { body, headers } = await browser.get('/offline')
    expect(body).toContain('data-person="0"')
    expect(body).not.toContain('csrf-token')
    expect(headers['set-cookie']).toBeUndefined()
    for (const id of ['row', 'line', 'away', 'back', 'comment', 'waiting']) expect(body).toContain(`<template id="offline-${id}">`)
    expect(body).toContain('<ul id="offline-kept"></ul>')
    expect(body).toContain('action="/posts/%POST%/comments"')
  })

  test('says to a member who they are, and what their forms carry', async () => {
    await browser.signIn(ada.email)
    const { body } = await browser.get('/offline')
    expect(body).toContain(`data-person="${ada.id}"`)
    expect(body).toMatch(/<meta name="csrf-token" content="[\w-]{32}"/)
  })
})

describe('what another app shares', () => {
  const shared = async (query: Record<string, string>) => {
    const answer = await browser.get(`/share?${new URLSearchParams(query)}`)
    expect(answer.statusCode).toBe(303)
    return new URL(String(answer.headers.location), 'http://here').searchParams
  }

  test('stands in the fields of a question, an address once', async () => {
    expect(Object.fromEntries(await shared({ title: 'Cold', text: 'Look', url: 'https://example.com/a' }))).toEqual({ title: 'Cold', body: 'Look\n\nhttps://example.com/a' })
    expect((await shared({ text: 'Look https://example.com/a', url: 'https://example.com/a' })).get('body')).toBe('Look https://example.com/a')
    expect((await shared({ title: 'x'.repeat(500) })).get('title')).toHaveLength(200)
  })

  test('leads nowhere but to our own page', async () => {
    const answer = await browser.get('/share?title=//evil.example&url=https://evil.example')
    expect(answer.headers.location).toMatch(/^\/questions\/new\?/)
  })

  test('wins over a draft, which is offered beside it', async () => {
    await browser.signIn(ada.email)
    await browser.ask('PUT', '/drafts/ask', { payload: { title: 'Begun before', body: '', details: {}, version: 0 }, headers: { 'content-type': 'application/json', 'x-csrf-token': /content="([\w-]{32})"/.exec((await browser.get('/offline')).body)![1]!, 'sec-fetch-site': 'same-origin' } })
    const page = (await browser.get('/questions/new?title=Shared+from+elsewhere')).body
    expect(page).toContain('value="Shared from elsewhere"')
    expect(page).toContain('data-keep-draft-given-value="true"')
    expect((await browser.get('/questions/new')).body).toContain('value="Begun before"')
  })
})

describe('an answer that is sent later', () => {
  const token = async () => /content="([\w-]{32})"/.exec((await browser.get('/offline')).body)![1]!
  const send = async (url: string, body: string, key: string) =>
    browser.ask('POST', url, {
      payload: new URLSearchParams({ _key: key, body }).toString(),
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'x-csrf-token': await token(), 'sec-fetch-site': 'same-origin' },
    })

  test('is posted once, whatever token its form had', async () => {
    await browser.signIn(ada.email)
    const { id } = await house.question(ada.ctx)
    const key = crypto.randomUUID()
    for (let times = 0; times < 3; times++) expect((await send(`/threads/${id}/answers`, 'Written in a tunnel.', key)).statusCode).toBe(303)
    expect(await house.db.selectFrom('post').select('id').where('body', '=', 'Written in a tunnel.').execute()).toHaveLength(1)
  })

  test('is refused in words that a script can show', async () => {
    await browser.signIn(ada.email)
    const { id } = await house.question(ada.ctx)
    const answer = await send(`/threads/${id}/answers`, 'x'.repeat(33_000), crypto.randomUUID())
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([422, expect.stringContaining('problem+json')])
    expect(answer.json().fields.body).toMatch(/\w+ \w+/)
  })
})
