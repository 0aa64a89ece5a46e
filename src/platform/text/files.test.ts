import { afterAll, expect, test } from 'vitest'
import { closeText, cook, type KnownFile } from './index.ts'
import { attributesOf, labels, tagsOf } from './test-page.ts'

afterAll(closeText)

const [one, two, log] = ['1'.repeat(24), '2'.repeat(24), '3'.repeat(24)] as [string, string, string]
const picture = (key: string): KnownFile => ({ key, address: `/files/${key}/a.webp`, name: 'a.jpg', note: 'Picture, 2 KB', picture: { width: 800, height: 600, blur: 'data:image/webp;base64,UklGRg==', widths: [480, 800] } })
const files = [picture(one), picture(two), { key: log, address: `/files/${log}/a%20b.txt`, name: 'a b.txt', note: 'Text, 2 KB', picture: null }]
const drawn = (source: string) => cook(source, { files, baseUrl: 'https://here.example', labels })
const html = async (source: string) => (await drawn(source)).html.trim()

test('a picture has its sizes, its size and something to stand there; its description is all that is read of it', async () => {
  const cooked = await drawn(`![the boiler](/files/${one}/a.webp)`)
  const [shot, link, blur, image] = tagsOf(cooked.html)
  expect([shot!.tagName, link!.tagName]).toEqual(['div', 'a'])
  expect(attributesOf(blur!)).toMatchObject({ class: 'f-blur', alt: '', 'aria-hidden': 'true' })
  expect(attributesOf(image!)).toMatchObject({ alt: 'the boiler', width: '800', height: '600', srcset: `/files/${one}/a.webp?w=480 480w, /files/${one}/a.webp?w=800 800w`, loading: 'lazy' })
  expect([cooked.text, cooked.images]).toEqual(['the boiler', [`/files/${one}/a.webp`]])
})

test('pictures alone in a paragraph stand side by side, not those among words', async () => {
  expect(await html(`![](/files/${one}/a)\n![](/files/${two}/a)`)).toMatch(/^<div class="f-gallery">/)
  expect(await html(`See ![](/files/${one}/a) and ![](/files/${two}/a)`)).toMatch(/^<p>See <a class="f-pic"/)
})

test('a picture inside of a link leads where the link does', async () => {
  const links = tagsOf(await html(`[![](/files/${one}/a)](/questions/1)`)).filter(({ tagName }) => tagName === 'a')
  expect(links.map((link) => attributesOf(link).href)).toEqual(['/questions/1'])
})

test('an attachment is a card, also by its whole address and when it is written as a picture', async () => {
  const card = `<a class="f-file" href="/files/${log}/a%20b.txt" download="a b.txt"><b>the log</b> <span class="f-file-note">Text, 2 KB</span></a>`
  for (const source of [`[the log](/files/${log}/x)`, `[the log](https://here.example/files/${log}/x)`, `![the log](/files/${log}/x)`]) expect((await html(source))).toContain(card)
  expect((await drawn(`[the log](/files/${log}/x)`)).attachments).toBe(1)
})

test('what may not be shown is its description; the same address elsewhere is another file', async () => {
  expect(await html(`![a dog](/files/${'9'.repeat(24)}/a)`)).toBe('<p>a dog</p>')
  expect(await html(`![a dog](https://other.example/files/${one}/a)`)).toContain(`src="https://other.example/files/${one}/a"`)
})

test('nobody else gets data, sizes or classes through', async () => {
  for (const source of ['![x](data:image/webp;base64,UklGRg==)', '![x](data:image/svg+xml,<svg/onload=alert(1)>)']) expect(await html(source)).not.toContain('src="data:')
  for (const alt of ['" srcset="x" onerror="alert(1)', '&quot; onerror=&quot;alert(1)']) {
    const image = attributesOf(tagsOf(await html(`![${alt}](/files/${one}/a)`)).at(-1)!)
    expect([image.onerror, String(image.srcset).startsWith(`/files/${one}/`), String(image.alt).includes('onerror')]).toEqual([undefined, true, true])
  }
})
