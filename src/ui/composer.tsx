import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Button } from './button.tsx'
import { useChrome } from './chrome.ts'
import { cx } from './classes.ts'
import { describedBy, FieldError } from './field.tsx'
import { type Fields, Form, type Method } from './form.tsx'
import { Icon, type IconName } from './icon.tsx'

export interface WritingProps {
  id: string
  name?: string | undefined
  /** The accessible name; visible labels belong to the page (a <label for=id>) and then this stays out */
  label?: string | undefined
  placeholder?: string | undefined
  value?: string | undefined
  rows?: number | undefined
  required?: boolean | undefined
  maxlength?: number | undefined
  error?: string | undefined
  /** Where the draft is kept: PUT /drafts/:place. Without it nothing is saved */
  place?: string | undefined
  /** Version of that draft as the server knows it */
  draftVersion?: number | undefined
  /** Written to a few people, or about oneself: no group is named in it */
  inPrivate?: boolean | undefined
  /** Offers quotes selected in posts around */
  quotable?: boolean | undefined
  /** Where files are sent (POST begins one); without it there is no paperclip, and guests have none */
  uploads?: string | undefined
  /** Beside the buttons */
  hint?: ComponentChildren
  buttons?: ComponentChildren
}

/** Toolbar, text, foot. Inside a form; <Composer> brings its own. */
export function Writing(props: WritingProps) {
  const { id, label, error, hint, buttons, place, quotable } = props
  const { viewer } = useChrome()
  const uploads = viewer ? props.uploads : undefined
  const data = {
    'data-preview-url-value': props.inPrivate ? '/preview?private=1' : '/preview',
    'data-preview-failed-value': t('ui:preview.failed'),
    ...(uploads && { 'data-attach-url-value': uploads, 'data-attach-words-value': JSON.stringify(uploadWords()) }),
    'data-quotable': quotable ? 'true' : undefined,
  }
  return (
    <div class="f-composer" data-controller={cx('markdown preview emoji-picker', uploads && 'attach')} {...data}>
      {label && (
        <label class="sr-only" for={id}>
          {label}
        </label>
      )}
      <Tools uploads={Boolean(uploads)} />
      <EmojiPanel />
      <Text {...props} />
      <div class="f-prose f-preview" dir="auto" data-preview-target="pane" aria-live="polite" hidden />
      {uploads && <Uploads />}
      <FieldError id={id} error={error} />
      <div class="f-composer-foot">
        {uploads && (
          <noscript>
            <a class="f-link text-sm" href="/settings/files" target="_blank" rel="noopener">
              {t('ui:upload.elsewhere')}
            </a>
          </noscript>
        )}
        {place && <DraftNote />}
        {hint && <span class={cx('f-hint', !buttons && 'ms-auto')}>{hint}</span>}
        {buttons && <span class="ms-auto flex flex-wrap gap-2">{buttons}</span>}
      </div>
    </div>
  )
}

const uploadWords = () => ({
  coming: t('ui:upload.coming'),
  progress: t('ui:upload.progress'),
  looking: t('ui:upload.looking'),
  describe: t('ui:upload.describe'),
  offline: t('ui:upload.offline'),
  failed: t('ui:upload.failed'),
  wait: t('ui:upload.wait'),
})

/** Where the attach controller shows what is on its way; each line is a copy of the template. */
function Uploads() {
  return (
    <>
      <ul class="f-uploads" data-attach-target="list" aria-label={t('ui:upload.label')} aria-live="polite" />
      <template data-attach-target="line">
        <li class="f-upload">
          <Icon name="paperclip" />
          <b data-part="name" dir="auto" />
          <progress data-part="bar" max={1} value={0} aria-label={t('ui:upload.bar')} />
          <span data-part="words" class="words" />
          <Button kind="ghost" size="sm" data-part="again" class="again">
            {t('ui:upload.again')}
          </Button>
          <Button kind="ghost" size="sm" icon="x" label={t('ui:upload.cancel')} data-part="cancel" />
        </li>
      </template>
    </>
  )
}

function Text({ id, name = 'body', value, rows = 5, error, placeholder, required, maxlength, inPrivate }: WritingProps) {
  const field = { id, name, rows, placeholder, required, maxlength, ...describedBy({ id, error }) }
  const data = {
    'data-controller': 'grow',
    'data-markdown-target': 'text',
    'data-preview-target': 'text',
    'data-attach-target': 'text',
    'data-emoji-picker-target': 'text',
    'data-draft': name,
  }
  return (
    <text-expander
      keys="@ :"
      data-controller="mention-completion emoji-completion"
      data-mention-completion-url-value={inPrivate ? '/members/completion?' : '/members/completion?groups=1&'}
    >
      <textarea {...field} {...data}>
        {value}
      </textarea>
    </text-expander>
  )
}

/** What the keep-draft controller of the form around writes into. */
export function DraftNote() {
  return (
    <span class="f-saved" role="status" data-keep-draft-target="note">
      <Icon name="check" />
      <span data-keep-draft-target="words">{t('ui:draft.idle')}</span>
    </span>
  )
}

/** Data for a form that keeps its draft: `<Form {...useDraft('ask')}>`. Fields take part by `data-draft="title|body|…"`. */
export function useDraft(place: string, version = 0) {
  const { viewer } = useChrome()
  const words = {
    saving: t('ui:draft.saving'),
    saved: t('ui:draft.saved'),
    device: t('ui:draft.device'),
    restored: t('ui:draft.restored'),
    conflict: t('ui:draft.conflict'),
    take: t('ui:draft.take'),
  }
  return {
    'data-keep-draft-place-value': place,
    'data-keep-draft-version-value': version,
    'data-keep-draft-person-value': viewer?.id ?? 0,
    'data-keep-draft-words-value': JSON.stringify(words),
  }
}

type ToolName = 'bold' | 'italic' | 'link' | 'quote' | 'code' | 'list' | 'numbers' | 'table' | 'mention'
type Tool = [name: ToolName, icon: IconName] | '|'
const TOOLS: Tool[] = [
  ['bold', 'bold'],
  ['italic', 'italic'],
  ['link', 'link'],
  '|',
  ['quote', 'quote'],
  ['code', 'code'],
  ['list', 'list'],
  ['numbers', 'list-ordered'],
  ['table', 'table'],
  '|',
  ['mention', 'at-sign'],
]

/** Not shown without scripts (app.css): its buttons would do nothing. */
function Tools({ uploads }: { uploads: boolean }) {
  return (
    <div class="f-tools" role="toolbar" aria-label={t('ui:tools.label')}>
      {TOOLS.map((tool, index) =>
        tool === '|' ? (
          <span key={index} class="sep" aria-hidden="true" />
        ) : (
          <ToolButton key={tool[0]} tool={tool} />
        ),
      )}
      <Button
        kind="ghost"
        size="sm"
        icon="smile"
        label={t('ui:tools.emoji')}
        data-action="emoji-picker#toggle"
        data-emoji-picker-target="button"
        aria-expanded="false"
      />
      {uploads && (
        <Button
          kind="ghost"
          size="sm"
          icon="paperclip"
          label={t('ui:tools.file')}
          data-action="attach#choose"
        />
      )}
      <Button
        kind="ghost"
        size="sm"
        icon="eye"
        class="ms-auto"
        pressed={false}
        data-action="preview#toggle"
        data-preview-target="button"
      >
        {t('ui:tools.preview')}
      </Button>
    </div>
  )
}

/** Empty until it is opened: what stands in it comes with the first search. */
function EmojiPanel() {
  const search = { 'data-emoji-picker-target': 'search', 'data-action': 'input->emoji-picker#search' }
  return (
    <div class="f-emoji" data-emoji-picker-target="panel" data-action="keydown->emoji-picker#press" role="group" aria-label={t('ui:tools.emoji')} hidden>
      <input class="input input-sm" type="search" autocomplete="off" placeholder={t('ui:emoji.search')} aria-label={t('ui:emoji.search')} {...search} />
      <div class="f-emoji-list" data-emoji-picker-target="list" data-action="click->emoji-picker#take" />
      <p class="f-help" data-emoji-picker-target="none" role="status" hidden>
        {t('ui:emoji.none')}
      </p>
    </div>
  )
}

function ToolButton({ tool: [name, icon] }: { tool: Exclude<Tool, '|'> }) {
  const data = { 'data-action': 'markdown#format', 'data-markdown-how-param': name }
  return <Button kind="ghost" size="sm" icon={icon} label={t(`ui:tools.${name}`)} {...data} />
}

export interface ComposerProps extends WritingProps {
  action: string
  method?: Method | undefined
  /** Verb first: Post answer */
  cta: string
  fields?: Fields | undefined
  /** More buttons before the primary */
  extra?: ComponentChildren
  /** Fields above the text */
  children?: ComponentChildren
}

/** Text with its own form: answers, replies, edits. */
export function Composer({ action, method, cta, fields, extra, children, ...writing }: ComposerProps) {
  const controllers = ['submit-once', writing.place && 'keep-draft'].filter(Boolean).join(' ')
  const draft = writing.place ? useDraft(writing.place, writing.draftVersion) : {}
  const buttons = (
    <>
      {extra}
      <Button kind="primary" type="submit">
        {cta}
      </Button>
    </>
  )
  return (
    <Form
      action={action}
      method={method}
      fields={fields}
      id={`${writing.id}-form`}
      once
      data-controller={controllers}
      {...draft}
    >
      {children}
      <Writing {...writing} buttons={buttons} />
    </Form>
  )
}
