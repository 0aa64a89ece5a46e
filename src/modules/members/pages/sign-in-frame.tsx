import type { ComponentChildren } from 'preact'
import { Page } from '#ui/page.tsx'
import { Shelf } from '#ui/shelf.tsx'
import { t } from '../../../texts/index.ts'

interface FrameProps {
  title: string
  lead?: ComponentChildren
  says?: string | undefined
  children: ComponentChildren
}

/** One narrow column, and a shelf beside it where there is room. */
export function SignInFrame({ title, lead, says, children }: FrameProps) {
  return (
    <Page
      bare
      noindex
      title={title}
      bareNote={
        <a class="f-link" href="/">
          {t('members:readWithout')}
        </a>
      }
    >
      <div class="max-w-[60rem] mx-auto px-4 sm:px-8 pt-10 sm:pt-16 pb-10 grid grid-cols-1 md:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] gap-x-20 gap-y-12">
        <div>
          <h1 class="f-title">{title}</h1>
          {lead && <p class="text-ink-2 mt-2">{lead}</p>}
          {children}
        </div>
        <aside class="self-center hidden md:block" aria-label={t('members:signIn.aside')}>
          <Shelf class="w-full" width={430} height={112} seed={11} lean={6} lamp={false} />
          {says && <p class="font-serif text-xl mt-6">{says}</p>}
        </aside>
      </div>
    </Page>
  )
}

/** After asking for a mail: the same words, whether there is an account or not. */
export function SentPage({
  title,
  note,
  development,
  children,
}: {
  title: string
  note?: string
  development: boolean
  children: ComponentChildren
}) {
  return (
    <SignInFrame title={title}>
      <p class="mt-4">{children}</p>
      {note && <p class="text-ink-2 mt-4">{note}</p>}
      {development && (
        <p class="text-ink-3 text-sm mt-4">
          {t('members:devMail')}{' '}
          <a class="f-link" href="/dev/mail">
            /dev/mail
          </a>
        </p>
      )}
      <p class="mt-8">
        <a class="f-link" href="/sign-in">
          {t('members:signLink.back')}
        </a>
      </p>
    </SignInFrame>
  )
}
