import { hasText, t, tAny } from '../../../texts/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead, SectionHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { RailSection } from '#ui/rail.tsx'
import type { ApiField, ApiGroup, Operation } from '../api-docs.ts'

/** The API for people: made from the same document that programs read. */
export function ApiPage({ groups, server }: { groups: ApiGroup[]; server: string }) {
  return (
    <Page
      title={t('home:api.title')}
      rail={<Contents groups={groups} />}
      railLabel={t('home:api.contents')}
      canonical="/api/docs"
      description={t('home:api.lead')}
    >
      <PageHead
        title={t('home:api.title')}
        lead={t('home:api.lead')}
        actions={
          <Button href="/api/openapi.json" icon="download" size="sm">
            {t('home:api.document')}
          </Button>
        }
      />
      <section class="mt-8">
        <SectionHead>{t('home:api.start')}</SectionHead>
        <p class="mt-4 max-w-[42rem]">{t('home:api.startText')}</p>
        <Code
          text={`curl '${server}/api/v1/search?q=hello'\n\ncurl ${server}/api/v1/me \\\n  -H 'Authorization: Bearer fm_…'`}
          label={t('home:api.example')}
        />
        <p class="mt-4 max-w-[42rem] text-ink-2">{t('home:api.errors')}</p>
      </section>
      {groups.length === 0 ? (
        <Empty title={t('home:api.none')} art="door" />
      ) : (
        groups.map((group) => <Group key={group.name} group={group} />)
      )}
    </Page>
  )
}

const titleOf = (name: string) => {
  const key = `home:api.group.${name}`
  return hasText(key) ? tAny(key) : name.charAt(0).toUpperCase() + name.slice(1)
}

function Contents({ groups }: { groups: ApiGroup[] }) {
  return (
    <RailSection title={t('home:api.contents')}>
      <ul class="grid gap-4 mt-1">
        {groups.map(({ name, operations }) => (
          <li key={name}>
            <a class="f-link font-semibold" href={`#${name}`}>
              {titleOf(name)}
            </a>
            <ul class="mt-1 grid gap-0.5">
              {operations.map(({ id, method, path }) => (
                <li key={id}>
                  <a class="f-quiet text-xs inline-block py-0.5 break-all" href={`#${id}`}>
                    <span class="font-mono">{method}</span> {short(path)}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </RailSection>
  )
}

const short = (path: string) => path.replace('/api/v1', '')

function Group({ group: { name, operations } }: { group: ApiGroup }) {
  return (
    <section class="mt-12" aria-labelledby={name}>
      <SectionHead id={name}>{titleOf(name)}</SectionHead>
      {operations.map((each) => (
        <OperationPart key={each.id} operation={each} />
      ))}
    </section>
  )
}

function OperationPart({ operation }: { operation: Operation }) {
  const { id, method, path, says, open, parameters, body, answer, status, example } = operation
  return (
    <article class="mt-8 scroll-mt-20" id={id}>
      <h3 class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Badge kind={method === 'GET' ? 'info' : method === 'DELETE' ? 'error' : 'primary'}>{method}</Badge>
        <code class="font-mono text-sm break-all">{path}</code>
        {!open && <Badge icon="key-round">{t('home:api.token')}</Badge>}
      </h3>
      {says && <p class="mt-2 text-ink-2 max-w-[42rem]">{says}</p>}
      <Fields of={id} title={t('home:api.parameters')} fields={parameters} />
      <Fields of={id} title={t('home:api.body')} fields={body} />
      <Fields of={id} title={`${t('home:api.answer')} ${status}`} fields={answer} folded />
      <Code text={example} label={`${t('home:api.example')}: ${method} ${path}`} />
    </article>
  )
}

function Fields({
  of,
  title,
  fields,
  folded,
}: {
  of: string
  title: string
  fields: ApiField[]
  folded?: boolean
}) {
  if (fields.length === 0) return null
  const table = <FieldTable title={`${title}, ${of}`} fields={fields} />
  if (!folded)
    return (
      <div class="mt-4">
        <h4 class="f-label">{title}</h4>
        {table}
      </div>
    )
  return (
    <details class="mt-4">
      <summary class="f-label cursor-pointer py-1">{title}</summary>
      {table}
    </details>
  )
}

function FieldTable({ title, fields }: { title: string; fields: ApiField[] }) {
  return (
    <div class="f-scroll mt-1" tabindex={0} role="region" aria-label={title}>
      <table class="table text-sm">
        <caption class="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('home:api.name')}</th>
            <th scope="col">{t('home:api.type')}</th>
            <th scope="col">{t('home:api.in')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required, where }) => (
            <tr key={name}>
              <th scope="row">
                <code class="font-mono">{name}</code>
              </th>
              <td>{type}</td>
              <td class="text-ink-3">
                {[
                  where && (where === 'path' ? t('home:api.inPath') : t('home:api.inQuery')),
                  required && where && t('home:api.required'),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Code = ({ text, label }: { text: string; label: string }) => (
  <div class="f-prose mt-4 !max-w-none">
    <pre tabindex={0} aria-label={label} role="region">
      <code>{text}</code>
    </pre>
  </div>
)
