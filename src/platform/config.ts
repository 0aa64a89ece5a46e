/** The settings of the process: environment variables, checked once at the start. */
import { z } from 'zod'

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: z.url().optional(),
  FOLKMOOT_DATA: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  DATABASE_REPLICA_URL: z.string().optional(),
  SECRET: z.string().min(32, 'SECRET needs at least 32 characters.').optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  MAIL_IN_ADDRESS: z.email().optional(),
  MAIL_IN_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  MAIL_IN_SECRET: z.string().min(16, 'MAIL_IN_SECRET needs at least 16 characters.').optional(),
  MAIL_IN_TRUSTS: z.string().optional(),
  MAIL_WAIT_SECONDS: z.coerce.number().int().min(0).max(3600).optional(),
  PUSH_WAIT_SECONDS: z.coerce.number().int().min(0).max(3600).optional(),
  VAPID_PUBLIC_KEY: z.string().regex(/^[\w-]{86,88}$/, 'VAPID_PUBLIC_KEY is a point of 65 bytes in base64url.').optional(),
  VAPID_PRIVATE_KEY: z.string().regex(/^[\w-]{42,44}$/, 'VAPID_PRIVATE_KEY is a number of 32 bytes in base64url.').optional(),
  STORAGE_URL: z.string().optional(),
  FETCH_ALLOWS: z.string().default(''),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  NODE_ENV: z.string().default('production'),
  FOLKMOOT_DEMO: z.string().optional(),
  TRUST_PROXY: z.string().optional(),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(200),
  REQUESTS_PER_10_SECONDS: z.coerce.number().int().min(0).default(50),
  FOLKMOOT_LIMITS: z.enum(['on', 'off']).default('on'),
})

export interface Config {
  port: number
  host: string
  /** Where members reach this community, without a slash at the end. */
  baseUrl: string
  dataDir: string
  databaseUrl: string | undefined
  replicaUrl: string | undefined
  secret: string | undefined
  smtpUrl: string | undefined
  mailFrom: string | undefined
  /** How mail comes in; null where it does not. */
  mailIn: MailIn | null
  /** Seconds that news waits for its reader to come by before it is mailed. */
  mailWait: number
  /** Seconds that news waits for its reader to come by before it is pushed to their devices. */
  pushWait: number
  /** The keys by which push services know this installation; null: made once and kept in the database. */
  pushKeys: { publicKey: string; privateKey: string } | null
  /** Origins beside public ones that messages may be pushed to. No setting opens one: only a test does, in its own process. */
  pushOpening: readonly string[]
  storageUrl: string | undefined
  /** host:port of our own network that link previews may ask; for tests, empty otherwise. */
  fetchAllows: string[]
  logLevel: string
  role: 'all' | 'web' | 'worker'
  /** Development shows `/design` and the mails on `/dev/mail`; so does the demo. */
  development: boolean
  demo: boolean
  /** How many proxies stand before us: so many addresses of X-Forwarded-For are not made up. */
  trustProxy: number
  /** How many requests one visitor may send; 0 is no limit. */
  requestLimits: { max: number; seconds: number }[]
  /** Rate limits; off only for load and fault tests. */
  limits: boolean
}

export interface MailIn {
  /** Answers go to this address, with a word of ours behind a plus. */
  address: string
  /** Our own listener for SMTP; none without. */
  port: number | undefined
  /** With this a mail service hands mails over at `POST /mail-in`. */
  secret: string | undefined
  /** The name by which the receiving server signs what it found out of a sender (Authentication-Results). */
  trusts: string | undefined
}

/** Reads the environment. Throws one message that names every wrong setting. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const read = Environment.safeParse(environment)
  if (!read.success) {
    throw new Error(`Folkmoot cannot start with these settings:\n${z.prettifyError(read.error)}`)
  }
  const env = read.data
  return {
    port: env.PORT,
    host: env.HOST,
    baseUrl: (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    dataDir: env.FOLKMOOT_DATA,
    databaseUrl: env.DATABASE_URL,
    replicaUrl: env.DATABASE_REPLICA_URL,
    secret: env.SECRET,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    mailIn: env.MAIL_IN_ADDRESS === undefined ? null : { address: env.MAIL_IN_ADDRESS, port: env.MAIL_IN_PORT, secret: env.MAIL_IN_SECRET, trusts: env.MAIL_IN_TRUSTS },
    // Whoever tries the demo does not wait.
    mailWait: env.MAIL_WAIT_SECONDS ?? (env.FOLKMOOT_DEMO === undefined ? 120 : 5),
    pushWait: env.PUSH_WAIT_SECONDS ?? (env.FOLKMOOT_DEMO === undefined ? 10 : 2),
    pushKeys: env.VAPID_PUBLIC_KEY && env.VAPID_PRIVATE_KEY ? { publicKey: env.VAPID_PUBLIC_KEY, privateKey: env.VAPID_PRIVATE_KEY } : null,
    pushOpening: [],
    storageUrl: env.STORAGE_URL,
    fetchAllows: env.FETCH_ALLOWS.split(',').map((each) => each.trim()).filter(Boolean),
    logLevel: env.LOG_LEVEL,
    role: env.ROLE,
    development: env.NODE_ENV === 'development' || env.FOLKMOOT_DEMO !== undefined,
    demo: env.FOLKMOOT_DEMO !== undefined,
    trustProxy: proxiesIn(env.TRUST_PROXY),
    requestLimits: [
      { max: env.REQUESTS_PER_MINUTE, seconds: 60 },
      { max: env.REQUESTS_PER_10_SECONDS, seconds: 10 },
    ],
    limits: env.FOLKMOOT_LIMITS === 'on',
  }
}

// Any word says that there is one.
const proxiesIn = (setting: string | undefined) => (setting === undefined ? 0 : /^\d+$/.test(setting) ? Number(setting) : 1)
