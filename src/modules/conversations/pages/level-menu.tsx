import { t } from '../../../texts/index.ts'
import type { IconName } from '#ui/icon.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { type FollowLevel, followLevels } from './levels.ts'

const icons: Record<FollowLevel, IconName> = { watching: 'bell-ring', tracking: 'eye', normal: 'bell', muted: 'bell-off' }

interface Props {
  /** Where the level is kept. */
  action: string
  level: FollowLevel
  /** What it is for: each says in its own words what a level means. */
  of: 'thread' | 'space' | 'topic' | 'member'
  /** What it is for, where several stand under one another: their buttons are told apart by ear. */
  name?: string
  /** Opens towards the end of the line. */
  start?: boolean
  /** Id of the turbo-frame that takes the answer. */
  frame?: string
  /** Where one goes afterwards, if not to what it is for. */
  to?: string
}

/** How much one wants to hear: a button that says it, and a choice of four. */
export function LevelMenu({ action, level, of, name, start, frame, to }: Props) {
  const now = t(`conversations:level.${level}.now`)
  return (
    <Menu id={`level${action.replaceAll('/', '-')}`} class={level === 'normal' ? 'f-levels' : 'f-levels is-on'} icon={icons[level]} title={now} label={name && t('conversations:level.of', { level: now, name })} start={start}>
      {followLevels.map((each) => (
        <MenuItem key={each} icon={icons[each]} action={action} method="put" fields={{ level: each, to }} current={each === level} frame={frame}>
          <span>
            {t(`conversations:level.${each}.name`)}
            <span class="f-level-means">{t(`conversations:level.${each}.${of}`)}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  )
}
