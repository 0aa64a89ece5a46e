import { language, t } from '../../../texts/index.ts'
import { byName } from '../../../texts/writing.ts'
import { Button } from '#ui/button.tsx'
import { Check, Fieldset, Radio } from '#ui/choice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import type { Results } from '../find.ts'
import type { SearchQuery } from '../shapes.ts'
import { searchAddress } from './address.ts'
import { agesOffered } from './choices.ts'

export interface SpaceChoice {
  id: number
  slug: string
  name: string
}

interface Props {
  asked: SearchQuery
  results: Results
  spaces: SpaceChoice[]
  languages: readonly string[]
  filtered: boolean
}

/** A plain form: every choice is in the address, so a filtered search can be sent to somebody. */
export function Filters({ asked, results, spaces, languages, filtered }: Props) {
  return (
    <section>
      <h2 class="sr-only">{t('search:filter.label')}</h2>
      <Form
        action="/search"
        method="get"
        class="grid gap-5"
        label={t('search:filter.label')}
        fields={{ q: asked.q, kind: asked.kind }}
      >
        <States asked={asked} results={results} />
        <Spaces asked={asked} results={results} spaces={spaces} />
        {languages.length > 1 && <Languages chosen={asked.lang} languages={languages} />}
        <SelectField
          id="written"
          name="written"
          label={t('search:filter.written')}
          value={asked.written}
          options={agesOffered.map((each) => ({ value: each, label: t(`search:filter.${each}`) }))}
        />
        <TextField
          id="by"
          name="by"
          label={t('search:filter.by')}
          placeholder={t('search:filter.byHelp')}
          value={asked.by || undefined}
          autocomplete="off"
        />
        <TextField
          id="topic"
          name="topic"
          label={t('search:filter.topic')}
          placeholder={t('search:filter.topicHelp')}
          value={asked.topic || undefined}
          autocomplete="off"
        />
        <TextField id="after" name="after" type="date" label={t('search:filter.after')} value={asked.after} />
        <TextField id="before" name="before" type="date" label={t('search:filter.before')} value={asked.before} />
        <div class="flex flex-wrap gap-2">
          <Button type="submit" size="sm">
            {t('search:filter.apply')}
          </Button>
          {filtered && (
            <Button kind="ghost" size="sm" href={searchAddress({ q: asked.q })}>
              {t('search:filter.clear')}
            </Button>
          )}
        </div>
      </Form>
    </section>
  )
}

function States({ asked, results }: Pick<Props, 'asked' | 'results'>) {
  const choices = [
    ['solved', 'solved'],
    ['answered', 'hasAnswers'],
    ['open', 'none'],
  ] as const
  return (
    <Fieldset legend={t('search:filter.answered')}>
      <Radio name="state" value="" checked={asked.state === undefined}>
        {t('search:filter.any')}
      </Radio>
      {choices.map(([state, says]) => (
        <Radio
          key={state}
          name="state"
          value={state}
          checked={asked.state === state}
          count={results.states[state] ?? 0}
        >
          {t(`search:filter.${says}`)}
        </Radio>
      ))}
    </Fieldset>
  )
}

function Languages({ chosen, languages }: { chosen: string | undefined; languages: readonly string[] }) {
  const names = new Intl.DisplayNames(language(), { type: 'language' })
  const named = byName(languages.map((code) => ({ value: code, label: names.of(code) ?? code })), ({ label }) => label)
  return (
    <SelectField id="lang" name="lang" label={t('search:filter.language')} value={chosen ?? ''} options={[{ value: '', label: t('search:filter.allLanguages') }, ...named]} />
  )
}

const mostSpaces = 8

function Spaces({ asked, results, spaces }: Pick<Props, 'asked' | 'results' | 'spaces'>) {
  const counted = spaces.map((space) => ({
    ...space,
    count: results.spaces.get(space.id) ?? 0,
    on: asked.space.includes(space.slug),
  }))
  const shown = counted
    .filter(({ count, on }) => count > 0 || on)
    .sort((one, other) => other.count - one.count)
    .slice(0, mostSpaces)
  if (shown.length === 0) return null
  return (
    <Fieldset legend={t('search:filter.space')}>
      {shown.map(({ slug, name, count, on }) => (
        <Check key={slug} name="space" value={slug} checked={on} count={count}>
          {name}
        </Check>
      ))}
    </Fieldset>
  )
}
