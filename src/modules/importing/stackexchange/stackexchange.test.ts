import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { importFrom } from '../index.ts'
import { broken, emptyTown, named, tempFolder, writeDump } from '#test/importing/town.ts'

const day = (number: number) => `2020-01-${String(number).padStart(2, '0')}T10:00:00.000`

const users = [
  { Id: -1, DisplayName: 'Community', CreationDate: day(1) },
  {
    Id: 2,
    DisplayName: 'Ada',
    CreationDate: day(1),
    EmailHash: '4B9BB80620F03EB3719E0A061C14283D',
    AboutMe: '<p>Brews <b>at home</b>.</p>',
  },
  { Id: 3, DisplayName: 'Bob', CreationDate: day(1) },
  { Id: 4, DisplayName: 'bob', CreationDate: day(1) },
  { Id: 5, DisplayName: '北京', CreationDate: day(1) },
]

const posts = [
  {
    Id: 10,
    PostTypeId: 1,
    AcceptedAnswerId: 12,
    CreationDate: day(2),
    ViewCount: 7,
    Body: '<p>Why is it <em>flat</em>?</p>\n',
    OwnerUserId: 2,
    Title: 'Why is my beer flat?',
    Tags: '<c++><head-space>',
    ClosedDate: day(9),
  },
  // After a merge at the source an answer may have a lower number than its question.
  { Id: 8, PostTypeId: 2, ParentId: 10, CreationDate: day(3), Body: '<p>Warm?</p>', OwnerDisplayName: 'user77' },
  {
    Id: 12,
    PostTypeId: 2,
    ParentId: 10,
    CreationDate: day(4),
    Body: '<p>Prime it.</p>',
    OwnerUserId: 3,
    LastEditorUserId: 2,
    LastEditDate: day(5),
  },
  { Id: 13, PostTypeId: 2, ParentId: 99, CreationDate: day(4), Body: '<p>Lost.</p>', OwnerUserId: 3 },
  { Id: 14, PostTypeId: 1, CreationDate: day(6), Body: '<p>Duplicate</p>', OwnerUserId: 4, Title: 'Flat again', Tags: '|c++|' },
  { Id: 20, PostTypeId: 4, CreationDate: day(2), Body: '<p>A language.</p>', OwnerUserId: 2 },
  { Id: 21, PostTypeId: 5, CreationDate: day(2), Body: '<p>A longer story.</p>', OwnerUserId: 2 },
  { Id: 22, PostTypeId: 7, CreationDate: day(2), Body: 'notice', OwnerUserId: -1 },
]

const history = (id: number, type: number, guid: string, postId: number, at: number, text: string, rest: object = {}) => ({
  Id: id,
  PostHistoryTypeId: type,
  PostId: postId,
  RevisionGUID: guid,
  CreationDate: day(at),
  UserId: 2,
  Text: text,
  ...rest,
})

const dump = {
  Users: users,
  Posts: posts,
  Tags: [
    { Id: 1, TagName: 'c++', Count: 2, ExcerptPostId: 20, WikiPostId: 21 },
    { Id: 2, TagName: 'head-space', Count: 1 },
  ],
  Comments: [
    { Id: 1, PostId: 10, Score: 3, Text: '# not a heading, `code` and <b>no tag</b>', CreationDate: day(3), UserId: 3 },
    { Id: 2, PostId: 12, Score: 0, Text: 'Thanks!', CreationDate: day(5), UserDisplayName: 'user77' },
    { Id: 3, PostId: 555, Score: 0, Text: 'On nothing', CreationDate: day(5), UserId: 3 },
  ],
  Votes: [
    { Id: 1, PostId: 12, VoteTypeId: 2, CreationDate: '2020-01-05T00:00:00.000' },
    { Id: 2, PostId: 12, VoteTypeId: 3, CreationDate: '2020-01-06T00:00:00.000' },
    { Id: 3, PostId: 12, VoteTypeId: 2, CreationDate: '2020-01-06T00:00:00.000' },
    // By the day: midnight before the answer was written.
    { Id: 4, PostId: 12, VoteTypeId: 1, CreationDate: '2020-01-04T00:00:00.000' },
    { Id: 5, PostId: 10, VoteTypeId: 5, UserId: 3, CreationDate: '2020-01-07T00:00:00.000' },
    { Id: 6, PostId: 10, VoteTypeId: 5, UserId: 4040, CreationDate: '2020-01-07T00:00:00.000' },
    { Id: 7, PostId: 10, VoteTypeId: 8, UserId: 3, CreationDate: '2020-01-07T00:00:00.000' },
    { Id: 8, PostId: 777, VoteTypeId: 2, CreationDate: '2020-01-07T00:00:00.000' },
    { Id: 9, PostId: 20, VoteTypeId: 2, CreationDate: '2020-01-07T00:00:00.000' },
  ],
  PostHistory: [
    history(1, 2, 'a', 10, 2, 'Why flat?'),
    history(2, 1, 'a', 10, 2, 'Beer flat'),
    history(3, 3, 'a', 10, 2, '<c++>'),
    history(4, 4, 'b', 10, 3, 'Why is my beer flat?'),
    history(5, 6, 'b', 10, 3, '<c++><head-space>'),
    history(6, 5, 'c', 10, 4, 'Why is it *flat*?', { Comment: 'wording', UserId: 3 }),
    history(7, 10, 'd', 10, 9, '{"Voters":[]}', { Comment: '101' }),
    history(8, 2, 'e', 12, 4, 'Prime.'),
    history(9, 5, 'f', 12, 5, 'Prime it.'),
    history(10, 2, 'g', 888, 5, 'of nothing'),
  ],
  PostLinks: [
    { Id: 1, CreationDate: day(7), PostId: 14, RelatedPostId: 10, LinkTypeId: 3 },
    { Id: 2, CreationDate: day(7), PostId: 14, RelatedPostId: 12, LinkTypeId: 1 },
    { Id: 3, CreationDate: day(7), PostId: 14, RelatedPostId: 4040, LinkTypeId: 1 },
  ],
  Badges: [{ Id: 1, UserId: 2, Name: 'Student', Date: day(3) }],
}

let town: Ctx
const bring = (folder: string) => importFrom(town, 'stackexchange', folder, { workFolder: tempFolder() })
const reasons = (report: { skipped: { reason: string; count: number }[] }) =>
  Object.fromEntries(report.skipped.map(({ reason, count }) => [reason, count]))
beforeEach(async () => {
  town = await emptyTown()
})

describe('a Stack Exchange dump', () => {
  test('comes with everything it holds, and says what did not come and why', async () => {
    const report = await bring(writeDump(dump, named('beer.example.com-2020-01')))
    expect(report).toMatchObject({
      source: 'beer.example.com',
      members: 5,
      namesOnly: 1,
      spaces: 1,
      topics: 2,
      questions: 2,
      discussions: 0,
      answers: 2,
      comments: 2,
      acceptedAnswers: 1,
      closed: 1,
      votes: 3,
      follows: 1,
      links: 2,
      revisions: 5,
      removed: 0,
    })
    expect(reasons(report)).toEqual({
      followerUnknown: 1,
      postInMissingThread: 1,
      voteBounty: 1,
      voteOnMissingPost: 1,
      voteOnWiki: 1,
      commentOnMissingPost: 1,
      historyOfMissingPost: 1,
      historyEvent: 1,
      postOfOtherKind: 1,
      linkToMissingPost: 1,
      badge: 1,
      commentScore: 3,
    })
    expect(await broken(town)).toEqual([])
  })

  test('keeps dates, marks, votes, places and history', async () => {
    await bring(writeDump(dump, named('beer.example.com-2020-01')))
    const question = await town.db
      .selectFrom('thread')
      .selectAll()
      .where('title', '=', 'Why is my beer flat?')
      .executeTakeFirstOrThrow()
    expect(question).toMatchObject({
      viewCount: 7,
      answerCount: 2,
      commentCount: 2,
      closedReason: 'It has been asked before.',
      createdAt: new Date(`${day(2)}Z`),
    })
    const accepted = await town.db
      .selectFrom('post')
      .selectAll()
      .where('id', '=', question.acceptedPostId!)
      .executeTakeFirstOrThrow()
    expect(accepted).toMatchObject({ body: 'Prime it.', score: 1, helpfulCount: 2, version: 2, editedAt: new Date(`${day(5)}Z`) })
    expect(question.acceptedAt).toEqual(accepted.createdAt)
    const revisions = await town.db
      .selectFrom('postRevision')
      .innerJoin('post', 'post.id', 'postId')
      .select(['number', 'title', 'topics', 'postRevision.body', 'reason'])
      .where('post.kind', '=', 'opening')
      .orderBy('number')
      .execute()
    expect(revisions).toEqual([
      { number: 1, title: 'Beer flat', topics: ['c-plus-plus'], body: 'Why flat?', reason: '' },
      { number: 2, title: 'Why is my beer flat?', topics: ['c-plus-plus', 'head-space'], body: 'Why flat?', reason: '' },
      {
        number: 3,
        title: 'Why is my beer flat?',
        topics: ['c-plus-plus', 'head-space'],
        body: 'Why is it *flat*?',
        reason: 'wording',
      },
    ])
    expect(await town.db.selectFrom('topic').select(['slug', 'name', 'description']).orderBy('slug').execute()).toEqual([
      { slug: 'c-plus-plus', name: 'c++', description: 'A language.' },
      { slug: 'head-space', name: 'head-space', description: '' },
    ])
    const comment = await town.db
      .selectFrom('post')
      .select('html')
      .where('kind', '=', 'comment')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    expect(comment.html).toContain('# not a heading, <code>code</code> and &lt;b&gt;no tag&lt;/b&gt;')
  })

  test('gives people who share a name handles of their own, and lets them claim their accounts', async () => {
    await bring(writeDump(dump, named('beer.example.com-2020-01')))
    const members = await town.db
      .selectFrom('member')
      .leftJoin('importClaim', 'memberId', 'member.id')
      .select(['handle', 'name', 'emailHash'])
      .orderBy('member.id')
      .execute()
    expect(members.map((each) => each.handle)).toEqual(['community', 'ada', 'bob', 'bob-4', 'member', 'user77'])
    expect(members[1]).toMatchObject({ emailHash: '4b9bb80620f03eb3719e0a061c14283d' })
  })

  test('without PostHistory keeps as revisions what changes from one dump to the next', async () => {
    const { PostHistory: _, ...bare } = dump
    const first = await bring(writeDump(bare, named('beer-2020-01')))
    expect(first).toMatchObject({ questions: 2, answers: 2, revisions: 0 })
    const edited = posts.map((post) =>
      post.Id === 12 ? { ...post, Body: '<p>Prime it, and wait.</p>', LastEditDate: day(20) } : post,
    )
    const second = await bring(writeDump({ ...bare, Posts: edited }, named('beer-2020-02')))
    expect(second).toMatchObject({ source: 'beer', run: 2, revisions: 2 })
    expect(
      (await town.db.selectFrom('postRevision').select('body').orderBy('number').execute()).map((each) => each.body),
    ).toEqual(['Prime it.', 'Prime it, and wait.'])
    expect(await broken(town)).toEqual([])
  })

  test('a text that is only drawn in another way is no edit', async () => {
    const { PostHistory: _, ...bare } = dump
    await bring(writeDump(bare, named('beer-2020-01')))
    const redrawn = posts.map((post) => (post.Id === 12 ? { ...post, Body: '<p>Prime <i>it</i>.</p>' } : post))
    expect(await bring(writeDump({ ...bare, Posts: redrawn }, named('beer-2020-02')))).toMatchObject({ revisions: 0 })
    expect(await town.db.selectFrom('post').select('body').where('body', 'like', 'Prime%').execute()).toEqual([
      { body: 'Prime *it*.' },
    ])
  })

  test('old addresses lead to where things are now', async () => {
    const { addressNow } = await import('../index.ts')
    await bring(writeDump(dump, named('beer.example.com-2020-01')))
    const [thread] = await town.db
      .selectFrom('thread')
      .select(['id', 'slug', 'acceptedPostId'])
      .where('title', 'like', 'Why%')
      .execute()
    const here = `/questions/${thread!.id}/${thread!.slug}`
    expect(await addressNow(town, '/old/beer.example.com/questions/10/why-is-my-beer-flat')).toBe(here)
    expect(await addressNow(town, '/q/10/2')).toBe(here)
    expect(await addressNow(town, '/old/beer.example.com/questions/10/why-is-my-beer-flat/12#12')).toBe(
      `${here}?post=${thread!.acceptedPostId}#post-${thread!.acceptedPostId}`,
    )
    expect(await addressNow(town, '/a/12')).toBe(`${here}?post=${thread!.acceptedPostId}#post-${thread!.acceptedPostId}`)
    expect(await addressNow(town, '/users/2/ada')).toBe('/members/ada')
    expect(await addressNow(town, '/old/beer.example.com/questions/tagged/c++')).toBe('/topics/c-plus-plus')
    // Our own addresses are ours.
    expect(await addressNow(town, '/questions/10')).toBe(null)
    expect(await addressNow(town, '/old/other.example.com/questions/10')).toBe(null)
  })
})
