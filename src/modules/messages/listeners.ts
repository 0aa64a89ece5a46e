/** What messages do when something has happened. */
import { sql } from 'kysely'
import { listener } from '#platform/facts.ts'
import { queue } from '#platform/jobs.ts'
import { idList } from '#platform/many.ts'
import { fileRemoved } from '#modules/files/index.ts'
import { messageReported, messageWritten, reportSettled } from './facts.ts'
import { cookMessagesAgain } from './jobs.ts'
import { tellOfReport, tellOfSettlement } from './report-telling.ts'
import { tellOfMessage } from './telling.ts'

const tell = listener('tell-of-message', [messageWritten], (tx, fact) => tellOfMessage(tx, fact.id, fact.subjectId))
const tellReport = listener('tell-of-report', [messageReported], (tx, fact) => tellOfReport(tx, fact))
const tellSettled = listener('tell-of-settlement', [reportSettled], (tx, fact) => tellOfSettlement(tx, fact, fact.data.reporterId))

// In place of the version that drew it: it is drawn anew as soon as the job comes by.
const anew = 0

/** A message whose picture is gone shows its description instead. */
const drawWithoutFile = listener('draw-message-without-file', [fileRemoved], async (tx, fact) => {
  const ids = (fact.data.uses as { kind: string; id: number }[]).filter(({ kind }) => kind === 'message').map(({ id }) => id)
  if (ids.length === 0) return
  await tx.db.updateTable('message').set({ htmlVersion: anew }).where(sql<boolean>`id = any(${idList(ids)})`).execute()
  await queue(tx, cookMessagesAgain, {})
})

export const listeners = [tell, tellReport, tellSettled, drawWithoutFile]
