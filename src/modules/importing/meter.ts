/** How far a reader has come, over stages that take unequal time. */
export class Meter {
  readonly #stages: { weight: number; share: number }[]
  readonly #bytes: number

  /** @param weights of the stages, in their order */
  constructor(bytes: number, weights: readonly number[]) {
    this.#bytes = bytes
    this.#stages = weights.map((weight) => ({ weight, share: 0 }))
  }

  /** @param share of the stage that is done, 0 to 1 */
  set(stage: number, share: number) {
    this.#stages[stage]!.share = Math.min(1, share)
  }

  /** Counts what is read of a stage. */
  counter(stage: number, total: number): (count: number) => void {
    let read = 0
    return (count) => {
      read += count
      this.set(stage, read / total)
    }
  }

  get progress() {
    const all = this.#stages.reduce((sum, { weight }) => sum + weight, 0)
    const done = this.#stages.reduce((sum, { weight, share }) => sum + weight * share, 0)
    return { done: Math.round((this.#bytes * done) / all), of: this.#bytes }
  }
}
