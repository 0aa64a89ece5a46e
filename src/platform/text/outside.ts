/** What was written, for places outside of the site: what only a page of ours can show is left out. */

const blur = /<img class="f-blur"[^>]*>/g
const picture = /<(a|span) class="f-pic[^"]*"(?: href="([^"]*)")?>(?:<img class="f-blur"[^>]*>)?<img [^>]*?alt="([^"]*)"[^>]*><\/\1>/g
const card = /<div class="f-page-card(?: is-video)?"[^>]*><a class="f-link-card" href="([^"]*)"[^>]*>.*?<\/a><\/div>/gs
const address = /\b(href|src)="\/(?!\/)/g

/** In feeds and mails a page of others is a link: its card would ask us for its picture. */
const withoutCards = (html: string) => html.replace(card, '<p><a href="$1" rel="nofollow ugc noopener">$1</a></p>')

/** Readers of feeds are given what everybody may see, so the pictures are to be had. */
export const forFeed = (html: string, baseUrl: string) =>
  withoutCards(html).replace(blur, '').replace(/ srcset="[^"]*" sizes="[^"]*"/g, '').replace(address, `$1="${baseUrl}/`)

/**
 * A mail program cannot show who asks, and a picture must not be seen by whoever has the mail: a link leads to it.
 * @param words what the link says of a picture, by its description, which is markup already
 */
export const withoutPictures = (html: string, words: (alt: string) => string) =>
  withoutCards(html).replace(picture, (_whole, _tag, href: string | undefined, alt: string) => (href ? `<a href="${href}">${words(alt)}</a>` : words(alt)))
