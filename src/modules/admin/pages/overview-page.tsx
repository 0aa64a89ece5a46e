import { Alert } from '#ui/alert.tsx'
import { Figure, Figures } from '#ui/figures.tsx'
import { t } from '../../../texts/index.ts'
import { number } from '../../../texts/writing.ts'
import type { Overview } from '../overview.ts'
import { AdminFrame } from './admin-frame.tsx'

export function OverviewPage(props: Overview) {
  const { members, newMembers, questions, unanswered, posts, mailsWaiting, mailsFailed, files, advice } = props
  return (
    <AdminFrame at="overview" title={t('admin:overview.title')}>
      {advice.length > 0 && (
        <div class="grid gap-3 mb-8">
          {advice.map((each) => (
            <Alert key={each} kind="warning" icon="info">
              {t(`admin:advice.${each}`)}
            </Alert>
          ))}
        </div>
      )}
      <Figures>
        <Figure
          label={t('admin:overview.members')}
          value={number(members)}
          note={t('admin:overview.newMembers', { count: newMembers })}
          href="/members?sort=newest"
        />
        <Figure
          label={t('admin:overview.questions')}
          value={number(questions)}
          note={t('admin:overview.unanswered', { count: unanswered })}
          href="/questions"
        />
        <Figure
          label={t('admin:overview.posts')}
          value={number(posts)}
          note={t('admin:overview.week')}
        />
        <Figure
          label={t('admin:overview.mails')}
          value={number(mailsWaiting)}
          note={t('admin:overview.mailsFailed', { count: mailsFailed })}
        />
      </Figures>
      <p class="text-ink-2 mt-6">{t('admin:overview.files', { count: files.count, room: files.room })}</p>
    </AdminFrame>
  )
}
