/** What we use of Turbo, which ships without types. */
declare module '@hotwired/turbo' {
  interface ProgressBar {
    setValue(value: number): void
    show(): void
    hide(): void
  }
  export const config: { forms: { submitter: 'disabled' | 'aria-disabled' } }
  export const session: { adapter: { progressBar: ProgressBar } }
  export function visit(location: string, options?: { action?: 'advance' | 'replace' }): void
  interface Morphing {
    callbacks?: { beforeNodeMorphed?: (current: Node, fresh: Node | undefined) => boolean }
  }
  export function morphElements(current: Element, fresh: Element, options?: Morphing): void
  export function renderStreamMessage(html: string): void
}

/** Made by the build: a line for each emoji, with tabs between the character, its description and its names. */
declare module 'virtual:emoji' {
  const data: string
  export default data
}

declare module '*.css'
