/** Who follows threads and who has them too, as it comes. */
import { dropImportedPeople, putFollows, putSames } from '#modules/conversations/index.ts'
import type { Entry } from './batch.ts'
import { digestOf } from './digest.ts'
import type { ThreadRecord } from './records.ts'
import type { Writer } from './writer.ts'

/** Where it has changed since the last run. */
export async function writePeople(writer: Writer, entries: readonly Entry<ThreadRecord>[]) {
  const people = entries.flatMap(({ record }) => {
    const { followers = [], same = [] } = record
    return [{ record: { id: record.id, followers, same }, digest: digestOf([followers, same]), at: record.at }]
  })
  for (const { record, at } of people) reportStrangers(writer, record.followers, at)
  const { fresh, changed } = await writer.meet('people', people)
  const touched = [
    ...fresh.filter(({ record }) => record.followers.length + record.same.length > 0),
    ...changed.map(({ entry }) => entry),
  ].filter(({ record }) => writer.refs.get('thread', record.id) !== undefined)
  const threadOf = (id: string) => writer.refs.get('thread', id)!
  await dropImportedPeople(
    writer.tx,
    changed.map(({ entry }) => threadOf(entry.record.id)),
  )
  await putFollows(
    writer.tx,
    touched.flatMap(({ record }) => known(writer, record.followers, threadOf(record.id)).map((row) => ({ ...asElsewhere, ...row }))),
  )
  await putSames(
    writer.tx,
    touched.flatMap(({ record }) => known(writer, record.same, threadOf(record.id))),
  )
  await writer.items(
    touched.map(({ record, digest }) => ({ kind: 'people', foreignId: record.id, localId: threadOf(record.id), digest })),
  )
}

// Other forums only know that somebody follows.
const asElsewhere = { level: 'watching', cause: 'chosen' }

const known = <Row extends { member: string }>({ refs }: Writer, people: readonly Row[], threadId: number) =>
  people.flatMap(({ member, ...row }) => {
    const memberId = refs.get('member', member)
    return memberId === undefined ? [] : [{ threadId, memberId, ...row }]
  })

function reportStrangers(writer: Writer, people: readonly { member: string }[], at: ThreadRecord['at']) {
  for (const { member } of people) if (writer.refs.get('member', member) === undefined) writer.skip('followerUnknown', at)
}
