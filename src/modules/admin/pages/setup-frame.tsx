import type { ComponentChildren } from 'preact'
import { Button } from '#ui/button.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { t } from '../../../texts/index.ts'
import { Refused, type Refusal } from '#ui/refused.tsx'

export type Step = 'purpose' | 'looks' | 'joining' | 'administrator' | 'spaces' | 'start'
const steps: Step[] = ['purpose', 'looks', 'joining', 'administrator', 'spaces', 'start']

export interface StepProps {
  step: Step
  done: Step[]
  refusal?: Refusal | undefined
}

interface FrameProps extends StepProps {
  /** Fields that show their own problems */
  fields: string[]
  /** What the choice will look like, or why it is asked */
  aside?: ComponentChildren
  head?: ComponentChildren
  children: ComponentChildren
}

/** One step: where one is, one question, why it is asked. */
export function SetupFrame({ step, done, refusal, fields, aside, head, children }: FrameProps) {
  const title = t(`admin:${step}.title`)
  const number = steps.indexOf(step) + 1
  return (
    <Page
      bare
      noindex
      title={t('admin:setup.title', { number, of: steps.length })}
      bareNote={t('admin:setup.saved')}
      head={head}
    >
      <div class="max-w-[70rem] mx-auto px-4 sm:px-8 pt-8 pb-16 grid grid-cols-1 lg:grid-cols-[13rem_minmax(0,1fr)_19rem] gap-x-12 gap-y-8">
        <Steps step={step} done={done} />
        <div>
          <p class="f-over">{t('admin:setup.step', { number, of: steps.length })}</p>
          <h1 class="f-title">{title}</h1>
          <p class="f-lead mt-2">{t(`admin:${step}.lead`)}</p>
          <Refused refusal={refusal} fields={fields} />
          <div class="mt-7">{children}</div>
        </div>
        <aside aria-label={t('admin:setup.aside')} class="text-sm">
          {aside}
          <div class="f-well mt-5 !px-4">
            <h2 class="f-h3 !text-sm">{t('admin:setup.why')}</h2>
            <p class="text-ink-2 mt-1">{t(`admin:${step}.why`)}</p>
          </div>
        </aside>
      </div>
    </Page>
  )
}

function Steps({ step, done }: { step: Step; done: Step[] }) {
  return (
    <nav aria-label={t('admin:setup.steps')}>
      <ol class="relative flex lg:grid gap-1 overflow-x-auto text-sm">
        {steps.map((each, index) => (
          <StepEntry
            key={each}
            step={each}
            number={index + 1}
            current={each === step}
            done={done.includes(each)}
          />
        ))}
      </ol>
    </nav>
  )
}

function StepEntry({
  step,
  number,
  current,
  done,
}: {
  step: Step
  number: number
  current: boolean
  done: boolean
}) {
  const look = current
    ? '!bg-brand !border-brand !text-primary-content'
    : done
      ? '!bg-success !border-success !text-success-content'
      : ''
  const words = (
    <>
      {t(`admin:${step}.step`)}
      {done && <Hidden>, {t('admin:setup.done')}</Hidden>}
    </>
  )
  return (
    <li class="flex-none">
      <a
        href={`/setup/${step}`}
        class={`flex items-center gap-3 min-h-11 min-w-11 px-1 no-underline ${current ? 'font-semibold' : 'text-ink-2'}`}
        aria-current={current ? 'step' : undefined}
      >
        <span class={`f-task-n ${look}`}>{done && !current ? <Icon name="check" /> : number}</span>
        <span class={current ? 'max-sm:sr-only' : 'sr-only lg:not-sr-only'}>{words}</span>
      </a>
    </li>
  )
}

/** Back and on, under every step. */
export function StepButtons({ step, children }: { step: Step; children?: ComponentChildren }) {
  const before = steps[steps.indexOf(step) - 1]
  const next = steps[steps.indexOf(step) + 1]
  return (
    <div class="flex flex-wrap gap-2 border-t border-line pt-6">
      {before && (
        <Button href={`/setup/${before}`} icon="arrow-left">
          {t('admin:setup.back')}
        </Button>
      )}
      {children}
      <Button type="submit" kind="primary" after={next && 'arrow-right'} id="next-button">
        {next ? t('admin:setup.next', { step: t(`admin:${next}.step`) }) : t('admin:setup.finish')}
      </Button>
    </div>
  )
}
