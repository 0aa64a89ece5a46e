/** `npm start` and `npm run demo`: sets up what is missing, then runs Folkmoot. */
import path from 'node:path'
import { fail, prepare, root, serve } from './prepare.mjs'

const demo = process.argv[2] === 'demo'
const demoEnv = { FOLKMOOT_DEMO: '1', FOLKMOOT_DATA: process.env.FOLKMOOT_DATA ?? path.join(root, 'data', 'demo') }

try {
  const node = await prepare()
  serve(node, demo ? 'commands.js' : 'main.js', demo ? ['demo'] : [], demo ? demoEnv : { FOLKMOOT_DATA: process.env.FOLKMOOT_DATA ?? path.join(root, 'data') })
} catch (error) {
  fail(error)
}
