/**
 * For translators. `npm run texts -- missing de` lists as JSON what is missing, has changed or is left over;
 * `done de [key…]` notes that the translations say what the English says now; `same de [key…]` that a text is rightly
 * the same word as in English; `later de` that what is missing is still to come. Without keys: all of them, for who has looked at each.
 */
import { findingsIn, noteSame, noteSources, noteWaiting, translated } from '../test/walls/languages.ts'

const [task, code = '', ...keys] = process.argv.slice(2)
if (!translated.some((each) => each === code) || !['missing', 'done', 'same', 'later'].includes(task ?? '')) {
  console.error(`npm run texts -- missing|done|same|later ${translated.join('|')} [key…]`)
  process.exit(1)
}
if (task === 'done') console.log(`${noteSources(code, keys.length > 0 ? keys : undefined)} texts noted.`)
else if (task === 'later') console.log(`${noteWaiting(code)} texts are still to come.`)
else if (task === 'same') noteSame(code, keys.length > 0 ? keys : Object.keys(findingsIn(code).same))
else console.log(JSON.stringify(findingsIn(code), null, 2))
