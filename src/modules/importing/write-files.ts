/** Files of an archive. They keep their keys, so the addresses that stand in texts stay true. */
import { putFiles } from '#modules/files/index.ts'
import type { FileRecord } from './records.ts'
import type { Writer } from './writer.ts'

export async function writeFiles({ refs, tx }: Writer, records: readonly FileRecord[]): Promise<void> {
  if (records.length === 0) return
  refs.want('member', ...records.map((record) => record.owner))
  await refs.find(tx)
  const rows = records.flatMap(({ id, owner, kind: _, at: __, ...file }) => {
    const ownerId = refs.get('member', owner)
    return ownerId === undefined ? [] : [{ ...file, key: id, ownerId, state: 'ready' as const, received: file.size, unusedSince: tx.now }]
  })
  await putFiles(tx, rows)
}
