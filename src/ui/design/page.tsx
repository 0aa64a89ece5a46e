import type { ComponentChildren } from 'preact'
import { Badge } from '../badge.tsx'
import { Button } from '../button.tsx'
import { Document } from '../document.tsx'
import { Row, Rows } from '../row.tsx'
import { Shelf } from '../shelf.tsx'
import { Toasts } from '../toast.tsx'
import { Controls } from './controls.tsx'
import { Looks } from './looks.tsx'
import { Places } from './places.tsx'
import { Posts } from './posts.tsx'
import { arabic, people, w } from './samples.ts'
import type { SheetProps } from './section.tsx'
import { Threads } from './threads.tsx'

/** Every part in every state, by day, by night and from right to left. Development only, at /design. */
export function DesignPage() {
  return (
    <Document title={w.page} noindex>
      <main id="main" tabindex={-1}>
        <Paper theme="folk-light">
          <h1 class="f-title">{w.page}</h1>
          <p class="f-lead mt-2">{w.lead}</p>
          <Shelf class="w-full mt-6" />
          <Sheet uid="day" />
        </Paper>
        <Paper theme="folk-dark">
          <p class="f-title">{w.night}</p>
          <Shelf class="w-full mt-6" />
          <Sheet uid="night" />
        </Paper>
        <Paper theme="folk-light" dir="rtl">
          <Arabic />
          <Sheet uid="rtl" />
        </Paper>
      </main>
      <Toasts />
    </Document>
  )
}

function Paper({
  theme,
  dir,
  children,
}: {
  theme: string
  dir?: 'rtl' | undefined
  children: ComponentChildren
}) {
  return (
    <div data-theme={theme} dir={dir} class="bg-paper text-ink">
      <div class="max-w-[60rem] mx-auto px-4 sm:px-8 py-12">{children}</div>
    </div>
  )
}

function Sheet({ uid }: SheetProps) {
  return (
    <>
      <Looks uid={uid} />
      <Controls uid={uid} />
      <Places uid={uid} />
      <Threads uid={uid} />
      <Posts uid={uid} />
    </>
  )
}

function Arabic() {
  return (
    <div lang="ar">
      <h2 class="f-title">{arabic.title}</h2>
      <Rows class="mt-5 border-t border-line">
        <Row
          state="solved"
          unread
          href="#a"
          title={arabic.first}
          meta={arabic.facts}
          faces={[people.omar, people.dev]}
          note={arabic.answers}
        />
        <Row
          state="needs"
          href="#b"
          title={arabic.second}
          meta={arabic.facts}
          badge={
            <Badge kind="warning" icon="clock">
              {arabic.later}
            </Badge>
          }
        />
      </Rows>
      <div class="flex gap-2 mt-5">
        <Button kind="primary" icon="reply">
          {arabic.answer}
        </Button>
        <Button after="arrow-right">{arabic.later}</Button>
      </div>
    </div>
  )
}
