/** The first run: from an empty database to an open community, in steps that each save what they ask. */
import { sql } from 'kysely'
import { type Settings, communityInstalled, settings, writeSettings } from '#modules/community/index.ts'
import {
  createSignIn,
  join,
  letIn,
  ownCookie,
  ownName,
  readCookie,
  type From,
} from '#modules/members/index.ts'
import { addSpace, spaceTree } from '#modules/spaces/index.ts'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { queue } from '#platform/jobs.ts'
import { isMailless } from '#platform/mail.ts'
import { Conflict, Forbidden } from '#platform/problems.ts'
import { fillWithSample } from './sample.ts'
import { opensSetup } from './setup-token.ts'
import { type Step, steps } from './shapes.ts'

const cookieName = 'setup'
// Any number will do that nothing else takes.
const setupLock = 7_265_002
const cookieFor = 24 * 3600

export interface SetupState {
  step: Step
  done: Step[]
  settings: Settings
  administrator: string | null
  spaces: string[]
  /** Nobody could join: no mail can be sent. */
  mailless: boolean
}

/** Who holds the token, or has become the administrator by it, may set up. */
async function holdsKey(ctx: Ctx, { headers }: From, token?: string): Promise<boolean> {
  const { installedAt } = await settings(ctx)
  if (installedAt !== null) return false
  return (
    ctx.viewer.role === 'administrator' ||
    opensSetup(ctx, token ?? readCookie(headers, ownName(ctx.config, cookieName)))
  )
}

async function demandKey(ctx: Ctx, from: From) {
  if (!(await holdsKey(ctx, from))) throw new Forbidden('admin:setup.locked')
}

/**
 * The first address: takes the token from the address and keeps it in a cookie, so that it need not be typed
 * again.
 */
export async function enterSetup(
  ctx: Ctx,
  { token }: { token?: string | undefined },
  from: From,
): Promise<{ state: SetupState | null; cookies: string[] }> {
  if (!(await holdsKey(ctx, from, token))) return { state: null, cookies: [] }
  return {
    state: await setupState(ctx),
    cookies: token ? [ownCookie(ctx.config, cookieName, token, cookieFor)] : [],
  }
}

export async function atStep(ctx: Ctx, step: Step, from: From): Promise<SetupState> {
  await demandKey(ctx, from)
  return { ...(await setupState(ctx)), step }
}

/** What is done is read from what is saved: a set-up can be left and taken up again. */
export async function setupState(ctx: Ctx): Promise<SetupState> {
  const keys = new Set((await ctx.db.selectFrom('setting').select('key').execute()).map((row) => row.key))
  const administrator = await ctx.db
    .selectFrom('member')
    .select('name')
    .where('role', '=', 'administrator')
    .where('authId', 'is not', null)
    .executeTakeFirst()
  const spaces = (await spaceTree(ctx)).map((space) => space.name)
  const isDone = {
    purpose: keys.has('purpose'),
    looks: keys.has('name'),
    joining: keys.has('joining'),
    administrator: administrator !== undefined,
    spaces: spaces.length > 0,
    start: false,
  }
  const step = steps.find((each) => !isDone[each]) ?? 'start'
  return {
    step,
    done: steps.filter((each) => isDone[each]),
    settings: await settings(ctx),
    administrator: administrator?.name ?? null,
    spaces,
    mailless: isMailless(ctx.config),
  }
}

export const after = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? 'start'

export async function saveStep(ctx: Ctx, change: Partial<Settings>, from: From): Promise<void> {
  await demandKey(ctx, from)
  await transaction(ctx, (tx) => writeSettings(tx, change))
}

interface FirstAdministrator {
  name: string
  email: string
  password: string
}

/** The first administrator needs no mail to prove the address: there may be no mail server yet. */
export async function makeAdministrator(
  ctx: Ctx,
  wish: FirstAdministrator,
  from: From,
): Promise<{ cookies: string[] }> {
  await demandKey(ctx, from)
  const account = await transaction(ctx, async (tx) => {
    // Two who press at once: the second waits here and then finds the first.
    await sql`select pg_advisory_xact_lock(${setupLock})`.execute(tx.db)
    if ((await setupState(tx)).administrator !== null) throw new Conflict('admin:administrator.known')
    const { id } = await join(tx, { name: wish.name, role: 'administrator', by: 'setup' })
    return createSignIn(tx, { memberId: id, ...wish })
  })
  return letIn(ctx, account.id, 'setup', from)
}

export async function openFirstSpaces(ctx: Ctx, names: string[], from: From): Promise<void> {
  await demandKey(ctx, from)
  await transaction(ctx, async (tx) => {
    const known = new Set((await spaceTree(tx)).map((space) => space.name))
    const fresh = [...new Set(names)].filter((name) => name && !known.has(name))
    for (const [index, name] of fresh.entries()) await addSpace(tx, firstSpace(name, known.size + index))
  })
}

const firstSpace = (name: string, position: number) =>
  ({
    name,
    description: '',
    parentId: null,
    spine: (position % 7) + 1,
    position,
    see: 'everyone',
    ask: 'members',
    answer: 'members',
  }) as const

/** Opens the doors. From now on the token opens nothing. */
export async function finishSetup(
  ctx: Ctx,
  way: 'empty' | 'sample' | 'import',
  from: From,
): Promise<{ next: string }> {
  await demandKey(ctx, from)
  const state = await setupState(ctx)
  if (state.administrator === null) throw new Conflict('admin:start.noAdministrator')
  await transaction(ctx, async (tx) => {
    await writeSettings(tx, { installedAt: tx.now.toISOString() })
    await record(tx, communityInstalled, { subjectId: 0, data: { purpose: state.settings.purpose } })
    if (way === 'sample') await queue(tx, fillWithSample, {})
  })
  return { next: { empty: '/', sample: '/admin/sample', import: '/admin/import' }[way] }
}
