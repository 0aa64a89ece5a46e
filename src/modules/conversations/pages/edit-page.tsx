import { t, tAny } from '../../../texts/index.ts'
import { Alert, Problems } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { useDraft, Writing } from '#ui/composer.tsx'
import { Diff } from '#ui/diff.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import type { Clash, Edit } from '../edits.ts'
import { languageOptions } from './written-in.ts'
import { pathOf, postPath } from './paths.ts'

export interface EditPageProps {
  edit: Edit
  reason?: string | undefined
  problems?: Record<string, string> | undefined
  /** Somebody else saved meanwhile */
  clash?: Clash | undefined
}

/** Changes a thread or a post. When two did at once, both texts and what lies between them. */
export function EditPage({ edit, reason, problems = {}, clash }: EditPageProps) {
  const { thread } = edit
  const title = useTitle(edit)
  const list = Object.entries(problems).map(([field, key]) => ({
    field: field in fieldIds ? fieldIds[field] : undefined,
    text: tAny(key),
  }))
  return (
    <Page title={title} nav={`space:${thread.place.slug}`} shape="is-one" noindex>
      <PageHead
        title={title}
        lead={
          edit.title === null && (
            <>
              {t('conversations:in')}{' '}
              <a class="f-link" href={backTo(edit)}>
                {thread.title}
              </a>
            </>
          )
        }
      />
      {clash && <ClashPart clash={clash} edit={edit} />}
      <div class="mt-6 empty:hidden" data-controller="found">
        <Problems title={t('problems:invalid')} problems={list} />
      </div>
      <EditForm edit={edit} reason={reason} problems={problems} merging={clash !== undefined} />
    </Page>
  )
}

const fieldIds: Record<string, string> = { title: 'title', body: 'body', topics: 'topics', reason: 'reason' }

const backTo = ({ thread, post }: Edit) =>
  post.kind === 'opening' ? pathOf(thread) : postPath(thread, post.id)

function useTitle({ thread, post, title }: Edit): string {
  const { viewer } = useChrome()
  const what = title === null ? 'post' : thread.kind
  return viewer?.id === post.authorId
    ? t(`conversations:revise.title.${what}`)
    : t(`conversations:revise.titleOf.${what}`, { name: post.author.name })
}

function EditForm({
  edit,
  reason,
  problems,
  merging,
}: {
  edit: Edit
  reason: string | undefined
  problems: Record<string, string>
  merging: boolean
}) {
  const { thread, post } = edit
  const whole = edit.title !== null
  const error = (field: string) => (problems[field] ? tAny(problems[field]) : undefined)
  return (
    <Form
      action={whole ? `/threads/${thread.id}` : `/posts/${post.id}`}
      method="patch"
      class="f-form mt-6"
      data-controller="submit-once keep-draft"
      {...useDraft(`edit:${post.id}`, edit.draftVersion)}
    >
      <input type="hidden" name="version" value={edit.version} data-draft="base" />
      {whole && (
        <TextField
          id="title"
          name="title"
          label={t('conversations:revise.headline')}
          value={edit.title ?? ''}
          error={error('title')}
          required
          maxlength={200}
          data-draft="title"
        />
      )}
      <div class="f-field">
        <div class="f-flabel">
          <label for="body">{t(merging ? 'conversations:revise.mine' : 'conversations:revise.body')}</label>
        </div>
        <Writing
          uploads="/files"
          id="body"
          value={edit.body}
          rows={10}
          required
          place={`edit:${post.id}`}
          error={error('body')}
        />
        {post.html.includes('<div class="f-page-card') && <p class="f-help">{t('conversations:revise.cards')}</p>}
      </div>
      {whole && (
        <TextField
          id="topics"
          name="topics"
          label={t('conversations:ask.topics')}
          help={t('conversations:revise.topicsHelp')}
          value={edit.topics}
          error={error('topics')}
          maxlength={200}
        />
      )}
      <SelectField
        id="language"
        name="language"
        label={t('conversations:language.label')}
        help={t('conversations:language.help')}
        options={languageOptions(post.language)}
        value={post.languageChosen ? (post.language ?? '') : ''}
      />
      <TextField
        id="reason"
        name="reason"
        label={t('conversations:revise.reason')}
        help={t('conversations:revise.reasonHelp')}
        value={reason}
        optional
        maxlength={200}
      />
      <div class="f-form-foot">
        <Button kind="primary" type="submit">
          {t('conversations:revise.save')}
        </Button>
        <Button kind="ghost" href={backTo(edit)}>
          {t(merging ? 'conversations:revise.takeTheirs' : 'conversations:cancel')}
        </Button>
      </div>
    </Form>
  )
}

function ClashPart({ clash, edit }: { clash: Clash; edit: Edit }) {
  const who = clash.by
    ? t('conversations:revise.clash', { name: clash.by.name })
    : t('conversations:revise.clashSomebody')
  return (
    <div class="grid gap-5 mt-6" data-controller="found">
      <Alert kind="warning" icon="git-merge">
        <b class="font-semibold block">{who}</b>
        {t('conversations:revise.clashText')}
      </Alert>
      <div class="f-conflict">
        <section>
          <h2 class="f-label">{t('conversations:revise.theirs')}</h2>
          {clash.theirTitle && clash.theirTitle !== edit.title && (
            <p class="f-row-title mt-1.5">{clash.theirTitle}</p>
          )}
          <pre class="f-plain" tabindex={0} dir="auto">
            {clash.theirs}
          </pre>
        </section>
        <section>
          <h2 class="f-label">{t('conversations:revise.between')}</h2>
          <div class="mt-1.5">
            <Diff changes={clash.changes} />
          </div>
        </section>
      </div>
    </div>
  )
}
