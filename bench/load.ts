/** Many at once, several rounds, the median of them. */
import autocannon, { type Request, type Client } from 'autocannon'
import { type Taken, watch } from './server.ts'

export interface Wish {
  seconds: number
  warmUp: number
  rounds: number
}

export interface Load extends How {
  url: string
  pid: number
  /** What each connection asks for, again and again. */
  requests: (connection: number) => Request[]
}

export interface How {
  /** What counts as an answer. */
  good?: string
  /** How many at once, if not as many as usual. */
  atOnce?: number
}

export interface Measured extends Taken {
  /** Good answers a second. */
  rate: number
  p50: number
  /** 97.5 of a hundred take no longer. */
  p97: number
  p99: number
  kilobytes: number
  /** Answers of another kind, errors and time-outs in all rounds; with what they were. */
  bad: number
  badKinds: string
}

export const connections = 32

export async function measure(load: Load, wish: Wish): Promise<Measured> {
  if (wish.warmUp > 0) await once(load, wish.warmUp)
  const rounds: Measured[] = []
  for (let round = 0; round < wish.rounds; round++) rounds.push(await once(load, wish.seconds))
  const middle = rounds.toSorted((one, other) => one.rate - other.rate)[Math.floor(rounds.length / 2)]!
  return {
    ...middle,
    memory: Math.max(...rounds.map((each) => each.memory)),
    bad: rounds.reduce((sum, each) => sum + each.bad, 0),
    badKinds: [...new Set(rounds.map((each) => each.badKinds).filter(Boolean))].join(' '),
  }
}

async function once({ url, pid, requests, good = '200', atOnce = connections }: Load, duration: number): Promise<Measured> {
  const taken = watch(pid)
  let connection = 0
  const setupClient = (client: Client) => client.setRequests(requests(connection++))
  const result = await autocannon({ url, connections: atOnce, duration, requests: requests(0), setupClient, timeout: 20 })
  const answers = Object.entries(result.statusCodeStats)
  const right = result.statusCodeStats[good]?.count ?? 0
  const wrong = answers.filter(([status]) => status !== good)
  return {
    ...taken(),
    rate: right / result.duration,
    p50: result.latency.p50,
    p97: result.latency.p97_5,
    p99: result.latency.p99,
    kilobytes: result.throughput.average / Math.max(1, result.requests.average) / 1024,
    bad: wrong.reduce((sum, [, { count }]) => sum + count, 0) + result.errors,
    badKinds: [...wrong.map(([status]) => status), ...(result.timeouts > 0 ? ['time-out'] : []), ...(result.errors > result.timeouts ? ['error'] : [])].join(' '),
  }
}
