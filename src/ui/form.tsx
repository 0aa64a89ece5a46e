import type { ComponentChildren } from 'preact'
import { Button, type ButtonLook } from './button.tsx'
import { useChrome } from './chrome.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type Fields = Record<string, string | number | boolean | null | undefined>

export interface FormProps {
  action: string
  method?: Method | undefined
  /** A key drawn at render: the same form sent twice is done once */
  once?: boolean | undefined
  /** For files */
  upload?: boolean | undefined
  /** Hidden fields; empty ones are left out */
  fields?: Fields | undefined
  id?: string | undefined
  class?: string | undefined
  /** Names the form for those who listen */
  label?: string | undefined
  novalidate?: boolean | undefined
  children?: ComponentChildren
}

/** Any form that changes something: carries the token, and says its true method in the address. Data attributes go through. */
export function Form(props: FormProps) {
  const { action, method = 'post', once, upload, fields, label, children, class: extra, ...rest } = props
  const get = method === 'get'
  return (
    <form
      action={get || method === 'post' ? action : withMethod(action, method)}
      method={get ? 'get' : 'post'}
      class={extra}
      aria-label={label}
      encType={upload ? 'multipart/form-data' : undefined}
      {...rest}
    >
      {!get && <Csrf />}
      {once && <Key />}
      <HiddenFields fields={fields} />
      {children}
    </form>
  )
}

// Browsers only send GET and POST; the true method stands in the address, where the server reads it before the body.
const withMethod = (action: string, method: Method) =>
  `${action}${action.includes('?') ? '&' : '?'}_method=${method}`

function Key() {
  const { gaps } = useChrome()
  return <input type="hidden" name="_key" value={gaps?.key ?? crypto.randomUUID()} />
}

/** For the rare form that is written by hand. */
export function Csrf() {
  const { csrf } = useChrome()
  return csrf ? <input type="hidden" name="_csrf" value={csrf} /> : null
}

export function HiddenFields({ fields = {} }: { fields?: Fields | undefined }) {
  const filled = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  return (
    <>
      {filled.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
    </>
  )
}

export interface ActionButtonProps extends ButtonLook {
  action: string
  method?: Method | undefined
  once?: boolean | undefined
  fields?: Fields | undefined
  pressed?: boolean | undefined
  disabled?: boolean | undefined
  id?: string | undefined
  /** Id of the turbo-frame that takes the answer; `_top` for the whole page */
  frame?: string | undefined
}

/**
 * One button that is a whole form: vote, accept, follow, remove. Works without scripts. Never inside another form:
 * there, a <Button type="submit" formaction=… name=… value=…> sends the form around it to another address.
 */
export function ActionButton({ action, method, once, fields, frame, ...button }: ActionButtonProps) {
  return (
    <Form
      action={action}
      method={method}
      once={once}
      fields={fields}
      class="f-inline"
      data-turbo-frame={frame}
    >
      <Button {...button} type="submit" />
    </Form>
  )
}
