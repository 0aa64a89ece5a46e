import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export type AlertKind = 'info' | 'success' | 'warning' | 'error'

/** Whole class names, for Tailwind. */
const LOOKS: Record<AlertKind, [icon: IconName, tone?: string]> = {
  info: ['info'],
  success: ['circle-check', 'alert-success'],
  warning: ['hourglass', 'alert-warning'],
  error: ['circle-alert', 'alert-error'],
}

export interface AlertProps {
  kind?: AlertKind | undefined
  icon?: IconName | undefined
  id?: string | undefined
  class?: string | undefined
  /** Buttons or links at the end */
  actions?: ComponentChildren
  children: ComponentChildren
}

/** Something about this page or session: what happened, and what to do. Errors are announced. */
export function Alert({ kind = 'info', icon, id, class: extra, actions, children }: AlertProps) {
  const [own, tone] = LOOKS[kind]
  const role = kind === 'error' ? 'alert' : kind === 'success' ? 'status' : 'note'
  return (
    <div id={id} class={cx('alert', tone, extra)} role={role}>
      <Icon name={icon ?? own} />
      <div>{children}</div>
      {actions && <div class="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}

export interface Problem {
  /** Id of the field it is about */
  field?: string | undefined
  text: string
}

/** At the head of a form that was refused: what is wrong, each a link to its field. */
export function Problems({ title, problems }: { title: string; problems: Problem[] }) {
  if (problems.length === 0) return null
  return (
    <Alert kind="error" id="problems">
      <b class="font-semibold">{title}</b>
      <ul>
        {problems.map(({ field, text }) => (
          <li key={text}>
            {field ? (
              <a class="f-link" href={`#${field}`}>
                {text}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
