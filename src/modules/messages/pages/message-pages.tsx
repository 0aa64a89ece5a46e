import { Alert } from '#ui/alert.tsx'
import { Avatar, PersonName } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Composer } from '#ui/composer.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Prose } from '#ui/post.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { Time } from '#ui/time.tsx'
import { t } from '../../../texts/index.ts'
import type { MessageInCircle } from '../message-queries.ts'
import type { ReportLine } from '../reports.ts'
import { newestIn, pathOfMessage } from './paths.ts'

interface EditProps {
  message: MessageInCircle
  typed?: string | undefined
  error?: string | undefined
  /** It was changed on another device meanwhile */
  clash?: boolean | undefined
}

export function EditMessagePage({ message, typed, error, clash }: EditProps) {
  return (
    <Page title={t('messages:edit.title')} shape="is-one" noindex>
      <PageHead title={t('messages:edit.title')} lead={t('messages:edit.lead')} />
      {clash && <Alert kind="warning" class="mt-5"><p>{t('messages:edit.clash')}</p><Prose html={message.html} small /></Alert>}
      <div class="mt-6">
        <Composer inPrivate id="message" label={t('messages:compose.title')} uploads="/files" action={pathOfMessage(message)} method="put" cta={t('messages:edit.save')} fields={{ version: message.version }} value={typed ?? message.body} error={error} required rows={5}
          extra={<Button href={newestIn(message.circleId)} kind="ghost">{t('messages:report.back')}</Button>} />
      </div>
    </Page>
  )
}

interface ReportProps {
  message: MessageInCircle
  /** What the team will see */
  lines: ReportLine[]
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

/** What the team will see is shown before it is sent. */
export function ReportMessagePage({ message, lines, typed = {}, refusal }: ReportProps) {
  return (
    <Page title={t('messages:report.title')} shape="is-one" noindex>
      <PageHead title={t('messages:report.title')} lead={t('messages:report.lead')} />
      <div class="my-6"><Lines lines={lines} reported={message.id} /></div>
      <Refused refusal={refusal} fields={['reason']} />
      <Form action={`${pathOfMessage(message)}/report`} class="grid gap-4" once data-controller="submit-once">
        <TextField id="reason" name="reason" label={t('messages:report.reason')} help={t('messages:report.reasonHelp')} rows={3} required maxlength={500} value={typed.reason} error={errorOf(refusal, 'reason')} />
        <div class="flex flex-wrap gap-2">
          <Button type="submit" kind="error" icon="flag">{t('messages:report.go')}</Button>
          <Button href={newestIn(message.circleId)} kind="ghost">{t('messages:report.back')}</Button>
        </div>
        <p class="f-help">{t('messages:report.block', { name: message.author.name })}</p>
      </Form>
    </Page>
  )
}

/** Messages as the team sees them when one of them was reported. */
export const Lines = ({ lines, reported }: { lines: readonly ReportLine[]; reported: number }) => (
  <ol class="f-card grid gap-4 p-4">
    {lines.map(({ id, author, html, at }) => (
      <li key={id} class={id === reported ? 'f-msg-reported' : undefined}>
        <p class="f-by"><Avatar person={author} size="xs" /><PersonName person={author} /> <span class="text-sm text-ink-3"><Time at={at} look="moment" /></span></p>
        {id === reported && <p class="text-sm font-semibold text-ink-2">{t('messages:reports.this')}</p>}
        <Prose html={html} small />
      </li>
    ))}
  </ol>
)
