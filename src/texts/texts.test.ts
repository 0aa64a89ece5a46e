import { describe, expect, test } from 'vitest'
import { accepted, directionOf, languageFor, languages } from './languages.ts'
import { inLanguage, language, speaking, t } from './index.ts'
import { forms } from './plurals.ts'
import { byName, list, number } from './writing.ts'

const all = { offered: languages, usual: 'en', chosen: null, header: undefined }

describe('the language for somebody', () => {
  test.each([
    ['de-AT,de;q=0.9,en;q=0.8', ['de', 'de', 'en']],
    ['nl;q=1, fr;q=0.3, ja;q=0.7', ['ja', 'fr']],
    ['ar;q=0, en', ['en']],
    ['*;q=0.1', []],
    [';;,=;q=x,', []],
    [`${'x'.repeat(10_000)},de`, []],
  ])('%s', (header, expected) => {
    expect(accepted(header)).toEqual(expected)
  })

  test('is the chosen one, then that of the browser, then that of the community', () => {
    expect(languageFor({ ...all, chosen: 'ja', header: 'de' })).toBe('ja')
    expect(languageFor({ ...all, header: 'nl,de;q=0.5' })).toBe('de')
    expect(languageFor({ ...all, header: 'nl', usual: 'fr' })).toBe('fr')
    expect(languageFor({ ...all, header: 'nl', usual: 'nl' })).toBe('en')
  })

  test('is one that the community offers, and its own always is', () => {
    const few = { ...all, offered: ['en', 'de'], usual: 'fr' }
    expect(languageFor({ ...few, chosen: 'ja', header: 'ar,de;q=0.4' })).toBe('de')
    expect(languageFor({ ...few, chosen: 'fr', header: 'de' })).toBe('fr')
  })

  test('has a direction, whether we speak it or not', () => {
    expect([directionOf('ar'), directionOf('he-IL'), directionOf('de')]).toEqual(['rtl', 'rtl', 'ltr'])
  })
})

describe('speaking', () => {
  test('goes on across what is waited for, and ends with it', async () => {
    const heard = await speaking('ja', async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return [language(), inLanguage('ar', language), language()]
    })
    expect(heard).toEqual(['ja', 'ar', 'ja'])
    expect(language()).toBe('en')
  })

  test('two at once do not hear each other', async () => {
    const speak = (code: string) => speaking(code, async () => {
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
      return language()
    })
    expect(await Promise.all([speak('de'), speak('fr'), speak('ar')])).toEqual(['de', 'fr', 'ar'])
  })

  test('numbers in texts are written by the language; Latin names in Arabic keep their direction, addresses stay whole', () => {
    const path = (code: string, count: number) => inLanguage(code, () => t('ui:inbox.label', { count }))
    expect([path('en', 12345), path('xx', 12345)]).toEqual(['Inbox, 12,345 unread', 'Inbox, 12,345 unread'])
    expect(inLanguage('ar', () => t('ui:profile', { name: 'Viktor' }))).toContain('\u2068Viktor\u2069')
    expect(inLanguage('ar', () => t('ui:profile', { name: 'a@b.example' }))).not.toContain('\u2068')
    expect(inLanguage('en', () => t('ui:profile', { name: 'Viktor' }))).not.toContain('\u2068')
  })

  test('a language that has no text of a key says it in English', () => {
    expect(inLanguage('xx', () => t('ui:close'))).toBe('Close')
  })
})

describe('writing', () => {
  test('numbers', () => {
    expect([...languages].map((code) => inLanguage(code, () => number(1234567.5)))).toEqual([
      '1,234,567.5', '1.234.567,5', '1.234.567,5', '1\u202f234\u202f567,5', '1.234.567,5', '1,234,567.5', '1,234,567.5'])
  })

  test('lists and the order of names', () => {
    expect(inLanguage('de', () => list(['Anna', 'Ben', 'Cem'], 'conjunction'))).toBe('Anna, Ben und Cem')
    expect(inLanguage('en', () => list(['Anna', 'Ben']))).toBe('Anna, Ben')
    expect(inLanguage('de', () => byName(['Zoe', 'Örn', 'Olga'], (name) => name))).toEqual(['Olga', 'Örn', 'Zoe'])
  })

  test('forms for each number that a language tells apart', () => {
    expect(Object.keys(inLanguage('ar', () => forms(String)))).toEqual(expect.arrayContaining(['zero', 'one', 'two', 'few', 'many', 'other']))
    expect(inLanguage('fr', () => forms(String))).toEqual({ one: '0', many: '1000000', other: '2' })
    expect(Object.keys(inLanguage('ja', () => forms(String)))).toEqual(['other'])
  })
})
