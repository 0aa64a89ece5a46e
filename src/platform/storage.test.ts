import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Storage, storageOf } from './storage.ts'
import { readS3Url, signed } from './storage-s3.ts'

async function textOf(storage: Storage, key: string) {
  const file = await storage.get(key)
  return file && { text: (await buffer(file.stream)).toString(), size: file.size }
}

async function keepsFiles(storage: Storage) {
  await storage.put('pictures/one.webp', Buffer.from('first'), 'image/webp')
  expect(await textOf(storage, 'pictures/one.webp')).toEqual({ text: 'first', size: 5 })
  const part = (await storage.get('pictures/one.webp', { from: 1, to: 3 }))!
  expect([(await buffer(part.stream)).toString(), part.size]).toEqual(['irs', 3])
  expect(await storage.get('pictures/two.webp')).toBeNull()
  await storage.remove('pictures/one.webp')
  await storage.remove('pictures/one.webp')
  expect(await storage.get('pictures/one.webp')).toBeNull()
}

describe('a folder', () => {
  test('keeps files, and refuses keys that climb', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'folkmoot-'))
    const storage = storageOf({ dataDir, storageUrl: undefined })
    await keepsFiles(storage)
    for (const key of [
      '../secret',
      'pictures/../../x.webp',
      '/etc/passwd',
      'pictures/.webp',
      'pictures/a\u0000.webp',
      'pictures/a/b.webp',
    ]) {
      expect(() => storage.get(key), key).toThrow('Not a key')
    }
    await rm(dataDir, { recursive: true })
  })
})

describe('an S3-compatible store', () => {
  const files = new Map<string, Buffer>()
  const seen: string[] = []
  const server = createServer(async (request, response) => {
    seen.push(
      `${request.method} ${request.headers.authorization?.split(',')[0]} ${request.headers['content-type'] ?? ''}`,
    )
    const body = await buffer(request)
    const key = request.url!
    if (request.method === 'PUT') files.set(key, body)
    if (request.method === 'DELETE') files.delete(key)
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    const found = range ? files.get(key)?.subarray(Number(range[1]), Number(range[2]) + 1) : files.get(key)
    response.writeHead(
      request.method === 'GET' ? (found ? (range ? 206 : 200) : 404) : 204,
      found && request.method === 'GET' ? { 'content-length': found.length } : {},
    )
    response.end(request.method === 'GET' ? found : undefined)
  })
  beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)))
  afterAll(() => new Promise((done) => server.close(done)))

  test('keeps files under its bucket', async () => {
    const { port } = server.address() as { port: number }
    await keepsFiles(
      storageOf({
        dataDir: '/nowhere',
        storageUrl: `s3://KEY:SE%2FCRET@127.0.0.1:${port}/community?region=eu-north-1&tls=off`,
      }),
    )
    expect(seen[0]).toMatch(
      /^PUT AWS4-HMAC-SHA256 Credential=KEY\/\d{8}\/eu-north-1\/s3\/aws4_request image\/webp$/,
    )
  })

  test('signs as the documentation of the signature does', () => {
    const place = {
      ...readS3Url(
        's3://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY@examplebucket.s3.amazonaws.com/unused',
      ),
      region: 'us-east-1',
    }
    const { authorization } = signed(place, {
      method: 'GET',
      path: '/test.txt',
      headers: { range: 'bytes=0-9' },
      body: Buffer.alloc(0),
      at: new Date('2013-05-24T00:00:00.000Z'),
    })
    expect(authorization).toContain(
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    )
  })

  test('says what an address must look like', () => {
    expect(() => readS3Url('https://example.com/bucket')).toThrow('STORAGE_URL must look like')
  })
})
