/** Who said what to a post. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Person, person } from '#modules/members/index.ts'
import type { ReactionKind } from './pages/reaction-kinds.ts'
import { type PostInThread, postShown } from './post-queries.ts'

export interface Reacted {
  kind: ReactionKind
  count: number
  people: Person[]
}

export interface PostReactions {
  post: PostInThread
  reactions: Reacted[]
}

// Nobody reads more names.
const mostPeople = 200

/** @param only of one kind; a card beside it shows few */
export async function reactionsOf(ctx: Ctx, postId: number, { only, most = mostPeople }: { only?: ReactionKind | undefined; most?: number | undefined } = {}): Promise<PostReactions> {
  const post = await postShown(ctx, postId)
  const { rows } = await sql<{ kind: ReactionKind; member: Person }>`
    select kind, ${person('said.member_id')} as member from (
      select kind, member_id, row_number() over (partition by kind order by at desc, member_id) as place from reaction where post_id = ${postId}) said
    where place <= ${most} and (${only ?? null}::text is null or kind = ${only ?? null}) order by kind, place`.execute(ctx.db)
  const byKind = Map.groupBy(rows, ({ kind }) => kind)
  return { post, reactions: [...byKind].map(([kind, said]) => ({ kind, count: post.reactions[kind] ?? said.length, people: said.map(({ member }) => member) })) }
}
