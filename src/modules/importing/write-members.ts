/** People as they come: members that nobody has claimed yet, or, from one of our archives, those they were. */
import {
  handleFrom,
  handlesTaken,
  memberJoined,
  type MemberRow,
  putHandles,
  putMembers,
  changeMembers,
  reservedHandles,
} from '#modules/members/index.ts'
import { putMany } from '#platform/many.ts'
import { putPaths } from './addresses.ts'
import type { Entry } from './batch.ts'
import { digestOf } from './digest.ts'
import { ownedBy } from './items.ts'
import type { MemberRecord } from './records.ts'
import type { Writer } from './writer.ts'

type Member = Entry<MemberRecord>

export async function writeMembers(writer: Writer, entries: readonly Member[]) {
  if (entries.length === 0) return
  const { fresh, changed } = await writer.meet('member', entries)
  const ids = await writer.idsFor(
    'member',
    fresh.map((each) => each.record.id),
  )
  const added = fresh.map((entry, index) => ({ entry, id: ids[index]! }))
  await refuseTakenAddresses(writer, fresh)
  await putMembers(
    writer.tx,
    added.map(({ entry, id }) => rowOf(writer, entry.record, id)),
  )
  await writer.passIds('member')
  const mine = await unclaimed(
    writer,
    changed.map(({ entry, item }) => ({ entry, id: item.localId })),
  )
  if (writer.from.ours)
    await putMembers(
      writer.tx,
      mine.map(({ entry, id }) => rowOf(writer, entry.record, id)),
    )
  else
    await changeMembers(
      writer.tx,
      mine.map(({ entry, id }) => changeOf(writer, entry.record, id)),
    )
  await giveHandles(writer, [...added, ...mine])
  for (const { entry, id } of added) welcome(writer, entry.record, id)
  await keep(writer, [...added, ...changed.map(({ entry, item }) => ({ entry, id: item.localId }))])
}

// Somebody who has claimed their account decides themselves what is written about them.
async function unclaimed(writer: Writer, known: { entry: Member; id: number }[]) {
  const rows = await writer.tx.db
    .selectFrom('member')
    .select('id')
    .where('id', 'in', [0, ...known.map((each) => each.id)])
    .where('claimedAt', 'is', null)
    .execute()
  const ids = new Set(rows.map((row) => row.id))
  for (const { entry, id } of known) if (!ids.has(id)) writer.skip('claimed', entry.record.at)
  return known.filter(({ id }) => ids.has(id))
}

/** Two members cannot have one address. It still serves to claim the account. */
async function refuseTakenAddresses(writer: Writer, members: readonly Member[]) {
  const known = members.flatMap(({ record }) =>
    record.standing?.email ? [{ record, standing: record.standing, email: record.standing.email }] : [],
  )
  const taken = await writer.tx.db
    .selectFrom('member')
    .select('email')
    .where('email', 'in', ['', ...known.map((each) => each.email)])
    .execute()
  const addresses = new Set(taken.map((row) => row.email))
  for (const { record, standing, email } of known) {
    if (!addresses.has(email)) continue
    record.standing = { ...standing, email: null }
    writer.skip('emailTaken', record.at)
  }
}

function rowOf(writer: Writer, record: MemberRecord, id: number): MemberRow {
  const standing = record.standing ?? {
    importedAt: isPerson(writer) ? null : writer.tx.now,
    claimedAt: null,
    suspendedAt: null,
    removedAt: null,
    version: 1,
    email: null,
  }
  return {
    ...changeOf(writer, record, id),
    ...standing,
    role: record.role ?? 'member',
    picture: record.picture?.startsWith('/files/') ? record.picture : null,
  }
}

// The people of the sample are members like any other: nobody will come to claim them.
const isPerson = ({ from }: Writer) => from.kind === 'sample'

function changeOf({ prepared }: Writer, record: MemberRecord, id: number) {
  const { headline = '', location = '', website = '', expertise = [], products = [] } = record
  return {
    id,
    name: record.name.trim().slice(0, 100) || '?',
    headline: headline.slice(0, 160),
    location: location.slice(0, 100),
    website: isSafe(website) ? website : '',
    expertise,
    products,
    about: record.about ? (prepared.markdown.get(record.about) ?? '') : '',
    aboutHtml: record.about ? (prepared.cooked.get(record.about)?.html ?? '') : '',
    joinedAt: record.joinedAt,
    lastSeenAt: record.lastSeenAt ?? null,
    removedAt: null,
  }
}

// What stands in an export may be anything; a link runs when it is clicked.
const isSafe = (address: string) => /^https?:\/\/\S+$/.test(address)

function welcome(writer: Writer, record: MemberRecord, id: number) {
  writer.refs.set('member', record.id, id)
  const by = writer.from.kind === 'sample' ? 'sample' : 'import'
  writer.fact(memberJoined, { actorId: id, subjectId: id, spaceId: null, at: record.joinedAt, data: { by } })
}

async function keep(writer: Writer, members: { entry: Member; id: number }[]) {
  await writer.items(
    members.map(({ entry, id }) => ({ kind: 'member', foreignId: entry.record.id, localId: id, digest: entry.digest })),
  )
  await putPaths(
    writer.tx,
    members.flatMap(({ entry, id }) =>
      (entry.record.paths ?? []).map((path) => ({ path, targetKind: 'member' as const, targetId: id })),
    ),
  )
  if (isPerson(writer)) return
  const claims = members.filter(({ entry: { record } }) => !writer.from.ours || record.email || record.standing?.importedAt)
  await putMany(
    writer.tx,
    'importClaim',
    claims.map(({ entry: { record }, id }) => ({
      memberId: id,
      sourceId: writer.run.sourceId,
      email: record.email?.toLowerCase() ?? null,
      emailHash: record.emailHash?.toLowerCase() ?? null,
    })),
    { key: ['memberId'] },
  )
}

interface Wish {
  id: number
  wish: string
  /** What tells this one from others of the same name, whoever came first. */
  behind: string
}

/** Gives each the handle that their record wishes, where it is free; else the same with their old number behind. */
async function giveHandles(writer: Writer, members: { entry: Member; id: number }[]) {
  const wishes = members.map(({ entry, id }) => wishOf(entry.record, id))
  const holders = await handlesTaken(
    writer.tx,
    wishes.map((each) => each.wish),
  )
  const asking = new Set(wishes.map((each) => each.id))
  const others = [...holders.values()].filter((id) => !asking.has(id))
  // Within one source the record decides: who has the handle without a right to it any more makes room.
  const movable = await ownedBy(writer.tx, writer.run, 'member', others)
  const given = new Map<string, number>()
  for (const { id, wish, behind } of wishes) {
    const holder = holders.get(wish)
    const free = !given.has(wish) && (holder === undefined || asking.has(holder) || movable.has(holder))
    given.set(free ? wish : await freeBehind(writer, `${wish.slice(0, 39 - behind.length)}-${behind}`, given, id), id)
  }
  const moved = others
    .filter((id) => movable.has(id))
    .map((id) => ({ id, handle: `${[...holders].find(([, holder]) => holder === id)![0].slice(0, 28)}-${id}` }))
  await putHandles(writer.tx, [...moved, ...[...given].map(([handle, id]) => ({ id, handle }))])
}

function wishOf(record: MemberRecord, id: number): Wish {
  const wish =
    record.handle && /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,38}[\p{L}\p{N}_]$/u.test(record.handle)
      ? record.handle.toLowerCase()
      : handleFrom(record.handle ?? record.name)
  const behind = /^\d+$/.test(record.id) ? record.id : markOf(record.id)
  return { id, wish: wish.length < 2 || reservedHandles.has(wish) ? `${wish}-${behind}` : wish, behind }
}

// Of the id at the source and not of the one here, so that everybody is called the same wherever they come to.
const markOf = (foreignId: string) => digestOf(foreignId).replace(/[^a-z0-9]/gi, '').slice(0, 6).toLowerCase()

async function freeBehind(writer: Writer, wish: string, given: Map<string, number>, id: number): Promise<string> {
  const holder = (await handlesTaken(writer.tx, [wish])).get(wish)
  return given.has(wish) || (holder !== undefined && holder !== id) ? `${wish.slice(0, 28)}-${id}` : wish
}
