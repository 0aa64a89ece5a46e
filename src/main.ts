/** The process that `npm start` runs. */
import { setFlagsFromString } from 'node:v8'
import { serve } from './serve.ts'

// V8 gives back what it has freed instead of keeping it for later. Set here: among the flags of a start (bin/prepare.mjs)
// it would also make the young heap as small as it goes, which costs members a tenth of their pages.
setFlagsFromString('--optimize-for-size')

serve().catch((error: Error) => {
  console.error(`\nFolkmoot could not start: ${error.message}`)
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  process.exit(1)
})
