import type { IconName } from '#ui/icon.tsx'
import { t } from '../../../texts/index.ts'
import type { Visibility } from '../shapes.ts'

export const visibilityIcon: Record<Visibility, IconName> = { public: 'globe', listed: 'lock', hidden: 'eye-off' }
export const visibilityName = (visibility: Visibility) => t(`groups:visibility.${visibility}.name`)
export const groupPath = ({ slug }: { slug: string }, rest = '') => `/groups/${encodeURIComponent(slug)}${rest}`
