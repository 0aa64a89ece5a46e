/** The keys by which push services know this installation. */
import type { Ctx } from '#platform/ctx.ts'
import type { Db } from '#platform/db.ts'
import { makePushKeys, type PushKeys } from '#platform/push.ts'

/** From the settings of the process, else made once, whoever asks first. */
export async function pushKeys({ db, config, now }: Pick<Ctx, 'db' | 'config' | 'now'>): Promise<PushKeys> {
  if (config.pushKeys) return config.pushKeys
  return (await readKeys(db)) ?? makeKeys(db, now)
}

const readKeys = (db: Db) => db.selectFrom('pushKey').select(['publicKey', 'privateKey']).executeTakeFirst()

async function makeKeys(db: Db, now: Date): Promise<PushKeys> {
  await db.insertInto('pushKey').values({ ...(await makePushKeys()), madeAt: now }).onConflict((clash) => clash.doNothing()).execute()
  return (await readKeys(db))!
}
