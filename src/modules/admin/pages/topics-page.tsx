import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Meta } from '#ui/meta.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import { list } from '../../../texts/writing.ts'
import type { KeptTopic } from '../space-queries.ts'
import { AdminFrame } from './admin-frame.tsx'
import { SearchLine } from './search-line.tsx'

interface Props {
  rows: KeptTopic[]
  next: string | null
  q?: string | undefined
  after?: string | undefined
  saved?: boolean | undefined
}

export function TopicListPage({ rows, next, q, after, saved }: Props) {
  const more = next && (
    <LoadMore
      id={`topics-${next}`}
      href={`/admin/topics?${new URLSearchParams({ ...(q && { q }), older: next })}`}
    />
  )
  const list = (
    <ul class="border-t border-line">
      {rows.map((topic) => (
        <TopicEntry key={topic.id} topic={topic} />
      ))}
    </ul>
  )
  return (
    <AdminFrame at="topics" title={t('admin:topics.title')} lead={t('admin:topics.lead')} saved={saved}>
      <SearchLine action="/admin/topics" label={t('admin:topics.search')} q={q} />
      {rows.length === 0 ? (
        <Empty art="lamp" title={t(q ? 'admin:topics.noneFound' : 'admin:topics.emptyTitle')}>
          {t('admin:topics.empty')}
        </Empty>
      ) : after ? (
        <Frame id={`topics-${after}`}>
          {list}
          {more}
        </Frame>
      ) : (
        <>
          {list}
          {more}
        </>
      )}
    </AdminFrame>
  )
}

const TopicEntry = ({ topic }: { topic: KeptTopic }) => (
  <li class="flex flex-wrap items-center gap-3 py-3 border-b border-line">
    <div class="min-w-0 flex-1">
      <p class="font-semibold">
        <a class="no-underline hover:underline" href={`/admin/topics/${topic.slug}`}>
          {topic.name}
        </a>
      </p>
      <Meta>
        {t('admin:landscape.threads', { count: topic.threads })}
        {topic.synonyms.length > 0 && t('admin:topics.also', { words: list(topic.synonyms) })}
        {topic.description === '' && t('admin:topics.undescribed')}
      </Meta>
    </div>
    <Button
      size="sm"
      icon="pencil"
      href={`/admin/topics/${topic.slug}`}
      label={t('admin:landscape.editOne', { name: topic.name })}
    >
      {t('admin:landscape.edit')}
    </Button>
  </li>
)

interface FormProps {
  topic: Omit<KeptTopic, 'threads'>
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

export function TopicFormPage({ topic, typed = {}, refusal }: FormProps) {
  return (
    <AdminFrame at="topics" title={t('admin:landscape.editOne', { name: topic.name })}>
      <Refused refusal={refusal} fields={['name', 'description', 'synonyms']} />
      <Form
        action={`/admin/topics/${topic.slug}`}
        id="topic-form"
        class="grid grid-cols-1 gap-5"
        fields={{ version: topic.version }}
        data-controller="submit-once"
      >
        <TextField
          id="name"
          name="name"
          required
          maxlength={40}
          label={t('admin:topics.name')}
          value={typed.name ?? topic.name}
          error={errorOf(refusal, 'name')}
        />
        <TextField
          id="description"
          name="description"
          optional
          rows={4}
          maxlength={500}
          label={t('admin:topics.description')}
          help={t('admin:topics.descriptionHelp')}
          value={typed.description ?? topic.description}
          error={errorOf(refusal, 'description')}
        />
        <TextField
          id="synonyms"
          name="synonyms"
          optional
          label={t('admin:topics.synonyms')}
          help={t('admin:topics.synonymsHelp')}
          value={typed.synonyms ?? topic.synonyms.join(', ')}
          error={errorOf(refusal, 'synonyms')}
        />
        <div>
          <Button type="submit" kind="primary" id="save-topic">
            {t('admin:topics.save')}
          </Button>
        </div>
      </Form>
      <p class="mt-8">
        <a class="f-link" href="/admin/topics">
          {t('admin:topics.back')}
        </a>
      </p>
    </AdminFrame>
  )
}
