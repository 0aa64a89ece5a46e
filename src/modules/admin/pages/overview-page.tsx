import { Alert } from '#ui/alert.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Figure, Figures } from '#ui/figures.tsx'
import { t } from '../../../texts/index.ts'
import type { Overview } from '../overview.ts'
import { AdminFrame } from './admin-frame.tsx'

export function OverviewPage(props: Overview) {
  const { members, newMembers, questions, unanswered, posts, mailsWaiting, mailsFailed, advice } = props
  const { lang } = useChrome()
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
          value={members.toLocaleString(lang)}
          note={t('admin:overview.newMembers', { count: newMembers })}
          href="/members?sort=newest"
        />
        <Figure
          label={t('admin:overview.questions')}
          value={questions.toLocaleString(lang)}
          note={t('admin:overview.unanswered', { count: unanswered })}
          href="/questions"
        />
        <Figure
          label={t('admin:overview.posts')}
          value={posts.toLocaleString(lang)}
          note={t('admin:overview.week')}
        />
        <Figure
          label={t('admin:overview.mails')}
          value={mailsWaiting.toLocaleString(lang)}
          note={t('admin:overview.mailsFailed', { count: mailsFailed })}
        />
      </Figures>
    </AdminFrame>
  )
}
