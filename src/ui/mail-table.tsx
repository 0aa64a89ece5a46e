import { type ComponentChildren, createContext } from 'preact'
import { type MailColours, mailColours } from './mail-colour.ts'

/** The brand of the mail that is being drawn. */
export const Colours = createContext<MailColours>(mailColours('#70355f'))

/** A row of cells: what mail programs lay out by. */
export function Table({
  class: extra,
  style,
  wide,
  children,
}: {
  class?: string
  style?: string
  wide?: boolean
  children: ComponentChildren
}) {
  return (
    <table
      role="presentation"
      class={extra}
      width={wide ? '100%' : undefined}
      cellpadding="0"
      cellspacing="0"
      style={style}
    >
      <tr>{children}</tr>
    </table>
  )
}
