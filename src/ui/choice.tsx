import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'
import { FieldError } from './field.tsx'

export interface ChoiceProps {
  name: string
  value?: string | number | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  required?: boolean | undefined
  id?: string | undefined
  /** Under the label */
  help?: ComponentChildren
  /** At the end of the line: a count */
  count?: number | string | undefined
  class?: string | undefined
  /** The label */
  children: ComponentChildren
}

function choice(kind: 'checkbox' | 'radio' | 'toggle') {
  const look =
    kind === 'radio'
      ? { type: 'radio' as const }
      : { type: 'checkbox' as const, role: kind === 'toggle' ? ('switch' as const) : undefined }
  return ({ help, count, class: extra, children, ...input }: ChoiceProps) => (
    <label class={cx('f-check', extra)}>
      <input class={kind} {...look} {...input} />
      <span>
        {children}
        {help && <span class="f-help block">{help}</span>}
      </span>
      {count !== undefined && <span class="ms-auto text-ink-3">{count}</span>}
    </label>
  )
}

export const Check = choice('checkbox')
export const Radio = choice('radio')
export const Toggle = choice('toggle')

/** A choice framed as a card: voice, access, who could answer. */
export function ChoiceCard({
  name,
  value,
  checked,
  type = 'radio',
  children,
}: {
  name: string
  value: string | number
  checked?: boolean | undefined
  type?: 'radio' | 'checkbox' | undefined
  children: ComponentChildren
}) {
  return (
    <label class="f-choice">
      <input type={type} class={type} name={name} value={value} checked={checked} />
      <span>{children}</span>
    </label>
  )
}

export interface FieldsetProps {
  legend: ComponentChildren
  id?: string | undefined
  help?: ComponentChildren
  error?: string | undefined
  class?: string | undefined
  children: ComponentChildren
}

export function Fieldset({ legend, id = '', help, error, class: extra, children }: FieldsetProps) {
  return (
    <fieldset
      id={id || undefined}
      class={cx('f-fieldset', extra)}
      aria-describedby={error ? `${id}-err` : undefined}
    >
      <legend class="f-flabel">{legend}</legend>
      {help && <p class="f-help">{help}</p>}
      {children}
      <FieldError id={id} error={error} />
    </fieldset>
  )
}
