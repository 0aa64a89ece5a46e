import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import { DoorArt, LampArt, Shelf } from './shelf.tsx'

export interface EmptyProps {
  title: ComponentChildren
  /** The one illustration, or an icon for what went wrong */
  art?: 'lamp' | 'shelf' | 'door' | undefined
  icon?: IconName | undefined
  heading?: 'h1' | 'h2' | 'h3' | undefined
  /** The one action that fills the room */
  action?: ComponentChildren
  /** Why it is empty, and what will be here */
  children?: ComponentChildren
}

export function Empty({ title, art, icon, heading: Heading = 'h2', action, children }: EmptyProps) {
  return (
    <section class="f-card f-empty">
      {art === 'lamp' && <LampArt />}
      {art === 'door' && <DoorArt />}
      {art === 'shelf' && <Shelf width={150} height={64} seed={3} lamp={false} class="art" />}
      {!art && icon && (
        <span class="text-ink-3 mb-2">
          <Icon name={icon} size="lg" />
        </span>
      )}
      <Heading class="f-h2">{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </section>
  )
}
