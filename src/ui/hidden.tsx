import type { ComponentChildren } from 'preact'

/** Words for listeners only. */
export const Hidden = ({ children }: { children: ComponentChildren }) => (
  <span class="sr-only">{children}</span>
)
