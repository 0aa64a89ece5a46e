import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

export interface SlipProps {
  title: ComponentChildren
  heading?: 'h2' | 'h3' | undefined
  /** The last line: explains, or links */
  note?: ComponentChildren
  id?: string | undefined
  /** <SlipRow> only */
  children?: ComponentChildren
}

/** Facts on ruled lines, as on a library slip: when, by whom, until when. Three to five rows. */
export function Slip({ title, heading: Heading = 'h2', note, id, children }: SlipProps) {
  return (
    <section class="f-slip" id={id}>
      <Heading>{title}</Heading>
      {children && <dl>{children}</dl>}
      {note && <p>{note}</p>}
    </section>
  )
}

export interface SlipRowProps {
  label: ComponentChildren
  kind?: 'kept' | 'due' | undefined
  children: ComponentChildren
}

export function SlipRow({ label, kind, children }: SlipRowProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class={kind && `is-${kind}`}>
        {kind === 'kept' && <Icon name="check" />}
        {children}
      </dd>
    </div>
  )
}
