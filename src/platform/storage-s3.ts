/**
 * An S3-compatible store (AWS, MinIO, R2, Garage …) in the three requests we need, signed with version 4. The library of
 * AWS would bring more code than the rest of Folkmoot together.
 * STORAGE_URL: `s3://KEY:SECRET@host/bucket?region=eu-central-1`, with `&tls=off` for a store on the same machine.
 */
import { createHash, createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Storage } from './storage.ts'

export interface S3Place {
  origin: string
  bucket: string
  region: string
  id: string
  secret: string
}

export function readS3Url(text: string): S3Place {
  const url = new URL(text)
  const bucket = url.pathname.replace(/^\/+|\/+$/g, '')
  if (url.protocol !== 's3:' || !bucket || !url.username || !url.password) {
    throw new Error('STORAGE_URL must look like s3://KEY:SECRET@host/bucket?region=…')
  }
  const scheme = url.searchParams.get('tls') === 'off' ? 'http' : 'https'
  return {
    origin: `${scheme}://${url.host}`,
    bucket,
    region: url.searchParams.get('region') ?? 'us-east-1',
    id: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
  }
}

// A store that does not answer must not hold a page for longer.
const patience = 30_000

export function openS3(text: string): Storage {
  const place = readS3Url(text)
  const ask = (method: string, key: string, body?: Buffer, headers: Record<string, string> = {}) =>
    fetch(`${place.origin}/${place.bucket}/${key}`, {
      method,
      headers: signed(place, {
        method,
        path: `/${place.bucket}/${key}`,
        headers,
        body: body ?? Buffer.alloc(0),
        at: new Date(),
      }),
      signal: AbortSignal.timeout(patience),
      ...(body && { body: new Uint8Array(body) }),
    })
  return {
    put: async (key, body, type) => {
      await demandOk(await ask('PUT', key, body, { 'content-type': type }))
    },
    get: async (key, range) => {
      const answer = await ask('GET', key, undefined, range && { range: `bytes=${range.from}-${range.to}` })
      if (answer.status === 404) return null
      await demandOk(answer)
      return {
        stream: Readable.fromWeb(answer.body as never),
        size: Number(answer.headers.get('content-length') ?? 0),
      }
    },
    remove: async (key) => {
      const answer = await ask('DELETE', key)
      if (answer.status !== 404) await demandOk(answer)
    },
  }
}

async function demandOk(answer: Response) {
  if (!answer.ok)
    throw new Error(`The file store answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
}

interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
  at: Date
}

const hex = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The headers of a request with its signature (AWS Signature Version 4). */
export function signed(
  { origin, region, id, secret }: S3Place,
  { method, path, headers, body, at }: Asked,
): Record<string, string> {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const all: Record<string, string> = {
    host: new URL(origin).host,
    'x-amz-content-sha256': hex(body),
    'x-amz-date': time,
    ...headers,
  }
  const names = Object.keys(all).sort()
  const request = [
    method,
    path,
    '',
    ...names.map((name) => `${name}:${all[name]}`),
    '',
    names.join(';'),
    hex(body),
  ].join('\n')
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, time.slice(0, 8)), region), 's3'), 'aws4_request')
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, hex(request)].join('\n')).toString('hex')
  const { host: _, ...sent } = all
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  }
}
