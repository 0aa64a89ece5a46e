/** `folkmoot demo`: Folkmoot with the sample community, loaded once into a data folder of its own. */
import { settings } from '#modules/community/index.ts'
import { demoPeople, loadSample } from '#modules/importing/index.ts'
import { createSignIn } from '#modules/members/index.ts'
import { houseCtx } from '../base.ts'
import { boot } from '../boot.ts'
import { serve } from '../serve.ts'
import { progressOf } from './progress.ts'

/** The one password of all sample people; the demo shows it on its sign-in page. */
const password = 'open-the-door'

export async function run() {
  await fill()
  await serve()
  console.log('  Sign in as somebody of the sample community (one click on the sign-in page):\n')
  console.log('    visitor          just look around, no sign-in')
  for (const each of demoPeople) console.log(`    ${each.label.padEnd(16)} ${each.email}  ${password}`)
  console.log('')
  return new Promise<number>(() => {})
}

async function fill() {
  const base = await boot({ say: console.log, queue: false })
  const ctx = houseCtx(base)
  if ((await settings(ctx)).installedAt === null) {
    console.log('Loading the sample community (once)')
    await loadSample(ctx, progressOf('Sample'))
    for (const each of demoPeople) await giveSignIn(ctx, each)
  }
  await base.close()
}

async function giveSignIn(ctx: ReturnType<typeof houseCtx>, { email, handle }: { email: string; handle: string }) {
  const member = await ctx.db.selectFrom('member').select('id').where('handle', '=', handle).executeTakeFirstOrThrow()
  await createSignIn(ctx, { memberId: member.id, email, password, verified: true })
}
