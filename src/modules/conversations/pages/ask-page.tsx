import { t, tAny } from '../../../texts/index.ts'
import { Problems } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { useDraft, Writing } from '#ui/composer.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { AskReading } from '../ask-queries.ts'
import { ProductsField, SpaceField, TopicsField } from './ask-fields.tsx'
import { AskFoot, AskRail, SignInStep } from './ask-parts.tsx'
import { countOf, Matches } from './matches.tsx'
import { listPath } from './paths.ts'

export interface AskPageProps {
  ask: AskReading
  /** Fields and catalogue keys of what is wrong with them */
  problems?: Record<string, string> | undefined
  /** A guest has written and wants to send: what is left is to sign in */
  signIn?: boolean | undefined
}

/** Asking: first what was answered already, while one types; then the question itself. */
export function AskPage({ ask, problems = {}, signIn }: AskPageProps) {
  const { kind } = ask
  return (
    <Page
      title={t(`conversations:ask.title.${kind}`)}
      canonical={`${listPath(kind)}/new`}
      bottom="ask"
      noSearch
      rail={<AskRail ask={ask} />}
      railLabel={t('conversations:ask.rail')}
    >
      <PageHead title={t(`conversations:ask.title.${kind}`)} lead={t(`conversations:ask.lead.${kind}`)} />
      {signIn && <SignInStep ask={ask} />}
      <div class="mt-6 empty:hidden" data-controller="found">
        <Problems
          title={t('problems:invalid')}
          problems={Object.entries(problems).map(([field, key]) => ({
            field: fieldIds[field],
            text: tAny(key),
          }))}
        />
      </div>
      <AskForm ask={ask} problems={problems} />
    </Page>
  )
}

const fieldIds: Record<string, string> = {
  title: 'title',
  body: 'body',
  spaceId: 'space',
  topics: 'topics-other',
}

function AskForm({ ask, problems }: { ask: AskReading; problems: Record<string, string> }) {
  const { viewer } = useChrome()
  const { kind, typed } = ask
  const path = listPath(kind)
  const controllers = ['submit-once', 'keep-draft', 'live-matches'].join(' ')
  const matchesUrl = `/questions/matches${ask.token ? `?ask=${ask.token}` : ''}`
  // A guest's form leads to a page and not back: scripts let it go the plain way, and keep what was typed on the device.
  const plain = viewer ? {} : { 'data-turbo': 'false' }
  const error = (field: string) => (problems[field] ? tAny(problems[field]) : undefined)
  return (
    <Form
      action={viewer ? path : `${path}/new`}
      once
      novalidate={viewer === null}
      id="ask"
      class="mt-7 grid grid-cols-1 gap-7"
      fields={{ ask: ask.token }}
      data-controller={controllers}
      data-live-matches-url-value={matchesUrl}
      data-keep-draft-given-value={ask.given}
      {...useDraft('ask', ask.draftVersion)}
      {...plain}
    >
      <input type="hidden" data-draft="kind" value={kind} />
      <TextField
        id="title"
        name="title"
        big
        label={t(`conversations:ask.label.${kind}`)}
        help={t(`conversations:ask.titleHelp.${kind}`)}
        value={typed.title}
        error={error('title')}
        required
        maxlength={200}
        autocomplete="off"
        data-draft="title"
        data-live-matches-target="title"
        data-action="input->live-matches#look keydown.enter->live-matches#goOn"
      />
      <div class="hidden noscript:block">
        <Button
          type="submit"
          name="step"
          value="look"
          formaction={`${path}/new`}
          formnovalidate
          data-turbo="false"
        >
          {t('conversations:ask.look')}
        </Button>
      </div>
      <p id="matches-said" class="sr-only" role="status">
        {typed.title ? countOf(ask) : ''}
      </p>
      <Frame id="matches" target="_top" class="empty:hidden" data-live-matches-target="frame">
        <Matches help={ask} />
      </Frame>
      <div class="f-field is-big" data-action="input->live-matches#look">
        <div class="f-flabel">
          <label for="body">{t(`conversations:ask.body.${kind}`)}</label>
        </div>
        <Writing
          uploads="/files"
          id="body"
          value={typed.body}
          rows={7}
          required
          place="ask"
          placeholder={t(`conversations:ask.placeholder.${kind}`)}
          error={error('body')}
        />
      </div>
      <SpaceField ask={ask} error={error('spaceId')} />
      <ProductsField ask={ask} />
      <TopicsField ask={ask} error={error('topics')} />
      <AskFoot ask={ask} />
    </Form>
  )
}
