/** The process that `npm start` runs. */
import { serve } from './serve.ts'

serve().catch((error: Error) => {
  console.error(`\nFolkmoot could not start: ${error.message}`)
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  process.exit(1)
})
