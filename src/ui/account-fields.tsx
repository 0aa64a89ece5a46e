/** The fields that stand in every form about an account. Browsers fill them by `autocomplete`, so it is said in one place. */
import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { TextField } from './field.tsx'

interface Given {
  value?: string | undefined
  error?: string | undefined
}

export const NameField = (given: Given) => (
  <TextField
    id="name"
    name="name"
    autocomplete="name"
    required
    maxlength={60}
    label={t('ui:account.name')}
    help={t('ui:account.nameHelp')}
    {...given}
  />
)

interface EmailProps extends Given {
  id?: string
  label?: string
  /** As a username it is filled together with the password that belongs to it. */
  autocomplete?: 'email' | 'username'
}

export const EmailField = ({ id = 'email', label = t('ui:account.email'), autocomplete = 'email', ...given }: EmailProps) => (
  <TextField id={id} name="email" type="email" autocomplete={autocomplete} required label={label} {...given} />
)

interface PasswordProps {
  id?: string
  name?: string | undefined
  label?: string
  aside?: ComponentChildren
  error?: string | undefined
}

/** The password that somebody has. It is never sent back. */
export const PasswordField = ({
  id = 'password',
  name = 'password',
  label = t('ui:account.password'),
  ...given
}: PasswordProps) => (
  <TextField id={id} name={name} type="password" autocomplete="current-password" required label={label} {...given} />
)

/** The password that somebody chooses. */
export const NewPasswordField = ({
  label = t('ui:account.password'),
  error,
}: Pick<PasswordProps, 'label' | 'error'>) => (
  <TextField
    id="password"
    name="password"
    type="password"
    autocomplete="new-password"
    required
    minlength={10}
    label={label}
    help={t('ui:account.newPasswordHelp')}
    error={error}
  />
)
