import type { ComponentChildren, VNode } from 'preact'
import { type Chrome, useChrome } from './chrome.ts'

/**
 * While a page is drawn once for everybody with the same role, these stand for what each has of their own. All of them
 * are made up for one drawing and cannot be guessed, so nothing that a member writes can be taken for one.
 */
export interface Gaps {
  /** In place of the token of forms, of the key of a form that is done once, of the id of the member. */
  csrf: string
  key: string
  person: number
  /** Begins and ends a part that may be another one for somebody: `mark[3]…mark[/3]`. */
  mark: string
  parts: OwnPart[]
}

export interface OwnPart {
  /** The part as it is for one member; null when it is for them as for the others. */
  anew: (own: any) => VNode | null
  /** Equal for whom the part looks the same: drawn once for all of them. */
  alike?: ((own: any) => string) | undefined
}

/** What every part may look at: the house as this member sees it. */
export interface OwnChrome {
  chrome: Chrome
}

export interface OwnProps<State> extends OwnPart {
  anew: (own: State) => VNode | null
  alike?: ((own: State) => string) | undefined
  /** The part for somebody who has nothing of their own here. */
  children?: ComponentChildren
}

/** A part of a page that may be another one for each member. On an ordinary page it is just its children. */
export function Own<State>({ anew, alike, children }: OwnProps<State>) {
  const { gaps } = useChrome()
  if (!gaps) return <>{children}</>
  const at = gaps.parts.push({ anew, alike }) - 1
  return (
    <>
      {`${gaps.mark}[${at}]`}
      {children}
      {`${gaps.mark}[/${at}]`}
    </>
  )
}
