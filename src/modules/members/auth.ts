/**
 * The sign-in library on our own tables. None of its addresses is open: our doors call its functions and pass
 * its cookies on, so that every page works as a plain form and speaks with our words.
 */
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type { Config } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Db } from '#platform/db.ts'
import type { Wiring } from '#platform/facts.ts'
import { doorman } from './doorman.ts'

export interface AuthDeps {
  db: Db
  config: Config
  secret: string
  wiring: Wiring
}

export interface Auth extends AuthDeps {
  api: ReturnType<typeof openLibrary>['api']
  /** Name of the cookie that holds a session. */
  cookie: string
}

export const passwordLength = { min: 10, max: 200 }

const day = 24 * 3600
// The longest life a browser gives a cookie. A session ends long before, after `idleFor` without a visit.
const cookieLife = 400 * day
export const idleFor = 60 * day

/** Adding a passkey or reading codes asks for a sign-in that is younger than this. */
export const freshFor = 12 * 3600

const opened = new WeakMap<Config, Auth>()

export function openAuth(deps: AuthDeps): Auth {
  const { api } = openLibrary(deps)
  const auth = { ...deps, api, cookie: `${prefixOf(deps.config)}.session_token` }
  opened.set(deps.config, auth)
  return auth
}

/** The sign-in of the process that a context belongs to. */
export function authOf(ctx: Pick<Ctx, 'config'>): Auth {
  const auth = opened.get(ctx.config)
  if (!auth) throw new Error('Sign-in is not open for this configuration: call openAuth first.')
  return auth
}

export const isHttps = (config: Pick<Config, 'baseUrl'>) => config.baseUrl.startsWith('https:')
// A `__Host-` cookie cannot be set by a neighbouring subdomain or over plain HTTP.
export const prefixOf = (config: Pick<Config, 'baseUrl'>) => (isHttps(config) ? '__Host-fm' : 'fm')

function openLibrary({ db, config, secret }: AuthDeps) {
  const { origin, hostname } = new URL(config.baseUrl)
  return betterAuth({
    appName: 'Folkmoot',
    baseURL: origin,
    basePath: '/auth-is-not-mounted',
    secret,
    database: { db, type: 'postgres' },
    user: { modelName: 'authUser' },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    // Only readSession moves the end of a session, so that no cookie has to be sent again.
    session: {
      modelName: 'authSession',
      expiresIn: cookieLife,
      disableSessionRefresh: true,
      freshAge: freshFor,
    },
    // Accounts are made by our own actions, once the address is proven.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    plugins: [secondFactor(), passkeys(origin, hostname), doorman()],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // It writes what strangers send into the log; what matters is thrown, and our own log has it.
    logger: { disabled: true },
    advanced: {
      cookiePrefix: prefixOf(config),
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps(config), httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  })
}

/**
 * Our doors tell the library the address of the client under this name; what a request brings is not passed
 * on.
 */
export const addressHeader = 'x-folkmoot-address'

const secondFactor = () =>
  twoFactor({
    allowPasswordless: true,
    twoFactorTable: 'authTwoFactor',
    backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
  })

function passkeys(origin: string, hostname: string) {
  return passkey({
    rpID: hostname,
    rpName: 'Folkmoot',
    origin,
    // A passkey stands for both factors, so the device must check who holds it, and must know the account by
    // itself.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    authentication: {
      afterVerification: async ({ verification }) =>
        refuseUnverified(verification.authenticationInfo.userVerified),
    },
    schema: { passkey: { modelName: 'authPasskey', fields: { credentialID: 'credentialId' } } },
  })
}

// What we asked of the browser is a wish; what the device signed is a fact.
function refuseUnverified(userVerified: boolean) {
  if (!userVerified) throw new APIError('UNAUTHORIZED', { message: 'The device did not check who holds it.' })
}
