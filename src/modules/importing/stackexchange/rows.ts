/** The rows of a dump as small values that can wait in the spool until all that belongs to one post is together. */
import type { Place } from '../records.ts'
import type { Attributes, Row } from './xml.ts'

export interface PostRow extends Place {
  t: 'post'
  type: number
  parent: string | null
  accepted: string | null
  created: string
  views: number
  body: string
  title: string
  tags: string
  owner: string | null
  ownerName: string
  editor: string | null
  edited: string | null
  closed: string | null
}

export interface CommentRow extends Place {
  t: 'comment'
  id: string
  text: string
  created: string
  user: string | null
  userName: string
}

export interface VoteRow extends Place {
  t: 'vote'
  type: number
  created: string
  user: string | null
}

export interface HistoryRow extends Place {
  t: 'history'
  type: number
  revision: string
  created: string
  user: string | null
  userName: string
  text: string
  comment: string
}

/** A question says that this answer is the accepted one. */
export interface MarkRow extends Place {
  t: 'mark'
  question: string
  by: string | null
}

export type Spooled = PostRow | CommentRow | VoteRow | HistoryRow | MarkRow

export const kindsOfPost = { question: 1, answer: 2, excerpt: 4, wiki: 5 } as const

const text = (has: Attributes, name: string) => has[name] ?? ''
const id = (has: Attributes, name: string) => has[name] || null
const place = ({ file, row }: Row): Place => ({ file, row })

export const postRow = (row: Row): PostRow => ({
  t: 'post',
  ...place(row),
  type: Number(row.has.PostTypeId),
  parent: id(row.has, 'ParentId'),
  accepted: id(row.has, 'AcceptedAnswerId'),
  created: text(row.has, 'CreationDate'),
  views: Number(row.has.ViewCount ?? 0),
  body: text(row.has, 'Body'),
  title: text(row.has, 'Title'),
  tags: text(row.has, 'Tags'),
  owner: id(row.has, 'OwnerUserId'),
  ownerName: text(row.has, 'OwnerDisplayName'),
  editor: id(row.has, 'LastEditorUserId'),
  edited: id(row.has, 'LastEditDate'),
  closed: id(row.has, 'ClosedDate'),
})

export const commentRow = (row: Row): CommentRow => ({
  t: 'comment',
  ...place(row),
  id: text(row.has, 'Id'),
  text: text(row.has, 'Text'),
  created: text(row.has, 'CreationDate'),
  user: id(row.has, 'UserId'),
  userName: text(row.has, 'UserDisplayName'),
})

export const voteRow = (row: Row): VoteRow => ({
  t: 'vote',
  ...place(row),
  type: Number(row.has.VoteTypeId),
  created: text(row.has, 'CreationDate'),
  user: id(row.has, 'UserId'),
})

export const historyRow = (row: Row): HistoryRow => ({
  t: 'history',
  ...place(row),
  type: Number(row.has.PostHistoryTypeId),
  revision: text(row.has, 'RevisionGUID'),
  created: text(row.has, 'CreationDate'),
  user: id(row.has, 'UserId'),
  userName: text(row.has, 'UserDisplayName'),
  text: text(row.has, 'Text'),
  comment: text(row.has, 'Comment'),
})

/** Dumps tell times in UTC, without saying so. */
export const timeOf = (told: string): Date => new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(told) ? told : `${told}Z`)

/** `<hops><taste>` in older dumps, `|hops|taste|` in newer ones. */
export const tagsOf = (told: string): string[] => told.split(/[<>|]+/).filter(Boolean)
