import { t, tAny } from '../../../texts/index.ts'
import { Problems } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Check, Fieldset, Radio } from '#ui/choice.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import type { PostInThread } from '../post-queries.ts'
import { PostFrame, postPlace } from './post-frame.tsx'
import { pollResults, pollWays } from './poll-ways.ts'

export type PollTyped = Partial<Record<'question' | 'options' | 'way' | 'most' | 'anonymous' | 'results' | 'closes', string>>

interface Props {
  post: PostInThread
  typed?: PollTyped | undefined
  problems?: Record<string, string> | undefined
  /** The poll that is changed, and the version of it that this form began from */
  edited?: { id: number; version: number } | undefined
}

/** Makes or changes a poll: one option a line, so that it works everywhere. */
export function PollFormPage({ post, typed = {}, problems = {}, edited }: Props) {
  const list = Object.entries(problems).map(([field, key]) => ({ field: field ? `poll-${field}` : undefined, text: tAny(key) }))
  const title = t(edited ? 'conversations:poll.form.edit' : 'conversations:poll.form.make')
  return (
    <PostFrame title={title} post={post}>
      <div class="mt-5 empty:hidden" data-controller="found">
        <Problems title={t('problems:invalid')} problems={list} />
      </div>
      <Form
        action={edited ? `/polls/${edited.id}` : `/posts/${post.id}/poll`}
        method={edited ? 'patch' : 'post'}
        once={!edited}
        fields={{ version: edited?.version }}
        class="f-form mt-6"
        data-controller="submit-once"
      >
        <Fields typed={typed} error={(field) => (problems[field] ? tAny(problems[field]) : undefined)} />
        <div class="f-form-foot">
          <Button kind="primary" type="submit">{t(edited ? 'conversations:poll.form.save' : 'conversations:poll.form.do')}</Button>
          <Button kind="ghost" href={postPlace(post)}>{t(edited ? 'conversations:cancel' : 'conversations:poll.form.without')}</Button>
        </div>
      </Form>
    </PostFrame>
  )
}

interface FieldsProps {
  typed: PollTyped
  error: (field: string) => string | undefined
}

function Fields({ typed, error }: FieldsProps) {
  return (
    <>
      <TextField id="poll-question" name="question" label={t('conversations:poll.form.question')} value={typed.question} error={error('question')} required maxlength={200} />
      <TextField id="poll-options" name="options" rows={5} label={t('conversations:poll.form.options')} help={t('conversations:poll.form.optionsHelp')} value={typed.options} error={error('options')} required maxlength={4000} />
      <Fieldset id="poll-way" legend={t('conversations:poll.form.way')}>
        {pollWays.map((way) => (
          <Radio key={way} name="way" value={way} checked={(typed.way ?? 'single') === way} help={t(`conversations:poll.form.wayHelp.${way}`)}>
            {t(`conversations:poll.form.ways.${way}`)}
          </Radio>
        ))}
      </Fieldset>
      <TextField id="poll-most" name="most" type="number" min={2} max={20} optional label={t('conversations:poll.form.most')} help={t('conversations:poll.form.mostHelp')} value={typed.most} error={error('most')} class="max-w-[16rem]" />
      <Fieldset id="poll-secrecy" legend={t('conversations:poll.form.secrecy')}>
        <Check name="anonymous" value="true" checked={typed.anonymous === 'true'} help={t('conversations:poll.form.anonymousHelp')}>
          {t('conversations:poll.anonymous')}
        </Check>
      </Fieldset>
      <Fieldset id="poll-results" legend={t('conversations:poll.form.results')}>
        {pollResults.map((when) => (
          <Radio key={when} name="results" value={when} checked={(typed.results ?? 'always') === when}>
            {t(`conversations:poll.form.when.${when}`)}
          </Radio>
        ))}
      </Fieldset>
      <Closes typed={typed} error={error} />
    </>
  )
}

function Closes({ typed, error }: FieldsProps) {
  const { timeZone = 'UTC' } = useChrome()
  return (
    <TextField
      id="poll-closes"
      name="closes"
      type="datetime-local"
      optional
      label={t('conversations:poll.form.closes')}
      help={t('conversations:poll.form.closesHelp', { timeZone })}
      value={typed.closes}
      error={error('closes')}
      class="max-w-[20rem]"
    />
  )
}
