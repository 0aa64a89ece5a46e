import { t } from '../texts/index.ts'
import { Button } from './button.tsx'
import { Page } from './page.tsx'
import { Empty } from './empty.tsx'

export interface ProblemPageProps {
  status: number
  title: string
  text: string
  /** Where to sign in, when that would help */
  signIn?: string | undefined
  /** What the person had written: it must not be lost */
  kept?: string | undefined
  /** What to do with it; else: sign in and paste it */
  keptHelp?: string | undefined
  /** What is stored now, when somebody else was quicker */
  theirs?: string | undefined
  problems?: string[] | undefined
}

/** A refusal: what happened, what is safe, what to do. */
export function ProblemPage({ status, title, text, signIn, kept, keptHelp, theirs, problems = [] }: ProblemPageProps) {
  const action = signIn ? (
    <Button kind="primary" href={signIn}>
      {t('problems:signInButton')}
    </Button>
  ) : (
    <Button kind="primary" href="/">
      {t('problems:goHome')}
    </Button>
  )
  return (
    <Page title={title} shape="is-one" noindex>
      <Empty title={title} heading="h1" art={status === 404 ? 'lamp' : 'door'} action={action}>
        {text}
        {problems.map((problem) => (
          <span key={problem}>
            <br />
            {problem}
          </span>
        ))}
      </Empty>
      <Text id="kept" label={t('problems:kept')} help={keptHelp ?? t('problems:keptHelp')} value={kept} />
      <Text id="theirs" label={t('problems:theirs')} value={theirs} />
    </Page>
  )
}

function Text({
  id,
  label,
  help,
  value,
}: {
  id: string
  label: string
  help?: string
  value: string | undefined
}) {
  if (value === undefined) return null
  return (
    <div class="f-field mt-6">
      <label for={id}>{label}</label>
      <textarea id={id} class="textarea w-full" rows={10} readOnly>
        {value}
      </textarea>
      {help && <p class="f-help">{help}</p>}
    </div>
  )
}
