import { t } from '../texts/index.ts'

export interface Crumb {
  label: string
  href: string
}

/** Above the title; the page itself is not among them. */
/** `label` tells two of them on one page apart. */
export function Crumbs({ crumbs, label }: { crumbs: Crumb[]; label?: string | undefined }) {
  if (crumbs.length === 0) return null
  return (
    <nav class="breadcrumbs" aria-label={label ?? t('ui:crumbs')}>
      <ul>
        {crumbs.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
