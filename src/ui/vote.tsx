import { t } from '../texts/index.ts'
import { Form } from './form.tsx'
import { Icon } from './icon.tsx'

export interface VoteProps {
  id?: string | undefined
  /** Takes a POST with `vote` = up, down or none */
  action: string
  net: number
  mine: 'up' | 'down' | null
  /** What is voted on, for those who listen */
  subject: string
  disabled?: boolean | undefined
}

/** Up, net, down. Each arrow is a toggle; pressing it again takes the vote back. */
export function Vote({ id, action, net, mine, subject, disabled }: VoteProps) {
  const arrow = (way: 'up' | 'down') => (
    <button
      type="submit"
      name="vote"
      value={mine === way ? 'none' : way}
      aria-pressed={mine === way}
      aria-label={t(`ui:vote.${way}`, { subject })}
      disabled={disabled}
    >
      <Icon name={way === 'up' ? 'chevron-up' : 'chevron-down'} />
    </button>
  )
  return (
    <Form action={action} id={id} class="f-vote">
      {arrow('up')}
      <b>{net}</b>
      {arrow('down')}
    </Form>
  )
}
