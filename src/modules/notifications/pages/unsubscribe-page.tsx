import { useChrome } from '#ui/chrome.ts'
import { ActionButton } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { t } from '../../../texts/index.ts'
import type { Unsubscribing } from '../unsubscribe.ts'

/** Where the link in a mail leads. Opening it changes nothing: some programs open every link. */
export function UnsubscribePage({ token, kinds, wanted }: Unsubscribing) {
  const { community } = useChrome()
  const action = `/unsubscribe/${token}`
  return (
    <Page title={t('notifications:unsubscribe.title', { community: community.name })} bare noindex>
      <PageHead title={t(`notifications:unsubscribe.${wanted ? 'stop' : 'stopped'}`)} lead={t('notifications:unsubscribe.lead')} />
      <ul class="f-prose mt-4">{kinds.map(({ kind, name }) => <li key={kind}>{kind === 'group' ? t(name ? 'notifications:unsubscribe.kind.group' : 'notifications:unsubscribe.kind.someGroup', { name }) : t(`notifications:unsubscribe.kind.${kind}`)}</li>)}</ul>
      <div class="mt-6 flex flex-wrap gap-3">
        {wanted
          ? <ActionButton action={action} kind="primary" icon="bell-off">{t('notifications:unsubscribe.go')}</ActionButton>
          : <ActionButton action={action} method="delete" icon="undo-2">{t('notifications:unsubscribe.back')}</ActionButton>}
      </div>
      <p class="mt-8"><a class="f-link" href="/settings/notifications">{t('notifications:unsubscribe.settings')}</a></p>
    </Page>
  )
}
