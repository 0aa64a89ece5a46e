import { Alert } from '#ui/alert.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { ChoiceChip, Chips } from '#ui/chip.tsx'
import { Fieldset, Toggle } from '#ui/choice.tsx'
import { Writing } from '#ui/composer.tsx'
import { Conflict } from '#ui/diff.tsx'
import { Field, SelectField, TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { languageNames, languages, t } from '../../../texts/index.ts'
import type { OwnProfile } from '../profile.ts'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'

interface Props {
  profile: OwnProfile
  /** Whether others are told that one reads or writes */
  showsPresence: boolean
  /** What they chose; nothing follows their browser */
  language: string
  /** Codes of those that the interface speaks here */
  languages: readonly string[]
  /** Products of this community */
  known: string[]
  saved?: boolean | undefined
  typed?: Record<string, string> | undefined
  /** What another browser of mine saved meanwhile */
  theirs?: { version: number; body: string } | undefined
  refusal?: Refusal | undefined
}

export function ProfileSettingsPage(props: Props) {
  const { saved, refusal, theirs, typed } = props
  return (
    <SettingsFrame
      at="profile"
      title={t('members:settings.title')}
      done={saved ? t('members:settings.saved') : undefined}
    >
      <Refused
        refusal={refusal}
        fields={['name', 'headline', 'about', 'location', 'website', 'expertise', 'picture']}
      />
      {theirs && (
        <Conflict mine={typed?.about ?? ''} theirs={theirs.body} theirsBy={t('members:settings.theirs')} />
      )}
      <Part id="picture" title={t('members:picture.title')}>
        <PictureForms {...props} />
      </Part>
      <Part id="profile" title={t('members:settings.about')}>
        <ProfileForm {...props} />
      </Part>
      <Part id="presence" title={t('members:presence.title')} lead={t('members:presence.lead')}>
        <PresenceForm shown={props.showsPresence} />
      </Part>
      <Part id="language" title={t('members:language.title')} lead={t('members:language.lead')}>
        <LanguageForm {...props} />
      </Part>
    </SettingsFrame>
  )
}

function PictureForms({ profile, refusal }: Props) {
  const { viewer } = useChrome()
  const error = errorOf(refusal, 'picture')
  return (
    <div class="flex flex-wrap items-start gap-6">
      <Avatar
        person={{ id: viewer?.id ?? 0, name: profile.name, handle: profile.handle, picture: profile.picture }}
        size="xl"
      />
      <div class="grid gap-3 flex-1 min-w-60">
        <Form action="/settings/picture" upload id="picture-form" class="grid gap-3">
          <Field
            id="picture-file"
            label={t('members:picture.choose')}
            help={t('members:picture.help')}
            error={error}
          >
            <input
              class="file-input w-full"
              type="file"
              id="picture-file"
              name="picture"
              accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
              required
              aria-describedby={error ? 'picture-file-help picture-file-err' : 'picture-file-help'}
              aria-invalid={error ? 'true' : undefined}
            />
          </Field>
          <div>
            <Button type="submit" icon="upload" id="picture-button">
              {t('members:picture.save')}
            </Button>
          </div>
        </Form>
        {profile.picture && (
          <div class="justify-self-start">
            <ActionButton kind="ghost" icon="trash-2" action="/settings/picture/removal" id="picture-remove">
              {t('members:picture.remove')}
            </ActionButton>
          </div>
        )}
      </div>
    </div>
  )
}

function PresenceForm({ shown }: { shown: boolean }) {
  return (
    <Form action="/settings/presence" class="grid gap-4" data-controller="submit-once">
      <Toggle name="shown" value="true" checked={shown} help={t('members:presence.help')}>
        {t('members:presence.shown')}
      </Toggle>
      <div>
        <Button type="submit">{t('members:presence.save')}</Button>
      </div>
    </Form>
  )
}

function LanguageForm({ language, languages: offered }: Props) {
  const { lang } = useChrome()
  const spoken = languages.filter((code) => offered.includes(code) || code === language || code === lang)
  const options = [{ value: '', label: t('members:language.browser') }, ...spoken.map((code) => ({ value: code, label: languageNames[code], lang: code }))]
  return (
    <Form action="/settings/language" class="grid gap-4" data-controller="submit-once">
      <SelectField id="language-choice" name="language" label={t('members:language.choose')} options={options} value={language} />
      <div>
        <Button type="submit">{t('members:language.save')}</Button>
      </div>
    </Form>
  )
}

function ProfileForm({ profile, known, typed = {}, theirs, refusal }: Props) {
  const value = (field: 'name' | 'headline' | 'about' | 'location' | 'website') =>
    typed[field] ?? profile[field]
  const field = (name: 'name' | 'headline' | 'location' | 'website') => ({
    id: name,
    name,
    label: t(`members:fields.${name}`),
    value: value(name),
    error: errorOf(refusal, name),
  })
  return (
    <Form
      action="/settings"
      id="profile-form"
      class="grid grid-cols-1 gap-5"
      fields={{ version: theirs?.version ?? profile.version }}
      data-controller="submit-once"
    >
      <TextField {...field('name')} autocomplete="name" required maxlength={60} />
      <TextField {...field('headline')} optional maxlength={120} help={t('members:fields.headlineHelp')} />
      <div class="f-field">
        <div class="f-flabel">
          <label for="about">{t('members:fields.about')}</label>
          <span class="f-help">{t('ui:field.optional')}</span>
        </div>
        <Writing
          inPrivate
          id="about"
          name="about"
          value={value('about')}
          rows={8}
          maxlength={5000}
          error={errorOf(refusal, 'about')}
        />
      </div>
      <TextField
        id="expertise"
        name="expertise"
        optional
        label={t('members:fields.expertise')}
        help={t('members:fields.expertiseHelp')}
        value={typed.expertise ?? profile.expertise.join(', ')}
        error={errorOf(refusal, 'expertise')}
      />
      <Products chosen={profile.products} known={known} typed={typed.products} />
      <TextField {...field('location')} optional maxlength={80} />
      <TextField
        {...field('website')}
        type="url"
        optional
        maxlength={300}
        placeholder={t('members:fields.websiteStart')}
      />
      {theirs && <Alert kind="warning">{t('members:settings.again')}</Alert>}
      <div>
        <Button type="submit" kind="primary" id="save-profile">
          {t('members:settings.save')}
        </Button>
      </div>
    </Form>
  )
}

function Products({
  chosen,
  known,
  typed,
}: {
  chosen: string[]
  known: string[]
  typed?: string | string[] | undefined
}) {
  const products = [...new Set([...known, ...chosen])]
  if (products.length === 0) return null
  const on = typed === undefined ? chosen : [typed].flat()
  return (
    <Fieldset legend={t('members:fields.products')}>
      <Chips class="mt-2">
        {products.map((product) => (
          <ChoiceChip key={product} name="products" value={product} checked={on.includes(product)}>
            {product}
          </ChoiceChip>
        ))}
      </Chips>
    </Fieldset>
  )
}
