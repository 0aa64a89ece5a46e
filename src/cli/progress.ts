/** A bar with rate and remaining time, redrawn in place on a terminal, a line now and then elsewhere. */
export interface Progress {
  (done: number, of: number): void
}

const width = 28

/** @param words what is being done, such as "Sample threads" */
export function progressOf(words: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = Date.now()
  let shown = 0
  return (done, of) => {
    const now = Date.now()
    const ended = done >= of
    if (!ended && now - shown < (stream.isTTY ? 100 : 5_000)) return
    shown = now
    stream.write(stream.isTTY ? `\r${line(words, done, of, now - started)}${ended ? '\n' : ''}` : `${line(words, done, of, now - started)}\n`)
  }
}

function line(words: string, done: number, of: number, ms: number): string {
  const share = of === 0 ? 1 : Math.min(1, done / of)
  const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░')
  const rate = ms > 0 ? Math.round((done / ms) * 1000) : 0
  const left = share > 0 && share < 1 ? `, ${Math.ceil((ms / share - ms) / 1000)} s left` : ''
  return `  ${words.padEnd(16)} ${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${rate}/s${left}   `
}
