/** `folkmoot migrate`: brings the database up to date and says what ran. */
import { boot } from '../boot.ts'

export async function run() {
  const base = await boot({ say: console.log, queue: false })
  await base.close()
  console.log('The database is up to date.')
}
