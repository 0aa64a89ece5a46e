import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { buffer } from 'node:stream/consumers'
import tar from 'tar-stream'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { addressNow, importFrom } from '../index.ts'
import { broken, emptyTown, named, tempFolder } from '#test/importing/town.ts'

const at = (minute: number) => `2019-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`

const post = (number: number, user: string | null, cooked: string, rest: object = {}) => ({
  id: 100 + number,
  username: user,
  name: user === 'Ada_L' ? 'Ada' : '',
  user_id: user ? ({ Ada_L: 1, bob: 2, carla: 3 }[user] ?? -1) : undefined,
  created_at: at(number),
  updated_at: at(number),
  version: 1,
  cooked,
  post_number: number,
  post_type: 1,
  reply_to_post_number: null,
  accepted_answer: false,
  actions_summary: [],
  link_counts: [],
  hidden: false,
  ...rest,
})

const topic = {
  id: 30,
  title: 'Failed to connect',
  slug: 'failed-to-connect',
  views: 192,
  created_at: at(1),
  last_posted_at: at(9),
  category_id: 10,
  tags: ['Network'],
  closed: true,
  archived: false,
  pinned_at: null,
  archetype: 'regular',
  post_stream: {
    stream: [101, 102, 103, 104, 105, 106, 107, 108, 109, 110],
    posts: [
      post(1, 'Ada_L', '<p>It does not connect.</p>', { actions_summary: [{ id: 2, count: 2 }] }),
      post(
        2,
        'bob',
        '<p>Try <a class="mention" href="/u/ada_l">@Ada_L</a> again, see <a href="https://forum.example.com/t/hello/31/2">this</a>.</p>',
        { accepted_answer: true, actions_summary: [{ id: 2, count: 1 }] },
      ),
      post(3, 'Ada_L', '<p>It works.</p>', { reply_to_post_number: 2 }),
      post(4, 'bob', '<p>Good.</p>', { accepted_answer: true, reply_to_post_number: 5 }),
      post(5, 'bob', '<p>Buy my <b>things</b>.</p>', { hidden: true, actions_summary: [{ id: 2, count: 1 }] }),
      post(6, 'system', '', { post_type: 3, action_code: 'closed.enabled' }),
      post(7, 'bob', '<p>psst</p>', { post_type: 4 }),
      post(8, null, '<p>From a deleted account.</p>'),
      post(9, 'carla', '<p>Edited.</p>', {
        version: 3,
        updated_at: at(30),
        link_counts: [
          { url: 'https://forum.example.com/t/hello/31', internal: true, reflection: false },
          { url: 'https://forum.example.com/t/gone/999', internal: true, reflection: false },
        ],
      }),
    ],
  },
}
const plain = {
  id: 31,
  title: 'Hello everybody',
  posts: [
    { post_number: 1, username: 'carla', created_at: at(2), cooked: '<p>Nice to meet you.</p>' },
    { post_number: 2, username: 'bob', created_at: at(3), cooked: '<p>Welcome.</p>' },
  ],
}

let town: Ctx
const bring = (input: string, more = {}) => importFrom(town, 'discourse', input, { workFolder: tempFolder(), ...more })
const reasons = (report: { skipped: { reason: string; count: number }[] }) =>
  Object.fromEntries(report.skipped.map(({ reason, count }) => [reason, count]))
const lines = (...topics: object[]) => topics.map((each) => JSON.stringify(each)).join('\r\n')
beforeEach(async () => {
  town = await emptyTown()
})

describe('a Discourse forum', () => {
  test('comes with everything it holds, and says what did not come and why', async () => {
    const file = path.join(named('x'), 'forum.example.com-2020-01-01.jsonl.gz')
    writeFileSync(
      file,
      gzipSync(
        `\ufeff${lines(topic, plain, { id: 32, title: 'Secret', archetype: 'private_message', posts: [post(1, 'bob', '<p>psst</p>')] })}\n{ broken`,
      ),
    )
    const report = await bring(file)
    expect(report).toMatchObject({
      source: 'forum.example.com',
      members: 4,
      namesOnly: 1,
      spaces: 2,
      questions: 1,
      discussions: 1,
      answers: 5,
      replies: 1,
      acceptedAnswers: 1,
      closed: 1,
      votes: 3,
      links: 1,
      removed: 1,
    })
    expect(reasons(report)).toEqual({
      privateMessage: 1,
      unreadable: 1,
      postNotInExport: 1,
      smallAction: 1,
      whisper: 1,
      secondAcceptedAnswer: 1,
      hiddenPost: 1,
      likeOfHiddenPost: 1,
      linkToMissingPost: 1,
    })
    expect(await broken(town)).toEqual([])
  })

  test('posts keep their place, their likes, what they answer and whom they mention', async () => {
    const file = path.join(named('x'), 'forum.jsonl')
    writeFileSync(file, lines(topic, plain))
    await bring(file, { categories: categoriesFile() })
    const rows = await town.db
      .selectFrom('post')
      .innerJoin('thread', 'thread.id', 'threadId')
      .leftJoin('post as above', 'above.id', 'post.parentId')
      .select(['post.body', 'post.kind', 'above.body as answers', 'post.helpfulCount', 'post.removedAt'])
      .where('thread.title', '=', 'Failed to connect')
      .orderBy('post.createdAt')
      .execute()
    expect(rows.map((row) => [row.kind, row.body, row.answers, row.helpfulCount, row.removedAt !== null])).toEqual([
      ['opening', 'It does not connect.', null, 2, false],
      ['answer', 'Try @Ada_L again, see [this](/old/forum.example.com/t/hello/31/2).', null, 1, false],
      ['answer', 'It works.', 'Try @Ada_L again, see [this](/old/forum.example.com/t/hello/31/2).', 0, false],
      ['answer', 'Good.', null, 0, false],
      ['answer', 'Buy my **things**.', null, 1, true],
      ['answer', 'From a deleted account.', null, 0, false],
      ['answer', 'Edited.', null, 0, false],
    ])
    expect(await town.db.selectFrom('mention').innerJoin('member', 'member.id', 'memberId').select('handle').execute()).toEqual([
      { handle: 'ada_l' },
    ])
    expect(await town.db.selectFrom('space').select('name').orderBy('name').execute()).toEqual([
      { name: 'Example' },
      { name: 'Help & support' },
    ])
    expect(await addressNow(town, '/t/failed-to-connect/30/2')).toMatch(/^\/questions\/\d+\/failed-to-connect\?post=/)
    expect(await addressNow(town, '/old/forum.example.com/t/30')).toMatch(/^\/questions\/\d+\/failed-to-connect$/)
    expect(await addressNow(town, '/u/Ada_L/summary')).toBe('/members/ada_l')
    // What did not come is still there, for those who follow an old link.
    expect(await addressNow(town, '/old/forum.example.com/t/gone/999')).toBe('https://forum.example.com/t/gone/999')
    expect(await addressNow(town, '/old/evil.example.com/t/gone/999')).toBe(null)
  })

  test('is the same from single files and from an archive', async () => {
    const folder = named('forum.example.com')
    writeFileSync(path.join(folder, 'hello.31.json'), JSON.stringify(plain))
    writeFileSync(path.join(folder, 'failed-to-connect.30.json'), JSON.stringify(topic))
    const fromFolder = await bring(folder)
    town = await emptyTown()
    const archive = path.join(named('x'), 'forum.example.com-2020-01-01.tar.gz')
    writeFileSync(
      archive,
      gzipSync(
        await packed({
          'topics/failed-to-connect.30.json': JSON.stringify(topic),
          'topics/hello.31.json': JSON.stringify(plain),
        }),
      ),
    )
    const fromArchive = await bring(archive)
    const bare = ({ seconds: _, ...report }: typeof fromFolder) => ({ ...report, skipped: reasons(report) })
    expect(bare(fromArchive)).toEqual(bare(fromFolder))
  })

  test('takes names, places and closed doors of categories from the file that the API gives', async () => {
    const folder = named('forum.example.com')
    writeFileSync(path.join(folder, 'failed-to-connect.30.json'), JSON.stringify(topic))
    writeFileSync(
      path.join(folder, 'categories.json'),
      JSON.stringify({
        category_list: {
          categories: [
            { id: 10, name: 'Network', slug: 'network', description_text: 'Wires.', parent_category_id: 4 },
            { id: 4, name: 'Support', slug: 'help', read_restricted: true },
          ],
        },
      }),
    )
    await bring(folder)
    const spaces = await town.db
      .selectFrom('space')
      .leftJoin('space as above', 'above.id', 'space.parentId')
      .select(['space.name', 'space.slug', 'space.description', 'space.see', 'above.name as in'])
      .orderBy('space.id')
      .execute()
    expect(spaces).toEqual([
      { name: 'Support', slug: 'help', description: '', see: 'team', in: null },
      { name: 'Network', slug: 'network', description: 'Wires.', see: 'team', in: 'Support' },
    ])
  })

  test('topics are questions where solutions are marked, where the title asks, or the text where nothing is ever marked', async () => {
    const about = (id: number, title: string, cooked: string, category: number, solved = false) => ({
      id,
      title,
      category_id: category,
      posts: [post(1, 'bob', cooked), post(2, 'carla', '<p>So.</p>', { accepted_answer: solved })].map((each) => ({
        ...each,
        id: id * 10 + each.post_number,
      })),
    })
    const kinds = async (topics: object[]) => {
      town = await emptyTown()
      const file = path.join(named('x'), 'forum.jsonl')
      writeFileSync(file, lines(...topics))
      await bring(file)
      return Object.fromEntries(
        (await town.db.selectFrom('thread').select(['title', 'kind']).execute()).map((row) => [row.title, row.kind]),
      )
    }
    const asks = '<p>Does it?</p>'
    expect(
      await kinds([
        about(1, 'A', asks, 1, true),
        about(2, 'B', asks, 1, true),
        about(3, 'C', asks, 1, true),
        about(4, 'D', '<p>.</p>', 1),
        about(5, 'E', asks, 2),
        about(6, 'How so', '<p>.</p>', 2),
      ]),
    ).toEqual({ A: 'question', B: 'question', C: 'question', D: 'question', E: 'discussion', 'How so': 'question' })
    expect(
      await kinds([about(1, 'A', asks, 1), about(2, 'B', '<p>Look.</p><pre>a ? b : c</pre><a href="/?x">x</a>', 1)]),
    ).toEqual({ A: 'question', B: 'discussion' })
  })
})

function categoriesFile(): string {
  const file = path.join(tempFolder(), 'names.json')
  writeFileSync(file, JSON.stringify({ 10: 'Help & support' }))
  return file
}

async function packed(files: Record<string, string>): Promise<Buffer> {
  const pack = tar.pack()
  for (const [name, content] of Object.entries(files)) pack.entry({ name }, content)
  pack.finalize()
  return buffer(pack)
}
