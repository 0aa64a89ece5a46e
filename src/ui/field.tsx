import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { cx } from './classes.ts'
import { Icon } from './icon.tsx'

export interface FieldProps {
  id: string
  label: ComponentChildren
  help?: ComponentChildren
  error?: string | undefined
  /** Adds "optional" to the label: most fields should not need it */
  optional?: boolean | undefined
  /** A link beside the label, such as Forgotten? */
  aside?: ComponentChildren
  class?: string | undefined
}

/** Label, control, help, error. The control must carry `id` and `describedBy(...)`. */
export function Field({
  id,
  label,
  help,
  error,
  optional,
  aside,
  class: extra,
  children,
}: FieldProps & { children: ComponentChildren }) {
  return (
    <div class={cx('f-field', extra)}>
      <div class="f-flabel">
        <label for={id}>{label}</label>
        {optional && <span class="f-help">{t('ui:field.optional')}</span>}
        {aside && <span class="ms-auto font-normal">{aside}</span>}
      </div>
      {children}
      {help && (
        <p class="f-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <FieldError id={id} error={error} />
    </div>
  )
}

export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  if (!error) return null
  return (
    <p class="f-err" id={`${id}-err`}>
      <Icon name="circle-alert" />
      {error}
    </p>
  )
}

/** aria for a control inside <Field>. */
export function describedBy({ id, help, error }: Pick<FieldProps, 'id' | 'help' | 'error'>) {
  const ids = [help && `${id}-help`, error && `${id}-err`].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? ('true' as const) : undefined }
}

export interface TextFieldProps extends FieldProps {
  name: string
  value?: string | number | undefined
  type?:
    | 'text'
    | 'email'
    | 'password'
    | 'url'
    | 'number'
    | 'date'
    | 'time'
    | 'datetime-local'
    | 'color'
    | 'search'
    | 'tel'
    | undefined
  placeholder?: string | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
  readonly?: boolean | undefined
  autofocus?: boolean | undefined
  autocomplete?: string | undefined
  inputmode?: 'text' | 'numeric' | 'email' | 'url' | 'decimal' | 'search' | undefined
  min?: number | string | undefined
  max?: number | string | undefined
  step?: number | string | undefined
  minlength?: number | undefined
  maxlength?: number | undefined
  pattern?: string | undefined
  list?: string | undefined
  /** More lines: becomes a textarea that grows */
  rows?: number | undefined
  big?: boolean | undefined
}

/** The usual case: a field with one line or, with `rows`, several. Data attributes go to the control. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    help,
    error,
    optional,
    aside,
    class: extra,
    big,
    rows,
    type = 'text',
    value,
    ...control
  } = props
  const shared = { ...control, ...describedBy(props) }
  return (
    <Field
      id={props.id}
      label={label}
      help={help}
      error={error}
      optional={optional}
      aside={aside}
      class={cx(big && 'is-big', extra)}
    >
      {rows ? (
        <textarea class="textarea" rows={rows} {...(shared as object)}>
          {value}
        </textarea>
      ) : (
        <input class="input" {...({ type, value, ...shared } as object)} />
      )}
    </Field>
  )
}

export interface Option {
  value: string | number
  label: string
  selected?: boolean | undefined
  disabled?: boolean | undefined
  /** Of the label, where it is another than that of the page */
  lang?: string | undefined
}

export interface SelectFieldProps extends FieldProps {
  name: string
  options: Option[]
  value?: string | number | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
}

export function SelectField(props: SelectFieldProps) {
  const { label, help, error, optional, aside, class: extra, options, value, ...control } = props
  return (
    <Field
      id={props.id}
      label={label}
      help={help}
      error={error}
      optional={optional}
      aside={aside}
      class={extra}
    >
      <select class="select" {...control} {...describedBy(props)}>
        <Options options={options} value={value} />
      </select>
    </Field>
  )
}

export function Options({ options, value }: { options: Option[]; value?: string | number | undefined }) {
  return (
    <>
      {options.map((option) => (
        <option
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          lang={option.lang}
          selected={option.selected ?? option.value === value}
        >
          {option.label}
        </option>
      ))}
    </>
  )
}
