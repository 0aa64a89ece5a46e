export interface Server {
  url: string
  stop(): Promise<void>
}
/** A server of our own, which may be hurt. */
export interface OwnServer extends Server {
  kill(): void
  gone(): Promise<void>
  restart(): Promise<void>
  freeze(): void
  thaw(): void
}
export function startServer(wish: { durable: true; kept?: string }): Promise<OwnServer>
export function startServer(wish?: { durable?: boolean; kept?: string }): Promise<Server>
export function freePort(): Promise<number>
export function newDatabase(server: string, name: string): Promise<string>
export function dropDatabase(server: string, name: string): Promise<void>
