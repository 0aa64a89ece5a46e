import type { ComponentChildren } from 'preact'

/** One group of parts. `uid` tells the sheets of one page apart. */
export interface SheetProps {
  uid: string
}

export function Section({
  uid,
  title,
  children,
}: SheetProps & { title: string; children: ComponentChildren }) {
  const id = `${uid}-${title.toLowerCase().replace(/\W+/g, '-')}`
  return (
    <section id={id} class="mt-12">
      <h2 class="f-h2 pb-2.5 border-b border-line">{title}</h2>
      <div class="mt-4 grid grid-cols-1 gap-5">{children}</div>
    </section>
  )
}
