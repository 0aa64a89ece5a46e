/** A site of others, on this machine: pages that behave, and pages that do not. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'

export interface ForeignSite {
  url: string
  /** host:port, for `fetchAllows`. */
  host: string
  /** Paths that were asked for, in order. */
  asked: string[]
  pages: Record<string, (answer: ServerResponse, request: IncomingMessage) => void>
  close(): Promise<void>
}

export const html = (head: string, type = 'text/html; charset=utf-8') => (answer: ServerResponse) =>
  void answer.writeHead(200, { 'content-type': type }).end(`<!doctype html><html><head>${head}</head><body><p>Words</p></body></html>`)

const bomb = gzipSync(Buffer.alloc(60_000_000, 32))

export async function openForeignSite(): Promise<ForeignSite> {
  const picture = await sharp({ create: { width: 800, height: 450, channels: 3, background: { r: 30, g: 90, b: 160 } } }).jpeg().toBuffer()
  const site: ForeignSite = { url: '', host: '', asked: [], pages: {}, close: async () => {} }
  const server = createServer((request, answer) => {
    site.asked.push(request.url!)
    const page = site.pages[request.url!]
    if (page) page(answer, request)
    else answer.writeHead(404).end('Nothing here')
  })
  const { url } = await new Promise<{ url: string }>((ready) => server.listen(0, '127.0.0.1', () => ready({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })))
  site.url = url
  site.host = new URL(url).host
  Object.assign(site.pages, {
    '/boiler': html(`<title>Plain</title><meta property="og:title" content="Seven quiet boilers"><meta property="og:description" content="Measured for a winter."><meta property="og:site_name" content="The Heat Review"><meta property="og:image" content="/boiler.jpg">`),
    '/boiler.jpg': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture),
    '/title-only': html('<title>Only &amp; alone</title>'),
    '/script': html(`<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;"><meta property="og:description" content='"><img src=x onerror=alert(2)>'>`),
    '/long': html(`<title>${'word '.repeat(5000)}</title>`),
    '/latin': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' }).end(Buffer.from('<title>Wärme für Köln</title>', 'latin1')),
    '/japan': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.concat([Buffer.from('<meta charset="Shift_JIS"><title>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from('</title>')])),
    '/slow': (answer: ServerResponse) => void answer.writeHead(200, { 'content-type': 'text/html' }).write('<title>'),
    '/endless': (answer: ServerResponse) => {
      answer.writeHead(200, { 'content-type': 'text/html' })
      answer.write('<title>It begins well</title>')
      const more = () => { while (!answer.destroyed && answer.write('x'.repeat(65_536))); }
      answer.on('drain', more)
      more()
    },
    '/bomb': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb),
    '/bomb.jpg': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'image/jpeg', 'content-encoding': 'gzip' }).end(bomb),
    '/inside': (answer: ServerResponse) => answer.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end(),
    '/meta-data': (answer: ServerResponse) => answer.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
    '/round': (answer: ServerResponse) => answer.writeHead(302, { location: '/round' }).end(),
    '/moved': (answer: ServerResponse) => answer.writeHead(301, { location: '/boiler' }).end(),
    '/file': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF'),
    '/svg': html('<title>With a drawing</title><meta property="og:image" content="/drawing.svg">'),
    '/drawing.svg': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    '/liar': html('<title>Not a picture</title><meta property="og:image" content="/liar.png">'),
    '/liar.png': (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'image/png' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    '/down': (answer: ServerResponse) => answer.writeHead(503).end(),
  })
  site.close = () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()) })
  return site
}
