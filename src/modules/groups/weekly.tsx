/** A group's own mail each week: a job each quarter of an hour, each mail in a transaction of its own. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import { languageForReader, settings } from '#modules/community/index.ts'
import { fromTheHouse, readerOf, unsubscribeAddress, unsubscribeHeaders, workThrough } from '#modules/notifications/index.ts'
import { renderMail } from '#ui/mail.tsx'
import { inLanguage, t } from '../../texts/index.ts'
import { WeeklyMail } from './pages/weekly-mail.tsx'
import { groupPath } from './pages/words.ts'
import { claimWeekly, type Weekly, type WeeklyDue, weekliesDue, weeklyFor } from './weekly-queries.ts'

const mostDays = 14

export const writeWeeklies = job('groups.weekly', z.object({}), (ctx) => workThrough(ctx, { page: (after) => weekliesDue(ctx, after), write: writeWeekly, what: 'weekly mails of groups' }), '*/15 * * * *')

async function writeWeekly(tx: Ctx, due: WeeklyDue): Promise<void> {
  if (!(await claimWeekly(tx, due))) return
  const to = await readerOf(tx, due.memberId)
  const since = new Date(Math.max(due.since.getTime(), tx.now.getTime() - mostDays * 86_400_000))
  const weekly = to && (await weeklyFor({ ...tx, viewer: to.viewer }, due.spaceId, since))
  if (!weekly) return
  const { baseUrl } = tx.config
  const community = await settings(tx)
  const stop = unsubscribeAddress(tx, { memberId: due.memberId, kinds: [`group-${due.spaceId}`] })
  await sendMail(tx, inLanguage(languageForReader(community, to.viewer.language), () => ({
    kind: 'groupWeekly',
    to: to.email,
    subject: subjectOf(weekly),
    html: renderMail(<WeeklyMail {...weekly} settings={community} baseUrl={baseUrl} stop={stop} />),
    text: textOf(weekly, { baseUrl, stop }),
    headers: { ...unsubscribeHeaders(stop), ...fromTheHouse },
  })))
}

const subjectOf = ({ group, fresh, moved }: Weekly) => {
  const first = fresh[0] ?? moved[0]
  return first ? t('groups:weekly.subject', { name: group.name, title: first.title }) : t('groups:weekly.subjectPeople', { name: group.name })
}

function textOf({ group, fresh, moved, people }: Weekly, { baseUrl, stop }: { baseUrl: string; stop: string }): string {
  const part = (title: string, rows: { title: string; path: string }[]) => (rows.length === 0 ? '' : `${title}\n${rows.map((row) => `- ${row.title}\n  ${baseUrl}${row.path}`).join('\n')}\n\n`)
  const came = people && people.came.length > 0 ? `${t('groups:weekly.came')}: ${people.came.map(({ name }) => name).join(', ')}\n\n` : ''
  const asking = people && people.asking > 0 ? `${t('groups:weekly.asking', { count: people.asking })}\n${baseUrl}${groupPath(group, '/members')}\n\n` : ''
  return `${t('groups:weekly.title', { name: group.name })}\n\n${part(t('groups:weekly.fresh'), fresh)}${part(t('groups:weekly.moved'), moved)}${came}${asking}${baseUrl}${groupPath(group)}\n\n${t('notifications:mail.stop')}: ${stop}\n`
}
