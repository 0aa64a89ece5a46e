/** The page for no line, and what is put into kept pages: all of it was drawn by the server, in its words. */
import { writeMoment } from '../../ui/moments.ts'
import { keepFiles } from './files.ts'
import { laterFiles, scope } from './scope.ts'

const SHELL = 'shell'
const ADDRESS = '/offline'
const DAY = 86_400_000

/** As a guest sees it: nothing in it is anybody's. */
export async function keepShell() {
  const answer = await fetch(ADDRESS, { credentials: 'omit', cache: 'no-store' })
  // A community that is not set up yet leads to that.
  if (!answer.ok || answer.redirected) throw new Error(`The page for no line could not be had: ${answer.status}`)
  const html = await answer.text()
  const headers = new Headers(answer.headers)
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  headers.set('x-kept-at', String(Date.now()))
  const shell = await scope.caches.open(SHELL)
  await shell.put(ADDRESS, new Response(html, { headers }))
  await keepFiles([...filesIn(html), ...laterFiles])
}

/** The colour or the name of the community may have changed. */
export async function renewShell() {
  const kept = await (await scope.caches.open(SHELL)).match(ADDRESS)
  if (!kept || Number(kept.headers.get('x-kept-at')) < Date.now() - DAY) await keepShell()
}

const filesIn = (html: string) => [...html.matchAll(/(?:href|src)="(\/(?:assets\/[^"#]+|brand\.css[^"]*))/g)].map((match) => match[1]!)

export const shell = async () => (await scope.caches.open(SHELL)).match(ADDRESS)

/** What stands in a template of the page, with its words filled in. Texts are written as texts. */
export async function template(name: string, words: Record<string, string>): Promise<string> {
  const html = (await (await shell())?.text()) ?? ''
  return filled(templateIn(html, name), words)
}

export const templateIn = (html: string, name: string) => new RegExp(`<template id="${name}">([\\s\\S]*?)</template>`).exec(html)?.[1] ?? ''

export const filled = (html: string, words: Record<string, string>) => html.replace(/%([A-Z]+)%/g, (mark, name: string) => (name in words ? escaped(words[name]!) : mark))

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]!)

export const languageOf = (html: string) => /<html[^>]* lang="([\w-]+)"/.exec(html)?.[1] ?? 'en'

/** 10:42, and the day where it is not today: by the clock of whoever reads. */
export function momentIn(lang: string, at: number): string {
  const [date, now] = [new Date(at), new Date()]
  return writeMoment(date, date.toDateString() === now.toDateString() ? 'clock' : 'moment', { lang, now })
}
