import type { Application, ControllerConstructor } from '@hotwired/stimulus'

type Loaders = Record<string, () => Promise<ControllerConstructor>>

/** Fetches a controller when the first element that asks for it appears: on the page, in a frame or in a stream. */
export function loadOnSight(application: Application, loaders: Loaders) {
  const waiting = new Map(Object.entries(loaders))
  const look = () => {
    for (const [name, load] of waiting) {
      if (!document.querySelector(`[data-controller~="${name}"]`)) continue
      waiting.delete(name)
      load().then(
        (controller) => application.register(name, controller),
        // The page works without; on the next page it is tried again.
        () => waiting.set(name, load),
      )
    }
  }
  look()
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true })
}
