/** A mail server of its own process-mate: it speaks SMTP, keeps what it accepted, and can be in a bad mood. */
import { createServer, type Server, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * `well`; `refusing`: says at once that it does not want to; `slow`: takes its time with one mail in `slowEach`;
 * `dying`: breaks the line in the middle of a mail, once, and is well afterwards; `rejecting`: knows no address.
 */
export type Mood = 'well' | 'refusing' | 'slow' | 'dying' | 'rejecting'

export interface Accepted {
  to: string
  /** The envelope's, where it comes back to. */
  from: string
  messageId: string
  raw: string
}

export interface MailServer {
  url: string
  accepted: Accepted[]
  mood: Mood
  slowEach: number
  close(): Promise<void>
}

export interface Wish {
  keepText?: boolean
  /** Told of each as soon as it was accepted. */
  told?: (mail: Accepted) => void
}

export async function openMailServer({ keepText = true, told = () => {} }: Wish = {}): Promise<MailServer> {
  const state: MailServer = { url: '', accepted: [], mood: 'well', slowEach: 50, close: async () => {} }
  const inner = smtp(state, keepText, told)
  const port = await listening(inner.server as unknown as Server)
  // The one in front hangs up without a word where a dying host would.
  const lines = new Set<Socket>()
  const front = createServer((socket) => {
    lines.add(socket)
    socket.on('close', () => lines.delete(socket)).on('error', () => {})
    pass(socket, port, state)
  })
  state.url = `smtp://127.0.0.1:${await listening(front)}`
  state.close = async () => {
    for (const each of lines) each.destroy()
    await new Promise((done) => front.close(done))
    await new Promise<void>((done) => inner.close(() => done()))
  }
  return state
}

function listening(server: Server): Promise<number> {
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready((server.address() as { port: number }).port)))
}

async function pass(socket: Socket, port: number, state: MailServer) {
  const { connect } = await import('node:net')
  if (state.mood === 'refusing') return void socket.end('421 4.3.2 Not now\r\n')
  const inside = connect(port, '127.0.0.1')
  inside.on('error', () => socket.destroy()).on('close', () => socket.end())
  socket.on('close', () => inside.destroy())
  inside.pipe(socket)
  socket.on('data', (chunk) => {
    if (state.mood === 'dying' && chunk.includes('Subject:')) {
      state.mood = 'well'
      socket.destroy()
      inside.destroy()
      return
    }
    inside.write(chunk)
  })
}

function smtp(state: MailServer, keepText: boolean, told: (mail: Accepted) => void): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => done(state.mood === 'rejecting' ? Object.assign(new Error('5.1.1 Nobody of that name'), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      let raw = ''
      stream.on('data', (chunk: Buffer) => { raw += chunk })
      stream.on('end', () => {
        const isSlow = state.mood === 'slow' && state.accepted.length % state.slowEach === 0
        setTimeout(() => {
          const [messageId = ''] = /(?<=^Message-ID: )\S+/im.exec(raw) ?? []
          for (const { address } of session.envelope.rcptTo) {
            const mail = { to: address, from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', messageId, raw: keepText ? raw : '' }
            state.accepted.push(mail)
            told(mail)
          }
          done()
        }, isSlow ? 2_000 : 0)
      })
    },
  })
}
