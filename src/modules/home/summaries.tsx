/** The summary by mail: a job each quarter of an hour, each member in a transaction of their own. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import { languageForReader, settings } from '#modules/community/index.ts'
import { claimSummary, fromTheHouse, readerOf, summariesDue, type SummaryDue, unsubscribeAddress, unsubscribeHeaders, workThrough } from '#modules/notifications/index.ts'
import { renderMail } from '#ui/mail.tsx'
import { inLanguage, t } from '../../texts/index.ts'
import { SummaryMail } from './pages/summary-mail.tsx'
import { type Summary, summaryFor } from './summary-queries.ts'

// Who was away for a year is not told of a year.
const mostDays = 14

export const writeSummaries = job('home.summaries', z.object({}), (ctx) => workThrough(ctx, { page: (after) => summariesDue(ctx, after), write: writeSummary, what: 'summaries' }), '*/15 * * * *')

async function writeSummary(tx: Ctx, due: SummaryDue): Promise<void> {
  if (!(await claimSummary(tx, due))) return
  const to = await readerOf(tx, due.id)
  const since = new Date(Math.max(due.since.getTime(), tx.now.getTime() - mostDays * 86_400_000))
  const summary = to && (await summaryFor({ ...tx, viewer: to.viewer }, since))
  if (!summary) return
  const { config } = tx
  const community = await settings(tx)
  const stop = unsubscribeAddress(tx, { memberId: due.id, kinds: ['summary'] })
  const name = to.viewer.name.split(' ')[0]!
  const letter = inLanguage(languageForReader(community, to.viewer.language), () => ({
    kind: 'summary',
    to: to.email,
    subject: subjectOf(summary, community.name),
    html: renderMail(<SummaryMail {...summary} name={name} settings={community} baseUrl={config.baseUrl} stop={stop} />),
    text: textOf(summary, { name, baseUrl: config.baseUrl, stop }),
    headers: { ...unsubscribeHeaders(stop), ...fromTheHouse },
  }))
  await sendMail(tx, letter)
}

function subjectOf({ news, more, couldAnswer, reading, groups }: Summary, community: string): string {
  if (news[0] && news.length + more === 1) return t('home:summary.subject.one', { title: news[0].title })
  if (news.length > 0) return t('home:summary.subject.news', { count: news.length + more, community })
  if (couldAnswer.length > 0) return t('home:summary.subject.open', { count: couldAnswer.length, community })
  return t('home:summary.subject.reading', { title: (groups[0]?.threads[0] ?? reading[0]!).title })
}

function textOf({ news, couldAnswer, reading, groups }: Summary, { name, baseUrl, stop }: { name: string; baseUrl: string; stop: string }): string {
  const part = (title: string, rows: { title: string; path: string }[]) =>
    rows.length === 0 ? '' : `${title}\n${rows.map((row) => `- ${row.title}\n  ${baseUrl}${row.path}`).join('\n')}\n\n`
  return `${t('home:summary.hello', { name })}\n\n${part(t('home:summary.news'), news)}${part(t('home:summary.open'), couldAnswer)}${groups.map(({ name: group, threads }) => part(t('home:summary.inGroup', { name: group }), threads)).join('')}${part(t('home:summary.reading'), reading)}${t('notifications:mail.stop')}: ${stop}\n`
}
