import { Alert } from '#ui/alert.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { useDraft, Writing } from '#ui/composer.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import type { Person } from '#ui/person.ts'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import { PeopleField } from './circle-parts.tsx'

interface Props {
  /** To the team as one */
  team: boolean
  to: string
  /** Whom it goes to, when the address named one who is there */
  person?: Person | null | undefined
  /** Why nothing can be written to them */
  shut: 'youBlocked' | 'takesNone' | null
  mayBegin: boolean
  mayAskTeam: boolean
  draft: { body: string; version: number } | null
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

/** The first words to somebody, to several, or to the team. */
export function NewMessagePage(props: Props) {
  const { team, mayBegin, mayAskTeam, person, shut } = props
  const title = t(team ? 'messages:begin.titleTeam' : 'messages:begin.title')
  return (
    <Page title={title} shape="is-one" noindex>
      <PageHead title={title} lead={team ? t('messages:begin.leadTeam') : undefined} />
      {!team && !mayBegin && (
        <Alert class="mt-5" actions={mayAskTeam && <Button href="/messages/new?team=true" size="sm">{t('messages:writeTeam')}</Button>}>
          <b class="font-semibold">{t('messages:begin.newTitle')}</b> {t('messages:begin.newText')}
        </Alert>
      )}
      <Refused refusal={props.refusal} fields={['to', 'name', 'body']} />
      {shut && person && <Alert class="mt-5">{t(`messages:problem.${shut}`, { name: person.name })}</Alert>}
      {!shut && (team || mayBegin) && <Fields {...props} />}
    </Page>
  )
}

function Fields({ team, to, person, draft, typed = {}, refusal }: Props) {
  const { community } = useChrome()
  const place = useDraft('message:new', draft?.version)
  const isOne = person && (typed.to === undefined || typed.to === `@${person.handle}`)
  return (
    <Form action="/messages" class="mt-6 grid grid-cols-[minmax(0,1fr)] gap-5" once fields={team ? { team: true } : isOne ? { to: `@${person.handle}` } : undefined} data-controller="submit-once keep-draft" {...place}>
      {team ? <Recipient name={t('messages:team', { community: community.name })} /> : <>
        {isOne
          ? <div class="flex flex-wrap items-center gap-x-4"><Recipient name={person.name} person={person} /><a class="f-link text-sm" href="/messages/new">{t('messages:begin.others')}</a></div>
          : <PeopleField id="to" label={t('messages:begin.to')} help={t('messages:begin.toHelp')} value={typed.to ?? to} error={errorOf(refusal, 'to')} />}
        {!isOne && <TextField id="name" name="name" label={t('messages:begin.name')} help={t('messages:begin.nameHelp')} optional maxlength={60} value={typed.name} error={errorOf(refusal, 'name')} />}
      </>}
      <div>
        <div class="f-flabel"><label for="body">{t('messages:begin.text')}</label></div>
        <div class="mt-1.5"><Writing inPrivate id="body" uploads="/files" place="message:new" draftVersion={draft?.version} required rows={6} value={typed.body ?? draft?.body} error={errorOf(refusal, 'body')} buttons={<Button kind="primary" type="submit" icon="send">{t('messages:compose.send')}</Button>} /></div>
      </div>
    </Form>
  )
}

const Recipient = ({ name, person }: { name: string; person?: Person | undefined }) => (
  <p class="f-by">{person && <Avatar person={person} size="sm" />}<b class="font-semibold">{name}</b></p>
)
