import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Form, type Fields, type Method } from './form.tsx'
import { Icon } from './icon.tsx'

export interface ToastProps {
  id?: string | undefined
  /** What it takes to undo; with it the toast stays ten seconds */
  undo?:
    | { action: string; method?: Method | undefined; fields?: Fields | undefined; label?: string | undefined }
    | undefined
  children: ComponentChildren
}

/** The result of what somebody just did. Never the only place of an error. */
export function Toast({ id, undo, children }: ToastProps) {
  return (
    <div
      id={id}
      class="f-toast"
      role="status"
      data-controller="toast"
      data-toast-after-value={undo ? 10000 : 5000}
    >
      {!undo && <Icon name="check" />}
      <span class={undo ? undefined : 'pe-3 py-1'}>{children}</span>
      {undo && (
        <Form action={undo.action} method={undo.method} fields={undo.fields} class="f-inline">
          <button type="submit">{undo.label ?? t('ui:undo')}</button>
        </Form>
      )}
    </div>
  )
}

/** Where toasts land; streams append to `#toasts`. It is there from the start, so that listeners hear what arrives. */
export function Toasts({ children }: { children?: ComponentChildren }) {
  return (
    <div id="toasts" class="f-toasts" aria-live="polite">
      {children}
    </div>
  )
}
