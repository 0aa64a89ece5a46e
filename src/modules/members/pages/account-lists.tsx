/** What belongs to an account and can be taken from it: passkeys, signed-in browsers, keys for programs. */
import type { ComponentChildren } from 'preact'
import { Alert } from '#ui/alert.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { ActionButton } from '#ui/form.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { Meta } from '#ui/meta.tsx'
import { Time } from '#ui/time.tsx'
import { t } from '../../../texts/index.ts'
import { TokenForm } from './account-forms.tsx'
import type { AccountProps } from './account-page.tsx'
import { Part } from '#ui/settings-frame.tsx'

export function Passkeys({ passkeys, isFresh }: Pick<AccountProps, 'passkeys' | 'isFresh'>) {
  return (
    <Part id="passkeys" title={t('members:account.passkeys')} lead={t('members:account.passkeysLead')}>
      <Things label={t('members:account.passkeys')}>
        {passkeys.map(({ id, name, createdAt }) => (
          <Thing
            key={id}
            title={name || t('members:account.passkeyNameless')}
            remove={`/settings/passkeys/${encodeURIComponent(id)}/removal`}
            word={t('members:account.remove')}
          >
            {createdAt && (
              <span>
                {t('members:account.added')} <Time at={createdAt} />
              </span>
            )}
          </Thing>
        ))}
      </Things>
      {isFresh ? (
        <NewPasskey />
      ) : (
        <Alert actions={<Button href="/sign-in?to=/settings/account">{t('members:signIn.go')}</Button>}>
          {t('members:account.stalePasskey')}
        </Alert>
      )}
    </Part>
  )
}

/** The controller shows it where the browser knows passkeys. */
function NewPasskey() {
  const data = {
    'data-controller': 'passkey',
    'data-passkey-options-value': '/settings/passkeys/options',
    'data-passkey-url-value': '/settings/passkeys',
    'data-passkey-next-value': '/settings/account?saved=1',
    'data-passkey-failed-value': t('members:passkey.failed'),
  }
  return (
    <div {...data}>
      <div class="grid gap-3" data-passkey-target="button" hidden>
        <TextField
          id="passkey-name"
          name="passkey-name"
          optional
          maxlength={60}
          label={t('members:account.passkeyName')}
          help={t('members:account.passkeyNameHelp')}
          {...{ 'data-passkey-target': 'name' }}
        />
        <div>
          <Button icon="fingerprint-pattern" id="add-passkey" data-action="passkey#register">
            {t('members:account.passkeyAdd')}
          </Button>
        </div>
        <p class="f-err" role="alert" data-passkey-target="problem" hidden />
      </div>
    </div>
  )
}

export function Sessions({ sessions }: Pick<AccountProps, 'sessions'>) {
  return (
    <Part id="sessions" title={t('members:account.sessions')} lead={t('members:account.sessionsLead')}>
      <Things label={t('members:account.sessions')}>
        {sessions.map(({ id, program, system, current, updatedAt, createdAt }) => (
          <Thing
            key={id}
            title={
              <>
                {nameOf(program, system)}{' '}
                {current && (
                  <Badge kind="success" icon="check">
                    {t('members:account.thisOne')}
                  </Badge>
                )}
              </>
            }
            remove={current ? undefined : `/settings/sessions/${encodeURIComponent(id)}/removal`}
            word={t('members:account.signOut')}
          >
            <span>
              {t('members:account.since')} <Time at={createdAt} />
            </span>
            <span>
              {t('members:account.seen')} <Time at={updatedAt} />
            </span>
          </Thing>
        ))}
      </Things>
      {sessions.length > 1 && (
        <ActionButton action="/settings/sessions/removal" icon="log-out" id="end-sessions">
          {t('members:account.signOutOthers')}
        </ActionButton>
      )}
      <div class="mt-4">
        <ActionButton action="/sign-out" kind="ghost" icon="log-out" id="sign-out">
          {t('members:signOut')}
        </ActionButton>
      </div>
    </Part>
  )
}

function nameOf(program: string | undefined, system: string | undefined): string {
  if (program && system) return t('members:account.browserOn', { program, system })
  return program ?? system ?? t('members:account.browserUnknown')
}

export function Tokens({ tokens }: Pick<AccountProps, 'tokens'>) {
  return (
    <Part id="tokens" title={t('members:account.tokens')} lead={t('members:account.tokensLead')}>
      <Things label={t('members:account.tokens')}>
        {tokens.map(({ id, name, hint, mayWrite, lastUsedAt }) => (
          <Thing
            key={id}
            title={name}
            remove={`/settings/tokens/${id}/removal`}
            word={t('members:account.takeBack')}
          >
            <code>{t('members:account.tokenEnd', { hint })}</code>
            {t(mayWrite ? 'members:account.tokenWrite' : 'members:account.tokenRead')}
            {lastUsedAt ? (
              <span>
                {t('members:account.used')} <Time at={lastUsedAt} />
              </span>
            ) : (
              t('members:account.unused')
            )}
          </Thing>
        ))}
      </Things>
      <TokenForm />
    </Part>
  )
}

const Things = ({ label, children }: { label: string; children: ComponentChildren[] }) =>
  children.length > 0 ? (
    <ul class="border-t border-line mb-4" aria-label={label}>
      {children}
    </ul>
  ) : null

function Thing({
  title,
  remove,
  word,
  children,
}: {
  title: ComponentChildren
  remove?: string | undefined
  word: string
  children: ComponentChildren
}) {
  return (
    <li class="flex flex-wrap items-center gap-3 py-3 border-b border-line">
      <div class="min-w-0 flex-1">
        <p class="font-semibold">{title}</p>
        <Meta>{children}</Meta>
      </div>
      {remove && (
        <ActionButton action={remove} size="sm">
          {word}
          <Hidden> {typeof title === 'string' ? title : ''}</Hidden>
        </ActionButton>
      )}
    </li>
  )
}
