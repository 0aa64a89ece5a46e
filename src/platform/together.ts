/** Many small questions as one: what is asked in one turn of the event loop goes to the database together. */

// As many as there are readers at one moment; more would make the first of them wait for the last.
const most = 50

interface Waiting<Asked, Answer> {
  asked: Asked
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * @param answer answers a list, in its order
 * @returns a function that asks one; it is answered with those that were asked in the same turn, or refused with them
 */
export function together<Asked, Answer>(answer: (asked: Asked[]) => Promise<Answer[]>): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = []
  const send = async () => {
    const batch = waiting
    waiting = []
    // They have gone before their turn, being many.
    if (batch.length === 0) return
    try {
      const answers = await answer(batch.map(({ asked }) => asked))
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index]!)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      if (waiting.length === 1) setImmediate(() => void send())
      else if (waiting.length === most) void send()
    })
}
