/** The doors of signing in: pages and plain forms; the two of passkeys speak JSON with the browser. */
import { settings } from '#modules/community/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { isMailless } from '#platform/mail.ts'
import { anyone } from '#platform/permissions.ts'
import { refusalOf } from './refusal.ts'
import { askByMail, isTicketGood, setForgottenPassword, useLink } from './by-mail.ts'
import { demoPeople } from './demo.ts'
import { askToJoin, finishJoining, verification } from './joining.ts'
import { AskByMailPage, AskedByMailPage, NewPasswordPage, UseLinkPage } from './pages/by-mail-pages.tsx'
import { JoinPage, JoinSentPage, VerifyPage } from './pages/join-page.tsx'
import { SecondPage } from './pages/second-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { passkeyQuestion, signInByPasskey } from './passkeys.ts'
import { safePath, withTo } from './places.ts'
import {
  AskLink,
  DemoSignIn,
  Forgotten,
  Join,
  NewPassword,
  PasskeyAnswer,
  Second,
  SignIn,
  Toward,
  UseLink,
  Verify,
  WithToken,
} from './shapes.ts'
import { giveSecondFactor, signIn, signInDemo, type SignedIn, signOut } from './sign-in.ts'

const cookies = (result: { cookies: string[] }) => result.cookies
const onward = ({ second }: SignedIn, to: string | undefined) =>
  second ? withTo('/sign-in/second', to) : safePath(to)
const asJson = (body: object) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(body) })

export function signInRoutes(open: Doors) {
  passwordRoutes(open)
  secondRoutes(open)
  joinRoutes(open)
  linkRoutes(open)
  forgottenRoutes(open)
  passkeyRoutes(open)
}

const signInProps = async (ctx: Ctx) => ({
  demo: await demoPeople(ctx),
  tagline: (await settings(ctx)).tagline,
})

function passwordRoutes(open: Doors) {
  open.get('/sign-in', {
    may: anyone,
    query: Toward,
    act: signInProps,
    page: (props, _ctx, { query }) => <SignInPage {...props} to={safePath(query.to)} />,
  })
  open.post('/sign-in', {
    may: anyone,
    body: SignIn,
    act: (ctx, input) => signIn(ctx, input.body, input),
    cookies,
    next: (result, _ctx, { body }) => onward(result, body.to),
    again: async (problem, { to, email }, ctx) => (
      <SignInPage
        {...(await signInProps(ctx))}
        to={safePath(to)}
        email={email}
        refusal={refusalOf(problem)}
      />
    ),
  })
  open.post('/sign-in/demo', {
    may: anyone,
    body: DemoSignIn,
    act: (ctx, input) => signInDemo(ctx, input.body.handle, input),
    cookies,
    next: (result, _ctx, { body }) => onward(result, body.to),
  })
  open.post('/sign-out', { may: anyone, act: signOut, cookies, next: () => '/' })
}

function secondRoutes(open: Doors) {
  open.get('/sign-in/second', {
    may: anyone,
    query: Toward,
    act: async () => ({}),
    page: (_, _ctx, { query }) => <SecondPage to={query.to} />,
  })
  open.post('/sign-in/second', {
    may: anyone,
    body: Second,
    act: (ctx, input) => giveSecondFactor(ctx, input.body, input),
    cookies,
    next: (_result, _ctx, { body }) => safePath(body.to),
    again: (problem, { to }) => <SecondPage to={to} refusal={refusalOf(problem)} />,
  })
}

async function joinProps(ctx: Ctx) {
  const { name, tagline, joining, domains } = await settings(ctx)
  return { community: name, tagline, joining, domains, mailless: isMailless(ctx.config) }
}

function joinRoutes(open: Doors) {
  open.get('/join', {
    may: anyone,
    query: Toward,
    act: joinProps,
    page: (props, { config }, { query }) =>
      query.sent ? <JoinSentPage development={config.development} /> : <JoinPage {...props} />,
  })
  open.post('/join', {
    may: anyone,
    body: Join,
    act: (ctx, input) => askToJoin(ctx, input.body, input),
    cookies,
    next: () => '/join?sent=1',
    again: async (problem, typed, ctx) => (
      <JoinPage {...(await joinProps(ctx))} typed={typed} refusal={refusalOf(problem)} />
    ),
  })
  open.get('/verify', {
    may: anyone,
    query: WithToken,
    act: (ctx, input) => verification(ctx, input.query.token ?? '', input),
    page: (result) => <VerifyPage {...result} />,
  })
  open.post('/verify', {
    may: anyone,
    body: Verify,
    act: (ctx, input) => finishJoining(ctx, input.body, input),
    cookies,
    next: () => '/',
    again: async (problem, { token = '' }, ctx) => (
      <VerifyPage {...(await verification(ctx, token, { headers: {} }))} refusal={refusalOf(problem)} />
    ),
  })
}

function linkRoutes(open: Doors) {
  open.get('/sign-in/link', {
    may: anyone,
    query: WithToken,
    act: async (ctx, { query }) => ({
      good: query.token ? await isTicketGood(ctx, 'link', query.token) : false,
    }),
    page: ({ good }, { config }, { query }) => {
      if (query.sent) return <AskedByMailPage kind="link" development={config.development} />
      return query.token ? (
        <UseLinkPage token={query.token} good={good} />
      ) : (
        <AskByMailPage kind="link" to={query.to} />
      )
    },
  })
  open.post('/sign-in/link', {
    may: anyone,
    body: AskLink,
    act: (ctx, input) => askByMail(ctx, 'link', input.body.email, input, input.body.to),
    next: () => '/sign-in/link?sent=1',
    again: (problem, { email, to }) => (
      <AskByMailPage kind="link" to={to} email={email} refusal={refusalOf(problem)} />
    ),
  })
  open.post('/sign-in/link/use', {
    may: anyone,
    body: UseLink,
    act: (ctx, input) => useLink(ctx, input.body.token, input),
    cookies,
    next: (result) => onward(result, result.to),
    again: (_problem, { token = '' }) => <UseLinkPage token={token} good={false} />,
  })
}

function forgottenRoutes(open: Doors) {
  open.get('/password/forgotten', {
    may: anyone,
    query: Toward,
    act: async () => ({}),
    page: (_, { config }, { query }) =>
      query.sent ? (
        <AskedByMailPage kind="reset" development={config.development} />
      ) : (
        <AskByMailPage kind="reset" />
      ),
  })
  open.post('/password/forgotten', {
    may: anyone,
    body: Forgotten,
    act: (ctx, input) => askByMail(ctx, 'reset', input.body.email, input),
    next: () => '/password/forgotten?sent=1',
    again: (problem, { email }) => <AskByMailPage kind="reset" email={email} refusal={refusalOf(problem)} />,
  })
  open.get('/password/new', {
    may: anyone,
    query: WithToken,
    act: async (ctx, { query }) => ({ good: await isTicketGood(ctx, 'reset', query.token ?? '') }),
    page: ({ good }, _ctx, { query }) => <NewPasswordPage token={query.token ?? ''} good={good} />,
  })
  open.post('/password/new', {
    may: anyone,
    body: NewPassword,
    act: (ctx, input) => setForgottenPassword(ctx, input.body, input),
    cookies,
    next: (result) => onward(result, '/'),
    again: async (problem, { token = '' }, ctx) => (
      <NewPasswordPage
        token={token}
        good={await isTicketGood(ctx, 'reset', token)}
        refusal={refusalOf(problem)}
      />
    ),
  })
}

function passkeyRoutes(open: Doors) {
  open.post('/sign-in/passkey/options', {
    may: anyone,
    act: passkeyQuestion,
    cookies,
    raw: ({ options }) => asJson(options),
  })
  open.post('/sign-in/passkey', {
    may: anyone,
    body: PasskeyAnswer,
    act: (ctx, input) => signInByPasskey(ctx, input.body.response, input),
    cookies,
    raw: (result, _ctx, { body }) => asJson({ next: onward(result, body.next) }),
  })
}
