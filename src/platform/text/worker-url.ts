/** In the source tree the worker is a neighbour that Node reads as it is; in a build it is an entry of its own. */
export function workerUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './worker.ts' : './text-worker.js'
  return new URL(name, import.meta.url)
}
