/** The addresses of reactions. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById, Id } from '#platform/input.ts'
import { anyone } from '#platform/permissions.ts'
import { Replace } from '#ui/turbo.tsx'
import { PersonJson, PostJson } from './json.ts'
import { postPlace } from './pages/post-frame.tsx'
import { reactionKinds } from './pages/reaction-kinds.ts'
import { ReactionCard, Reactions, ReactionsPage } from './pages/reactions.tsx'
import { may } from './permissions.ts'
import { type PostInThread, postShown } from './post-queries.ts'
import { reactionsOf } from './reaction-queries.ts'
import { react, unreact } from './reactions.ts'

const Kind = z.enum(reactionKinds)
const OfKind = z.object({ id: Id, kind: Kind })
const ReactionsJson = z.object({ reactions: z.array(z.object({ kind: Kind, count: z.number(), people: z.array(PersonJson) })) })

export function reactionRoutes(open: Doors) {
  open.get('/posts/:id/reactions', {
    may: anyone,
    says: 'conversations:api.reactions',
    params: ById,
    json: ReactionsJson,
    act: (ctx, { params }) => reactionsOf(ctx, params.id),
    page: (about) => <ReactionsPage {...about} />,
  })

  // A card beside the count; opened by itself it is a part of the page of all.
  open.get('/posts/:id/reactions/:kind', {
    may: anyone,
    params: OfKind,
    act: (ctx, { params }) => reactionsOf(ctx, params.id, { only: params.kind, most: 12 }),
    moved: (_about, _ctx, { params, headers }) => (headers['turbo-frame'] ? null : `/posts/${params.id}/reactions`),
    page: (about, _ctx, { params }) => <ReactionCard {...about} kind={params.kind} />,
  })

  const door = {
    may: may.react,
    params: OfKind,
    json: PostJson,
    next: postPlace,
    stream: (post: PostInThread) => <Replace target={`reactions-${post.id}`}><Reactions post={post} /></Replace>,
  }
  const after = async (ctx: Ctx, { id }: { id: number }) => postShown(ctx, id)
  open.put('/posts/:id/reactions/:kind', {
    ...door,
    says: 'conversations:api.react',
    act: async (ctx, { params }) => after(ctx, await react(ctx, params.id, params.kind)),
  })
  open.delete('/posts/:id/reactions/:kind', {
    ...door,
    says: 'conversations:api.unreact',
    act: async (ctx, { params }) => after(ctx, await unreact(ctx, params.id, params.kind)),
  })
}
