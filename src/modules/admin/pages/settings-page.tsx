import { Button } from '#ui/button.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import type { Settings } from '#modules/community/index.ts'
import { AdminFrame } from './admin-frame.tsx'
import { BrandSheet, LooksFields } from './looks-page.tsx'
import { LanguageFields } from './language-fields.tsx'
import { JoiningFields, purposes } from './setup-pages.tsx'

const shown = [
  'name',
  'tagline',
  'brand',
  'company',
  'welcome',
  'purpose',
  'timeZone',
  'language',
  'products',
  'joining',
  'domains',
  'previews',
  'previewsDenied',
]

interface Props {
  settings: Settings
  saved?: boolean | undefined
  typed?: Record<string, string> | undefined
  /** The one that was chosen just now */
  colour?: string | undefined
  refusal?: Refusal | undefined
}

export function SettingsPage({ settings, colour, saved, typed = {}, refusal }: Props) {
  const { name, tagline, brand } = settings
  const looks = { name: typed.name ?? name, tagline: typed.tagline ?? tagline, brand: colour ?? brand }
  return (
    <AdminFrame
      at="settings"
      title={t('admin:settings.title')}
      saved={saved}
      head={<BrandSheet brand={looks.brand} />}
    >
      <Refused refusal={refusal} fields={shown} />
      <Form
        action="/admin/settings"
        id="settings"
        class="grid grid-cols-1 gap-6"
        data-controller="submit-once"
      >
        <LooksFields looks={looks} refusal={refusal} />
        <Words settings={settings} typed={typed} refusal={refusal} />
        <LanguageFields settings={settings} typed={typed} refusal={refusal} />
        <JoiningFields
          joining={typed.joining ?? settings.joining}
          domains={typed.domains ?? settings.domains.join(', ')}
          refusal={refusal}
        />
        <PreviewFields settings={settings} typed={typed} refusal={refusal} />
        <div>
          <Button type="submit" kind="primary" id="save-settings">
            {t('admin:settings.save')}
          </Button>
        </div>
      </Form>
    </AdminFrame>
  )
}

/** Whether pages of others are shown as cards. */
function PreviewFields({ settings, typed = {}, refusal }: Omit<Props, 'saved' | 'colour'>) {
  const options = (['cards', 'addresses'] as const).map((value) => ({ value, label: t(`admin:previews.${value}`) }))
  return (
    <>
      <SelectField
        id="previews"
        name="previews"
        label={t('admin:previews.label')}
        help={t('admin:previews.help')}
        options={options}
        value={typed.previews ?? (settings.previews ? 'cards' : 'addresses')}
        error={errorOf(refusal, 'previews')}
      />
      <TextField
        id="previewsDenied"
        name="previewsDenied"
        optional
        rows={2}
        label={t('admin:previews.denied')}
        help={t('admin:previews.deniedHelp')}
        value={typed.previewsDenied ?? settings.previewsDenied.join(', ')}
        error={errorOf(refusal, 'previewsDenied')}
      />
    </>
  )
}

function Words({ settings, typed = {}, refusal }: Omit<Props, 'saved' | 'colour'>) {
  const options = purposes.map((purpose) => ({ value: purpose, label: t(`admin:purpose.${purpose}.name`) }))
  return (
    <>
      <TextField
        id="company"
        name="company"
        optional
        maxlength={60}
        label={t('admin:settings.company')}
        value={typed.company ?? settings.company}
        error={errorOf(refusal, 'company')}
      />
      <TextField
        id="welcome"
        name="welcome"
        optional
        rows={3}
        maxlength={600}
        label={t('admin:settings.welcome')}
        help={t('admin:settings.welcomeHelp')}
        value={typed.welcome ?? settings.welcome}
        error={errorOf(refusal, 'welcome')}
      />
      <SelectField
        id="purpose"
        name="purpose"
        label={t('admin:settings.purpose')}
        help={t('admin:purpose.lead')}
        options={options}
        value={typed.purpose ?? settings.purpose}
        error={errorOf(refusal, 'purpose')}
      />
      <TextField
        id="products"
        name="products"
        optional
        rows={6}
        label={t('admin:settings.products')}
        help={t('admin:settings.productsHelp')}
        value={typed.products ?? settings.products.join('\n')}
        error={errorOf(refusal, 'products')}
      />
      <TextField
        id="timeZone"
        name="timeZone"
        required
        label={t('admin:settings.timeZone')}
        help={t('admin:settings.timeZoneHelp')}
        value={typed.timeZone ?? settings.timeZone}
        error={errorOf(refusal, 'timeZone')}
      />
    </>
  )
}
