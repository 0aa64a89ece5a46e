/** The doors of people: the directory, one member, completion while typing, pictures. */
import { memberId } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { anyone } from '#platform/permissions.ts'
import { found } from '#platform/problems.ts'
import { Completions } from '#ui/completions.tsx'
import { completion, directory, memberShown } from './directory.ts'
import { me } from './me.ts'
import { DirectoryPage } from './pages/directory-page.tsx'
import { MemberPage } from './pages/member-page.tsx'
import { may } from './permissions.ts'
import { pictureFile } from './picture.ts'
import { ByHandle, ByName, Completion, DirectoryJson, DirectoryQuery, MeJson, MemberJson } from './shapes.ts'

// A picture is a picture and nothing else, wherever it is opened.
const pictureHeaders = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-disposition': 'inline',
  'cross-origin-resource-policy': 'same-site',
}

export function memberRoutes(open: Doors) {
  open.get('/members', {
    may: anyone,
    says: 'members:api.list',
    query: DirectoryQuery,
    act: (ctx, { query }) => directory(ctx, query),
    page: ({ rows, next }, _ctx, { query, url }) => (
      <DirectoryPage
        rows={rows}
        next={next}
        asked={query}
        after={new URLSearchParams(url.split('?')[1]).get('older') ?? undefined}
      />
    ),
    json: DirectoryJson,
  })
  open.get('/members/completion', {
    may: may.mention,
    query: Completion,
    act: (ctx, { query }) => completion(ctx, query),
    page: (found) => <Completions {...found} />,
  })
  open.get('/members/:handle', {
    may: anyone,
    says: 'members:api.one',
    params: ByHandle,
    act: (ctx, { params }) => memberShown(ctx, params.handle),
    page: (member, { viewer }) => <MemberPage member={member} own={viewer.id === member.id} />,
    json: MemberJson,
  })
  open.get('/me', {
    may: may.keepAccount,
    says: 'members:api.me',
    act: (ctx) => me(ctx, memberId(ctx)),
    json: MeJson,
  })
  open.get('/files/pictures/:name', {
    may: anyone,
    params: ByName,
    act: async (ctx, { params }) => found(await pictureFile(ctx, params.name)),
    raw: ({ stream }) => ({ type: 'image/webp', body: stream, headers: pictureHeaders }),
  })
}
