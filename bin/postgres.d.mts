export interface Server {
  url: string
  stop(): Promise<void>
}
export function startServer(wish?: { durable?: boolean; kept?: string }): Promise<Server>
