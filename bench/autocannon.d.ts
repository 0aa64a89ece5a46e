/** The part of autocannon that is used here; the package brings no types. */
declare module 'autocannon' {
  interface Request {
    method?: 'GET' | 'POST'
    path?: string
    headers?: Record<string, string>
    body?: string
    setupRequest?: (request: Request, context: object) => Request
  }
  interface Client {
    setRequests(requests: Request[]): void
  }
  interface Options {
    url: string
    connections: number
    duration: number
    requests: Request[]
    headers?: Record<string, string>
    setupClient?: (client: Client) => void
    timeout?: number
  }
  interface Result {
    requests: { total: number; average: number }
    latency: { p50: number; p97_5: number; p99: number; average: number }
    throughput: { average: number }
    statusCodeStats: Record<string, { count: number }>
    duration: number
    errors: number
    timeouts: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
