/** Shared by all pages of a browser: they hold one line together. */
import { Line, type Told } from './line.ts'

export interface Shows {
  /** Place and up to where the page knows it. */
  places: [string, number | null][]
  /** Changes when somebody signs in or out. */
  who: string
  visible: boolean
}

interface Page extends Shows {
  port: MessagePort
  heardAt: number
}

const HIDDEN = 60_000
// Pages that end without a word stop speaking; those in the background speak once a minute.
const GONE = 180_000

const pages = new Map<MessagePort, Page>()
let seenAt = Date.now()
let who = ''

const line = new Line((told: Told) => {
  for (const { port } of pages.values()) port.postMessage(told)
})

function look(fresh?: Shows['places']) {
  for (const [port, page] of pages) if (page.heardAt < Date.now() - GONE) pages.delete(port)
  const all = [...pages.values()]
  if (all.some((page) => page.visible)) seenAt = Date.now()
  // Nobody looks: what happens meanwhile is told when somebody does.
  const shown = seenAt > Date.now() - HIDDEN ? all.flatMap((page) => page.places) : []
  const places = new Map<string, number | null>()
  for (const [place, from] of shown) places.set(place, places.get(place) ?? from)
  line.show(places, new Map(fresh))
}

function heard(port: MessagePort, said: Shows | 'bye') {
  if (said === 'bye') {
    pages.delete(port)
    return look()
  }
  const isFresh = JSON.stringify(pages.get(port)?.places) !== JSON.stringify(said.places)
  pages.set(port, { ...said, port, heardAt: Date.now() })
  if (who !== '' && said.who !== who) line.renew()
  who = said.who
  look(isFresh ? said.places.filter(([place]) => place !== 'me') : [])
}

const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void }
scope.onconnect = ({ ports: [port] }) => {
  port!.onmessage = ({ data }: MessageEvent<Shows | 'bye'>) => heard(port!, data)
}
setInterval(() => look(), 15_000)
