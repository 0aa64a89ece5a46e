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
  /** Offers quotes selected in posts around */
  quotable?: boolean | undefined
  /** Takes files by POST and answers `{ markdown }`; without it there is no paperclip */
  uploads?: string | undefined
  /** Beside the buttons */
  hint?: ComponentChildren
  buttons?: ComponentChildren
}

/** Toolbar, text, foot. Inside a form; <Composer> brings its own. */
export function Writing(props: WritingProps) {
  const { id, label, error, hint, buttons, place, quotable, uploads } = props
  const data = {
    'data-preview-url-value': '/preview',
    'data-preview-failed-value': t('ui:preview.failed'),
    'data-attach-url-value': uploads,
    'data-quotable': quotable ? 'true' : undefined,
  }
  return (
    <div class="f-composer" data-controller={cx('markdown preview', uploads && 'attach')} {...data}>
      {label && (
        <label class="sr-only" for={id}>
          {label}
        </label>
      )}
      <Tools uploads={Boolean(uploads)} />
      <Text {...props} />
      <div class="f-prose f-preview" data-preview-target="pane" aria-live="polite" hidden />
      <FieldError id={id} error={error} />
      <div class="f-composer-foot">
        {place && <DraftNote />}
        {hint && <span class={cx('f-hint', !buttons && 'ms-auto')}>{hint}</span>}
        {buttons && <span class="ms-auto flex flex-wrap gap-2">{buttons}</span>}
      </div>
    </div>
  )
}

function Text({ id, name = 'body', value, rows = 5, error, placeholder, required, maxlength }: WritingProps) {
  const field = { id, name, rows, placeholder, required, maxlength, ...describedBy({ id, error }) }
  const data = {
    'data-controller': 'grow',
    'data-markdown-target': 'text',
    'data-preview-target': 'text',
    'data-attach-target': 'text',
    'data-draft': name,
  }
  return (
    <text-expander
      keys="@"
      data-controller="mention-completion"
      data-mention-completion-url-value="/members/completion"
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
