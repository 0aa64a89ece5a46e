import type { ComponentChildren } from 'preact'

export interface Tab {
  label: ComponentChildren
  href: string
  on?: boolean | undefined
  count?: number | undefined
}

/** Links to neighbouring pages; a count of nought is not shown. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} class="tab" href={tab.href} aria-current={tab.on ? 'page' : undefined}>
          {tab.label}
          {tab.count ? <small>{tab.count}</small> : null}
        </a>
      ))}
    </nav>
  )
}
