/** Made exports, big enough to come in several batches. */

/** A forum of Discourse: `count` topics of 40 people who mention each other, half of them solved. */
export const forum = (count: number) => Array.from({ length: count }, (_, index) => topicOf(index + 1))

const people = 900

function topicOf(id: number) {
  return {
    id,
    title: `Question number ${id}?`,
    category_id: id % 3,
    views: id,
    tags: [`tag${id % 7}`],
    posts: Array.from({ length: 1 + (id % 6) }, (_, index) => ({
      id: id * 10 + index,
      post_number: index + 1,
      username: `person${(id * 7 + index) % people}`,
      created_at: new Date(Date.UTC(2020, 0, 1, 0, id, index)).toISOString(),
      cooked: `<p>Text ${id}.${index} with <b>words</b> and <code>code</code>, <a href="/t/x/${(id * 13) % 500}">a link</a>, for
        <a class="mention" href="/u/person${(id * 11) % people}">@person${(id * 11) % people}</a>.</p>`,
      version: 1,
      accepted_answer: id % 2 === 0 && index === 1,
      actions_summary: [{ id: 2, count: id % 4 }],
    })),
  }
}

type Row = Record<string, string | number>

const questions = 160
const users = 450
const on = (day: number) => new Date(Date.UTC(2013, 0, 1 + day, 10)).toISOString().slice(0, -1)

/** A site of Stack Exchange. In 2014 it has less, some of it other than in 2020, and a few things that are gone by then. */
export function brewery(year: 2014 | 2020): Record<string, Row[]> {
  const early = year === 2014
  const numbers = Array.from({ length: questions + 20 }, (_, index) => index + 1).filter((each) => (early ? each <= 100 || each > questions : each <= questions))
  return {
    Users: Array.from({ length: early ? 420 : users }, (_, index) => userRow(index + 1, early)),
    Tags: Array.from({ length: 9 }, (_, index) => ({ Id: index + 1, TagName: `tag-${index}`, Count: 20 })),
    Posts: numbers.flatMap((each) => postRows(each, early)),
    Comments: numbers.flatMap((each) => commentRows(each, early)),
    Votes: numbers.flatMap((each) => voteRows(each, early)),
    PostHistory: numbers.flatMap((each) => historyRows(each, early)),
    PostLinks: numbers.filter((each) => each % 4 === 0).map((each) => ({ Id: each + (early ? 1000 : 0), CreationDate: on(400), PostId: each * 10, RelatedPostId: (each - (early ? 3 : 2)) * 10, LinkTypeId: each % 3 === 0 ? 3 : 1 })),
    Badges: Array.from({ length: early ? 50 : 90 }, (_, index) => ({ Id: index + 1, UserId: index + 1, Name: 'Student', Date: on(index) })),
  }
}

const userRow = (id: number, early: boolean): Row => ({
  Id: id,
  // Some are called alike, some call themselves otherwise later, and one as nobody may be called here.
  DisplayName: id === 7 ? 'admin' : id % 40 === 0 ? 'Sam' : id % 9 === 0 && !early ? `Renamed ${id}` : `Brewer ${id}`,
  CreationDate: on(id),
  AboutMe: id % 5 === 0 ? `<p>Brews <b>${early ? 'little' : 'much'}</b>.</p>` : '',
})

const titleOf = (number: number, early: boolean) => (number % 6 === 0 && early ? `Why number ${number}` : `Why is beer ${number} flat?`)
const edited = (number: number, early: boolean) => number % 3 === 0 && !early

function postRows(number: number, early: boolean): Row[] {
  const id = number * 10
  const answers = Array.from({ length: 1 + (number % 3) }, (_, index) => index + 1).filter((each) => early || each < 3 || number % 6 !== 2)
  const accepted = number % 2 === 0 ? id + (early ? 1 : Math.min(2, answers.length)) : null
  return [
    {
      Id: id, PostTypeId: 1, CreationDate: on(number), ViewCount: number * (early ? 3 : 9), OwnerUserId: number, Title: titleOf(number, early), Tags: `<tag-${number % 9}>`,
      Body: `<p>Beer ${number} is <em>flat</em>.${edited(number, early) ? ' It was cold.' : ''}</p>`,
      ...(accepted && { AcceptedAnswerId: accepted }),
      ...(edited(number, early) && { LastEditorUserId: number + 1, LastEditDate: on(number + 300) }),
      ...(number % 25 === 0 && !early && { ClosedDate: on(number + 350) }),
    },
    ...answers.map((each) => ({ Id: id + each, PostTypeId: 2, ParentId: id, CreationDate: on(number + each), Body: `<p>Answer ${each} to ${number}: prime it.</p>`, ...(each === 3 ? { OwnerDisplayName: `user${number}` } : { OwnerUserId: number + each }) })),
  ]
}

const commentRows = (number: number, early: boolean): Row[] =>
  [0, 1].map((on_) => ({ Id: number * 10 + on_, PostId: number * 10 + on_, Score: 1, Text: `Comment ${number}.${on_}${number % 10 === 5 && !early ? ', edited' : ''}`, CreationDate: on(number + 5), UserId: number + 3 }))

function voteRows(number: number, early: boolean): Row[] {
  const vote = (index: number, type: number, post: number, rest: Row = {}): Row => ({ Id: number * 100 + index, PostId: post, VoteTypeId: type, CreationDate: on(number + 10), ...rest })
  const count = (number % 5) + (early ? 0 : number % 2)
  return [
    ...Array.from({ length: count }, (_, index) => vote(index, index % 4 === 3 ? 3 : 2, number * 10 + (index % 2))),
    vote(20, 5, number * 10, { UserId: number + 4 }),
    vote(21, 2, 999_000 + number),
    vote(22, 16, number * 10 + 1),
  ]
}

function historyRows(number: number, early: boolean): Row[] {
  const id = number * 10
  const row = (index: number, type: number, revision: string, day: number, text: string, rest: Row = {}): Row => ({ Id: number * 20 + index, PostHistoryTypeId: type, PostId: id, RevisionGUID: `${number}-${revision}`, CreationDate: on(day), UserId: number, Text: text, ...rest })
  return [
    row(1, 2, 'a', number, `Beer ${number} is *flat*.`),
    row(2, 1, 'a', number, number % 6 === 0 ? `Why number ${number}` : titleOf(number, early)),
    row(3, 3, 'a', number, `<tag-${number % 9}>`),
    ...(edited(number, early) ? [row(4, 5, 'b', number + 300, `Beer ${number} is *flat*. It was cold.`, { Comment: 'more', UserId: number + 1 })] : []),
    ...(number % 6 === 0 && !early ? [row(5, 4, 'b', number + 300, titleOf(number, false), { UserId: number + 1 })] : []),
    ...(number % 25 === 0 && !early ? [row(6, 10, 'c', number + 350, '', { Comment: '102' })] : []),
  ]
}
