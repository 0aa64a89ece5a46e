/** Pictures and files of a mail: kept as those of who wrote it before their words are posted. */
import type { Ctx } from '#platform/ctx.ts'
import { Invalid, Problem } from '#platform/problems.ts'
import { addFile, asKnown, demandFew } from '#modules/files/index.ts'
import { tAny } from '../../texts/index.ts'
import type { ParsedMail } from './letter.ts'

export interface Attached {
  /** In Markdown, to stand below the words. */
  lines: string[]
  /** What was not taken, and why. */
  left: { name: string; why: string }[]
}

export const nothingAttached: Attached = { lines: [], left: [] }

type Part = ParsedMail['attachments'][number]

// More of them are a gallery, and those belong on the page.
const most = 5
// A smaller picture inside the text of a mail is the sign of a company or a face.
const smallestInText = 20_000
const signatures = /^(application\/(pgp-|pkcs7-|x-pkcs7-)|text\/(calendar|x-vcard|vcard)|message\/)/

export const filesIn = ({ attachments }: Pick<ParsedMail, 'attachments'>): Part[] =>
  attachments.filter(({ contentType, related, size }) => !signatures.test(contentType) && !(related && size < smallestInText))

/** Each on its own: one that cannot be taken keeps no other from it. */
export async function keepAttached(ctx: Ctx, mail: Pick<ParsedMail, 'attachments'>): Promise<Attached> {
  const kept: Attached = { lines: [], left: [] }
  const counted = { pictures: 0, attachments: 0 }
  for (const [at, part] of filesIn(mail).entries()) {
    const name = part.filename ?? `${part.contentType.split('/')[0]}-${at + 1}`
    try {
      if (kept.lines.length >= most) throw new Problem(422, 'Many', 'mailbox:left.many', { most })
      kept.lines.push(await keepOne(ctx, name, part.content, counted))
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem
      kept.left.push({ name, why: wordsOf(problem) })
    }
  }
  return kept
}

async function keepOne(ctx: Ctx, name: string, bytes: Buffer, counted: { pictures: number; attachments: number }): Promise<string> {
  const file = asKnown(await addFile(ctx, { name, bytes }))
  const kind = file.picture ? 'pictures' : 'attachments'
  await demandFew(ctx, { ...counted, [kind]: counted[kind] + 1 })
  counted[kind]++
  return `${file.picture ? '!' : ''}[${file.name}](${file.address})`
}

const wordsOf = (problem: Problem) => (problem instanceof Invalid ? Object.values(problem.fields).map((key) => tAny(key)).join(' ') : tAny(problem.message, problem.params))
