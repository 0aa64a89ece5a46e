/** A line to the server that can be cut: everything that a browser sends on it fails then, as without a network. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface CutLine {
  /** The site, at an address of its own. */
  url: string
  cut(): void
  mend(): void
  close(): Promise<void>
}

export async function openLine(to: string): Promise<CutLine> {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy()
    const inside = connect(Number(port), hostname)
    for (const each of [socket, inside]) {
      sockets.add(each)
      each.on('error', () => {}).on('close', () => { sockets.delete(each); socket.destroy(); inside.destroy() })
    }
    socket.pipe(inside).pipe(socket)
  })
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut: () => { isCut = true; for (const each of sockets) each.destroy() },
    mend: () => { isCut = false },
    close: () => { for (const each of sockets) each.destroy(); return new Promise((done) => server.close(() => done())) },
  }
}
