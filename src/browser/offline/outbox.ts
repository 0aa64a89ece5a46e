/**
 * What was written without a line, until it is sent. Pages and the service worker look into the same store; only the
 * worker sends. Each has the idempotency key of its form, so it is posted once however often it is sent.
 */
export interface Written {
  /** The key of the form. */
  key: string
  /** Where it is sent to. */
  url: string
  /** Its fields in their order: the server compares them with those of the same key. */
  fields: [string, string][]
  /** The member who wrote it. */
  person: number
  /** The thread that it stands in. */
  thread: number
  /** The post that it comments on; none for an answer. */
  post?: number | undefined
  at: number
  /** Held while somebody changes it. */
  state: 'waiting' | 'held' | 'signIn' | 'refused'
  /** Why the server refused it. */
  reason?: string | undefined
}

const STORE = 'written'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('outbox', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function ask<Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const outbox = {
  all: async (): Promise<Written[]> => (await ask<Written[]>('readonly', (store) => store.getAll())).sort((one, other) => one.at - other.at),
  put: (written: Written) => ask('readwrite', (store) => store.put(written)),
  drop: (key: string) => ask('readwrite', (store) => store.delete(key)),
  clear: () => ask('readwrite', (store) => store.clear()),
}

export const wordsOf = ({ fields }: Written) => fields.find(([name]) => name === 'body')?.[1] ?? ''
