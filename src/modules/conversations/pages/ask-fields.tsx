import { t } from '../../../texts/index.ts'
import { ChoiceChip, Chips } from '#ui/chip.tsx'
import { Fieldset } from '#ui/choice.tsx'
import { describedBy, Field, TextField } from '#ui/field.tsx'
import type { AskReading, AskSpace } from '../ask-queries.ts'
import type { TopicRef } from '../thread-queries.ts'

/** Where it belongs. The first entry follows what is typed, until one is chosen by hand. */
export function SpaceField({ ask, error }: { ask: AskReading; error?: string | undefined }) {
  const about = {
    id: 'space',
    label: t('conversations:ask.space'),
    help: t('conversations:ask.spaceHelp'),
    error,
  }
  return (
    <Field {...about}>
      <select class="select" id="space" name="spaceId" required data-draft="spaceId" {...describedBy(about)}>
        <SuggestedSpace space={ask.space} />
        {ask.spaces.map((space) => (
          <option
            key={space.id}
            value={space.id}
            selected={ask.typed.spaceId === String(space.id)}
          >{`${'\u2003'.repeat(space.depth)}${space.name}`}</option>
        ))}
      </select>
    </Field>
  )
}

export function SuggestedSpace({ space }: { space: AskSpace | null }) {
  if (!space)
    return (
      <option id="space-suggested" value="">
        {t('conversations:ask.chooseSpace')}
      </option>
    )
  return (
    <option id="space-suggested" value={space.id}>
      {t('conversations:ask.suggestedSpace', { name: space.name })}
    </option>
  )
}

export function ProductsField({ ask }: { ask: AskReading }) {
  if (ask.products.length === 0) return null
  const chosen = ask.typed.products ?? []
  return (
    <Fieldset legend={t('conversations:ask.products')}>
      <Chips class="mt-2">
        {ask.products.map((product) => (
          <ChoiceChip
            key={product}
            name="products"
            value={product}
            checked={chosen.includes(product)}
            data-draft="products"
          >
            {product}
          </ChoiceChip>
        ))}
      </Chips>
    </Fieldset>
  )
}

export function TopicsField({ ask, error }: { ask: AskReading; error?: string | undefined }) {
  const { typed, topics } = ask
  const others = typed.topics.filter((each) => !topics.some(({ slug }) => slug === each))
  return (
    <Fieldset id="topics" legend={t('conversations:ask.topics')} error={error}>
      <div id="topic-choices" class="mt-2 empty:hidden">
        <TopicChoices suggested={topics} chosen={typed.topics} />
      </div>
      <TextField
        id="topics-other"
        name="topics"
        class="mt-3"
        label={t(topics.length > 0 ? 'conversations:ask.otherTopics' : 'conversations:ask.ownTopics')}
        help={t('conversations:ask.topicsHelp')}
        value={others.join(', ')}
        maxlength={200}
        data-draft="topics"
      />
    </Fieldset>
  )
}

export function TopicChoices({ suggested, chosen }: { suggested: TopicRef[]; chosen: string[] }) {
  if (suggested.length === 0) return null
  return (
    <Chips>
      {suggested.map(({ slug, name }) => (
        <ChoiceChip key={slug} name="topics" value={slug} checked={chosen.includes(slug)} data-draft="topics">
          {name}
        </ChoiceChip>
      ))}
    </Chips>
  )
}
