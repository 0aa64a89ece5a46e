/** The doors of one's own settings: profile and account. */
import { settings } from '#modules/community/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { Outdated, type Problem } from '#platform/problems.ts'
import { addApiToken, apiTokensOf, removeApiToken } from './api-tokens.ts'
import { browserOf } from './browsers.ts'
import {
  askNewAddress,
  changePassword,
  endOtherSessions,
  endSession,
  ownAccountRow,
  sessionsOf,
  useNewAddress,
  waitingAddress,
} from './own-account.ts'
import { type AccountForm, AccountFormPage } from './pages/account-forms.tsx'
import { AccountPage, type AccountProps, NewAddressPage, NewTokenPage } from './pages/account-page.tsx'
import { CodesPage, SecondSettingsPage } from './pages/second-settings-page.tsx'
import { ProfileSettingsPage } from './pages/profile-settings-page.tsx'
import { addPasskey, newPasskeyQuestion, passkeysOf, removePasskey } from './passkeys.ts'
import { may } from './permissions.ts'
import { changePicture, removePicture } from './picture.ts'
import { choosePresence, showsPresence } from './presence.ts'
import { editProfile, ownProfile } from './profile.ts'
import { chooseLanguage } from './own-language.ts'
import { refusalOf } from './refusal.ts'
import {
  endSecondFactor,
  newBackupCodes,
  proveSecondFactor,
  startSecondFactor,
  waitingSecondFactor,
} from './second-factor.ts'
import {
  ById,
  ByKey,
  ChangeAddress,
  ChangePassword,
  ChosenLanguage,
  Confirmed,
  NewToken,
  PasskeyAdded,
  Picture,
  Presence,
  Profile,
  Saved,
  SecondOn,
  UseLink,
  WithToken,
} from './shapes.ts'
import type { From } from './sign-in.ts'

const cookies = (result: { cookies: string[] }) => result.cookies
const asJson = (body: object) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(body) })
const account = '/settings/account'

export function settingsRoutes(open: Doors) {
  profileRoutes(open)
  accountRoutes(open)
  secondRoutes(open)
  keyRoutes(open)
}

const profileProps = async (ctx: Ctx) => {
  const { products, languages } = await settings(ctx)
  const [profile, shows] = await Promise.all([ownProfile(ctx), showsPresence(ctx, ctx.viewer)])
  return { profile, showsPresence: shows, known: products, language: ctx.viewer.language ?? '', languages }
}

function profileRoutes(open: Doors) {
  open.get('/settings', {
    may: may.keepAccount,
    query: Saved,
    act: profileProps,
    page: (props, _ctx, { query }) => <ProfileSettingsPage {...props} saved={query.saved !== undefined} />,
  })
  open.post('/settings', {
    may: may.keepAccount,
    body: Profile,
    act: (ctx, input) => editProfile(ctx, input.body),
    next: () => '/settings?saved=1',
    again: async (problem, typed, ctx) => {
      const theirs = problem instanceof Outdated ? problem.current : undefined
      return (
        <ProfileSettingsPage
          {...(await profileProps(ctx))}
          typed={typed}
          theirs={theirs}
          refusal={refusalOf(problem)}
        />
      )
    },
  })
  open.post('/settings/presence', {
    may: may.keepAccount,
    body: Presence,
    act: async (ctx, { body }) => {
      await choosePresence(ctx, body.shown)
      return {}
    },
    next: () => '/settings?saved=1#presence',
  })
  open.post('/settings/language', {
    may: may.keepAccount,
    body: ChosenLanguage,
    act: async (ctx, { body }) => {
      await chooseLanguage(ctx, body.language)
      return {}
    },
    next: () => '/settings?saved=1#language',
  })
  const picture = async (problem: Problem, ctx: Ctx) => (
    <ProfileSettingsPage {...(await profileProps(ctx))} refusal={refusalOf(problem)} />
  )
  open.post('/settings/picture', {
    may: may.keepAccount,
    body: Picture,
    act: (ctx, input) => changePicture(ctx, input.body.picture),
    next: () => '/settings?saved=1',
    again: (problem, _typed, ctx) => picture(problem, ctx),
  })
  open.post('/settings/picture/removal', {
    may: may.keepAccount,
    act: removePicture,
    next: () => '/settings?saved=1',
  })
}

async function accountProps(ctx: Ctx, from: From): Promise<AccountProps> {
  const [{ email, twoFactorEnabled }, { sessions, isFresh }, passkeys, tokens] = await Promise.all([
    ownAccountRow(ctx),
    sessionsOf(ctx, from),
    passkeysOf(ctx),
    apiTokensOf(ctx),
  ])
  const named = sessions.map((session) => ({ ...session, ...browserOf(session.browser) }))
  return { email, second: twoFactorEnabled === true, sessions: named, isFresh, passkeys, tokens }
}

function accountRoutes(open: Doors) {
  const again = (form: AccountForm) => (problem: Problem, typed: Record<string, string>) => (
    <AccountFormPage form={form} typed={typed} refusal={refusalOf(problem)} />
  )
  open.get(account, {
    may: may.keepAccount,
    query: Saved,
    act: (ctx, input) => accountProps(ctx, input),
    page: (props, _ctx, { query }) => <AccountPage {...props} saved={query.saved} />,
  })
  open.post('/settings/password', {
    may: may.keepAccount,
    body: ChangePassword,
    act: (ctx, input) => changePassword(ctx, input.body, input),
    next: () => `${account}?saved=password`,
    again: again('password'),
  })
  open.post('/settings/address', {
    may: may.keepAccount,
    body: ChangeAddress,
    act: (ctx, input) => askNewAddress(ctx, input.body, input),
    next: () => `${account}?saved=address`,
    again: again('address'),
  })
  open.get('/settings/account/address', {
    may: may.keepAccount,
    query: WithToken,
    act: (ctx, { query }) => waitingAddress(ctx, query.token ?? ''),
    page: ({ email }, _ctx, { query }) => <NewAddressPage token={query.token ?? ''} email={email} />,
  })
  open.post('/settings/account/address', {
    may: may.keepAccount,
    body: UseLink,
    act: (ctx, input) => useNewAddress(ctx, input.body.token),
    next: () => `${account}?saved=1`,
    again: (problem) => <NewAddressPage token="" email={null} refusal={refusalOf(problem)} />,
  })
  open.post('/settings/sessions/removal', {
    may: may.keepAccount,
    act: endOtherSessions,
    next: () => `${account}?saved=sessions`,
  })
  open.post('/settings/sessions/:id/removal', {
    may: may.keepAccount,
    params: ByKey,
    act: (ctx, input) => endSession(ctx, input.params.id),
    next: () => `${account}?saved=sessions`,
  })
}

const secondProps = async (ctx: Ctx) => ({
  waiting: await waitingSecondFactor(ctx),
  on: (await ownAccountRow(ctx)).twoFactorEnabled === true,
})

function secondRoutes(open: Doors) {
  const again = async (problem: Problem, _typed: object, ctx: Ctx) => (
    <SecondSettingsPage {...(await secondProps(ctx))} refusal={refusalOf(problem)} />
  )
  const next = () => '/settings/second'
  open.get('/settings/second', {
    may: may.keepAccount,
    act: secondProps,
    page: (props) => <SecondSettingsPage {...props} />,
  })
  open.post('/settings/second', {
    may: may.keepAccount,
    body: Confirmed,
    act: (ctx, input) => startSecondFactor(ctx, input.body.password, input),
    next,
    again,
  })
  open.post('/settings/second/proof', {
    may: may.keepAccount,
    body: SecondOn,
    act: (ctx, input) => proveSecondFactor(ctx, input.body.code, input),
    cookies,
    next,
    again,
  })
  open.post('/settings/second/removal', {
    may: may.keepAccount,
    body: Confirmed,
    act: (ctx, input) => endSecondFactor(ctx, input.body.password, input),
    cookies,
    next,
    again,
  })
  open.post('/settings/second/codes', {
    may: may.keepAccount,
    body: Confirmed,
    act: (ctx, input) => newBackupCodes(ctx, input.body.password, input),
    page: ({ codes }) => <CodesPage codes={codes} />,
    again,
  })
}

function keyRoutes(open: Doors) {
  open.post('/settings/passkeys/options', {
    may: may.keepAccount,
    act: newPasskeyQuestion,
    cookies,
    raw: ({ options }) => asJson(options),
  })
  open.post('/settings/passkeys', {
    may: may.keepAccount,
    body: PasskeyAdded,
    act: (ctx, input) => addPasskey(ctx, input.body, input),
    raw: () => asJson({ next: `${account}?saved=1` }),
  })
  open.post('/settings/passkeys/:id/removal', {
    may: may.keepAccount,
    params: ByKey,
    act: (ctx, input) => removePasskey(ctx, input.params.id),
    next: () => `${account}?saved=1`,
  })
  open.post('/settings/tokens', {
    may: may.keepAccount,
    body: NewToken,
    act: (ctx, input) => addApiToken(ctx, input.body),
    page: ({ token }) => <NewTokenPage token={token} />,
    again: (problem, typed) => <AccountFormPage form="token" typed={typed} refusal={refusalOf(problem)} />,
  })
  open.post('/settings/tokens/:id/removal', {
    may: may.keepAccount,
    params: ById,
    act: (ctx, input) => removeApiToken(ctx, input.params.id),
    next: () => `${account}?saved=1`,
  })
}
