import { t } from '../texts/index.ts'
import { cx } from './classes.ts'
import { Hidden } from './hidden.tsx'
import { Icon, type IconName } from './icon.tsx'

export type StateKind =
  | 'solved'
  | 'answered'
  | 'needs'
  | 'talk'
  | 'guide'
  | 'idea'
  | 'event'
  | 'closed'
  | 'news'

const LOOKS: Record<StateKind, [IconName, string?]> = {
  solved: ['check', 'is-solved'],
  answered: ['message-circle'],
  needs: ['circle-dashed', 'is-needs'],
  talk: ['messages-square'],
  guide: ['book-open'],
  idea: ['lightbulb'],
  event: ['calendar-days'],
  closed: ['lock'],
  news: ['megaphone'],
}

/** The glyph in front of a thread. Colour never speaks alone: a hidden word says the same. */
export function State({ kind }: { kind: StateKind }) {
  const [icon, tone] = LOOKS[kind]
  return (
    <span class={cx('f-state', tone)}>
      <Icon name={icon} />
      <Hidden>{t(`ui:state.${kind}`)}</Hidden>
    </span>
  )
}

/** The same place with an icon of the caller's; the words beside it must say what it means. */
export function Glyph({ icon }: { icon: IconName }) {
  return (
    <span class="f-state" aria-hidden="true">
      <Icon name={icon} />
    </span>
  )
}
