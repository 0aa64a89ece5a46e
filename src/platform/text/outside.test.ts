import { expect, test } from 'vitest'
import { forFeed, withoutPictures } from './outside.ts'

const picture = '<a class="f-pic" href="/files/k/a.webp"><img class="f-blur" src="data:image/webp;base64,AA==" alt="" aria-hidden="true" width="4" height="3" /><img src="/files/k/a.webp" srcset="/files/k/a.webp?w=480 480w" sizes="100vw" alt="the &quot;boiler&quot;" width="4" height="3" loading="lazy" decoding="async" /></a>'
const html = `<p><a class="f-mention" href="/members/ada">@ada</a> <a href="//other.example/x">x</a></p><p>${picture}</p>`

test('in a mail a picture is a link with its description', () => {
  expect(withoutPictures(html, (alt) => `Picture: ${alt}`)).toBe(
    '<p><a class="f-mention" href="/members/ada">@ada</a> <a href="//other.example/x">x</a></p><p><a href="/files/k/a.webp">Picture: the &quot;boiler&quot;</a></p>',
  )
})

test('in a feed it is a picture', () => {
  expect(forFeed(picture, 'https://c.example')).toBe(
    '<a class="f-pic" href="https://c.example/files/k/a.webp"><img src="https://c.example/files/k/a.webp" alt="the &quot;boiler&quot;" width="4" height="3" loading="lazy" decoding="async" /></a>',
  )
})
