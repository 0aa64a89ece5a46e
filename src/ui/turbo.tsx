import type { ComponentChildren } from 'preact'

/** Turbo Streams: what the server changes on a page that is open. */
export interface StreamProps {
  /** Id of the element */
  target: string
  children?: ComponentChildren
  /** Keep what did not change: focus, open menus, scroll */
  morph?: boolean | undefined
}

function stream(action: 'append' | 'prepend' | 'replace' | 'update' | 'before' | 'after') {
  return ({ target, morph, children }: StreamProps) => (
    <turbo-stream action={action} target={target} method={morph ? 'morph' : undefined}>
      <template>{children}</template>
    </turbo-stream>
  )
}

export const Append = stream('append')
export const Prepend = stream('prepend')
export const Replace = stream('replace')
export const Update = stream('update')
export const Before = stream('before')
export const After = stream('after')

export const Remove = ({ target }: { target: string }) => <turbo-stream action="remove" target={target} />

/** Asks the open page to fetch itself again and morph. */
export const Refresh = () => <turbo-stream action="refresh" />

export interface FrameProps {
  id: string
  src?: string | undefined
  lazy?: boolean | undefined
  /** `_top`: links inside leave the frame */
  target?: string | undefined
  class?: string | undefined
  children?: ComponentChildren
}

export function Frame({ lazy, children, ...frame }: FrameProps) {
  return (
    <turbo-frame loading={lazy ? 'lazy' : undefined} {...frame}>
      {children}
    </turbo-frame>
  )
}

export const STREAM_TYPE = 'text/vnd.turbo-stream.html; charset=utf-8'
