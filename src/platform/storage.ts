/**
 * Where files lie: a folder beside the database by default, an S3-compatible store by STORAGE_URL. Files are private;
 * they reach a browser only through doors of ours, which say how.
 */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { Config } from './config.ts'
import { openS3 } from './storage-s3.ts'

export interface StoredFile {
  stream: Readable
  size: number
}

export interface Range {
  from: number
  to: number
}

export interface Storage {
  put(key: string, bytes: Buffer, type: string): Promise<void>
  /** Null when there is no such file. With a range only those bytes, both ends counted; `size` is then theirs. */
  get(key: string, range?: Range): Promise<StoredFile | null>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
}

type Place = Pick<Config, 'dataDir' | 'storageUrl'>

const opened = new WeakMap<Place, Storage>()

export function storageOf(config: Place): Storage {
  const before = opened.get(config)
  if (before) return before
  const storage = guarded(
    config.storageUrl ? openS3(config.storageUrl) : openFolder(path.resolve(config.dataDir, 'files')),
  )
  opened.set(config, storage)
  return storage
}

// A folder of a kind, and a name that we made: nothing that could climb out or be mistaken for a path.
const form = /^[a-z]{1,20}\/[\w-]{1,80}\.[a-z0-9]{1,5}$/
export const isKey = (key: string) => form.test(key)

function guarded(storage: Storage): Storage {
  const checked = (key: string) => {
    if (!isKey(key)) throw new Error(`Not a key of a file: ${key}`)
    return key
  }
  return {
    put: (key, bytes, type) => storage.put(checked(key), bytes, type),
    get: (key, range) => storage.get(checked(key), range),
    remove: (key) => storage.remove(checked(key)),
  }
}

function openFolder(location: string): Storage {
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }))
  return {
    put: (key, bytes) => disk.put(key, bytes),
    get: async (key, range) => {
      if (!(await disk.exists(key))) return null
      const { contentLength } = await disk.getMetaData(key)
      if (!range) return { stream: await disk.getStream(key), size: contentLength }
      const to = Math.min(range.to, contentLength - 1)
      return { stream: createReadStream(path.join(location, key), { start: range.from, end: to }), size: to - range.from + 1 }
    },
    remove: (key) => disk.delete(key),
  }
}
