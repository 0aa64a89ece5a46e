import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { ActionButton } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { t } from '../../../texts/index.ts'

/** Whoever opens the letter: comes in, or signs in with the address that it was sent to. */
export function LetterPage({ token, name, yours }: { token: string; name: string; yours: boolean }) {
  const { viewer } = useChrome()
  const to = encodeURIComponent(`/groups/letters/${token}`)
  return (
    <Page title={t('groups:letter.title', { name })} shape="is-one" noindex>
      <PageHead title={t('groups:letter.title', { name })} lead={t(yours ? 'groups:letter.yours' : viewer ? 'groups:letter.notYours' : 'groups:letter.signIn')} />
      <p class="mt-6 flex flex-wrap gap-2">
        {yours && <ActionButton action={`/groups/letters/${token}`} kind="primary" icon="user-plus">{t('groups:accept')}</ActionButton>}
        {!viewer && <><Button kind="primary" href={`/sign-in?to=${to}`}>{t('groups:letter.toSignIn')}</Button><Button href={`/join?to=${to}`}>{t('groups:letter.toJoin')}</Button></>}
      </p>
    </Page>
  )
}
