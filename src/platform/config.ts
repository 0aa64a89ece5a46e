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
  STORAGE_URL: z.string().optional(),
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
  storageUrl: string | undefined
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
    storageUrl: env.STORAGE_URL,
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
