import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { Meta } from '#ui/meta.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t, tAny } from '../../../texts/index.ts'
import type { KeptSpace } from '../space-queries.ts'
import { AdminFrame } from './admin-frame.tsx'

export function SpaceListPage({ spaces, saved }: { spaces: KeptSpace[]; saved?: boolean | undefined }) {
  const add = (
    <Button kind="primary" icon="plus" href="/admin/spaces/new" id="add-space">
      {t('admin:landscape.add')}
    </Button>
  )
  return (
    <AdminFrame
      at="spaces"
      title={t('admin:landscape.title')}
      lead={t('admin:landscape.lead')}
      saved={saved}
      actions={spaces.length > 0 && add}
    >
      {spaces.length === 0 ? (
        <Empty art="shelf" title={t('admin:landscape.emptyTitle')} action={add}>
          {t('admin:landscape.empty')}
        </Empty>
      ) : (
        <ul class="border-t border-line">
          {spaces.map((space) => (
            <SpaceEntry key={space.id} space={space} />
          ))}
        </ul>
      )}
    </AdminFrame>
  )
}

const indent = ['', 'ms-6', 'ms-12', 'ms-16']

function SpaceEntry({ space }: { space: KeptSpace }) {
  const { id, name, depth, threads, see, ask, answer, archivedAt, spine } = space
  return (
    <li
      class={`flex flex-wrap items-center gap-3 py-3 border-b border-line ${indent[Math.min(depth, 3)]}`}
      id={`space-${id}`}
    >
      <span class={`f-spine s${spine}`} aria-hidden="true" />
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          <a class="no-underline hover:underline" href={`/admin/spaces/${id}`}>
            {name}
          </a>{' '}
          {archivedAt && <Badge icon="archive">{t('admin:landscape.archived')}</Badge>}
        </p>
        <Meta>
          {t('admin:landscape.threads', { count: threads })}
          {t('admin:landscape.see', { who: levelName(see) })}
          {t('admin:landscape.ask', { who: levelName(ask) })}
          {t('admin:landscape.answer', { who: levelName(answer) })}
        </Meta>
      </div>
      <Button
        size="sm"
        icon="pencil"
        href={`/admin/spaces/${id}`}
        label={t('admin:landscape.editOne', { name })}
      >
        {t('admin:landscape.edit')}
      </Button>
    </li>
  )
}

const levels = ['everyone', 'members', 'champions', 'team', 'administrators'] as const
const levelName = (level: string) => tAny(`admin:levels.${level}`)

interface FormProps {
  /** Null for a new one */
  space: KeptSpace | null
  all: KeptSpace[]
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

export function SpaceFormPage({ space, all, typed, refusal }: FormProps) {
  const title = space ? t('admin:landscape.editOne', { name: space.name }) : t('admin:landscape.add')
  return (
    <AdminFrame at="spaces" title={title}>
      <Refused refusal={refusal} fields={['name', 'slug', 'description', 'parentId']} />
      <SpaceForm space={space} all={all} typed={typed} refusal={refusal} />
      {space && (
        <div class="mt-8 border-t border-line pt-6">
          <p class="text-ink-2 mb-3">
            {t(space.archivedAt ? 'admin:landscape.archivedLead' : 'admin:landscape.archiveLead')}
          </p>
          <ActionButton
            action={`/admin/spaces/${space.id}/${space.archivedAt ? 'restoration' : 'archive'}`}
            icon="archive"
            id="archive-space"
          >
            {t(space.archivedAt ? 'admin:landscape.restore' : 'admin:landscape.archive')}
          </ActionButton>
        </div>
      )}
      <p class="mt-8">
        <a class="f-link" href="/admin/spaces">
          {t('admin:landscape.back')}
        </a>
      </p>
    </AdminFrame>
  )
}

type Words = 'name' | 'slug' | 'description' | 'see' | 'ask' | 'answer'

/** What was typed, else what is stored, else what is usual. */
const wordOf = ({ space, typed = {} }: FormProps, name: Words, usual: string) =>
  typed[name] ?? space?.[name] ?? usual
const numberOf = ({ space, typed = {} }: FormProps, name: 'spine' | 'position', usual: number) =>
  typed[name] ?? space?.[name] ?? usual

function SpaceForm(props: FormProps) {
  const { space } = props
  return (
    <Form
      action={space ? `/admin/spaces/${space.id}` : '/admin/spaces'}
      id="space-form"
      class="grid grid-cols-1 gap-5"
      fields={{ version: space?.version }}
      once={!space}
      data-controller="submit-once"
    >
      <SpaceWords {...props} />
      <SpacePlace {...props} />
      <div class="grid sm:grid-cols-3 gap-4">
        <LevelField {...props} name="see" usual="everyone" />
        <LevelField {...props} name="ask" usual="members" />
        <LevelField {...props} name="answer" usual="members" />
      </div>
      <div>
        <Button type="submit" kind="primary" id="save-space">
          {t('admin:landscape.save')}
        </Button>
      </div>
    </Form>
  )
}

function SpaceWords(props: FormProps) {
  const field = (name: 'name' | 'slug' | 'description') => ({
    id: name,
    name,
    label: t(`admin:landscape.${name}`),
    value: wordOf(props, name, ''),
    error: errorOf(props.refusal, name),
  })
  return (
    <>
      <TextField {...field('name')} required maxlength={60} />
      <TextField {...field('slug')} optional maxlength={60} help={t('admin:landscape.slugHelp')} />
      <TextField {...field('description')} optional rows={3} maxlength={500} />
    </>
  )
}

function SpacePlace(props: FormProps) {
  const { space, all, typed = {}, refusal } = props
  const parents = all
    .filter((each) => each.id !== space?.id)
    .map(({ id, name, depth }) => ({ value: id, label: `${'– '.repeat(depth)}${name}` }))
  const spines = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
    value: number,
    label: t('admin:landscape.spineOne', { number }),
  }))
  return (
    <>
      <SelectField
        id="parentId"
        name="parentId"
        label={t('admin:landscape.parent')}
        options={[{ value: '', label: t('admin:landscape.top') }, ...parents]}
        value={typed.parentId ?? space?.parentId ?? ''}
        error={errorOf(refusal, 'parentId')}
      />
      <div class="grid sm:grid-cols-2 gap-4">
        <SelectField
          id="spine"
          name="spine"
          label={t('admin:landscape.spine')}
          options={spines}
          value={Number(numberOf(props, 'spine', (all.length % 7) + 1))}
        />
        <TextField
          id="position"
          name="position"
          type="number"
          min={0}
          max={1000}
          label={t('admin:landscape.position')}
          help={t('admin:landscape.positionHelp')}
          value={numberOf(props, 'position', all.length)}
        />
      </div>
    </>
  )
}

function LevelField({
  name,
  usual,
  ...props
}: FormProps & { name: 'see' | 'ask' | 'answer'; usual: string }) {
  const options = levels
    .filter((each) => name === 'see' || each !== 'everyone')
    .map((each) => ({ value: each, label: levelName(each) }))
  const label = t(`admin:landscape.who.${name}`)
  return (
    <SelectField
      id={name}
      name={name}
      label={label}
      value={wordOf(props, name, usual)}
      error={errorOf(props.refusal, name)}
      options={options}
    />
  )
}
