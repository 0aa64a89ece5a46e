/** What we use of Turbo, which ships without types. */
declare module '@hotwired/turbo' {
  interface ProgressBar {
    setValue(value: number): void
    show(): void
    hide(): void
  }
  export const session: { adapter: { progressBar: ProgressBar } }
  export function visit(location: string, options?: { action?: 'advance' | 'replace' }): void
  export function renderStreamMessage(html: string): void
}

declare module '*.css'
