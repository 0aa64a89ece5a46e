import { Button } from '#ui/button.tsx'
import { BrandMark } from '#ui/brand-mark.tsx'
import { Fieldset } from '#ui/choice.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { Shelf } from '#ui/shelf.tsx'
import { t } from '../../../texts/index.ts'
import { errorOf, type Refusal } from '#ui/refused.tsx'
import { SetupFrame, StepButtons, type StepProps } from './setup-frame.tsx'

export interface Looks {
  name: string
  tagline: string
  brand: string
}

/** The page itself is the preview: it is drawn in the colour that was typed. */
export function LooksPage({ looks, ...step }: StepProps & { looks: Looks }) {
  return (
    <SetupFrame
      {...step}
      fields={['name', 'tagline', 'brand']}
      head={<BrandSheet brand={looks.brand} />}
      aside={<DoorPreview {...looks} />}
    >
      <Form action="/setup/looks" id="looks" class="grid grid-cols-1 gap-6">
        <LooksFields looks={looks} refusal={step.refusal} />
        <StepButtons step="looks">
          <Button type="submit" name="preview" value="1" formnovalidate icon="eye" id="preview-button">
            {t('admin:looks.preview')}
          </Button>
        </StepButtons>
      </Form>
    </SetupFrame>
  )
}

/** The colour before it is saved: the same stylesheet as ever, asked for with another value. */
export const BrandSheet = ({ brand }: { brand: string }) =>
  /^#[0-9a-f]{6}$/i.test(brand) ? (
    <link rel="stylesheet" href={`/brand.css?colour=${brand.slice(1)}`} />
  ) : null

export function LooksFields({ looks, refusal }: { looks: Looks; refusal?: Refusal | undefined }) {
  return (
    <>
      <TextField
        id="name"
        name="name"
        required
        maxlength={60}
        label={t('admin:looks.name')}
        help={t('admin:looks.nameHelp')}
        value={looks.name}
        error={errorOf(refusal, 'name')}
      />
      <TextField
        id="tagline"
        name="tagline"
        maxlength={60}
        label={t('admin:looks.tagline')}
        help={t('admin:looks.taglineHelp')}
        value={looks.tagline}
        error={errorOf(refusal, 'tagline')}
      />
      <Fieldset id="brand-set" legend={t('admin:looks.brand')} help={t('admin:looks.brandHelp')}>
        <div class="flex flex-wrap items-center gap-0.5 mt-1.5">
          {palette.map(([colour, name]) => (
            <Swatch
              key={colour}
              colour={colour}
              name={t(`admin:looks.colours.${name}`)}
              checked={colour === looks.brand}
            />
          ))}
        </div>
        <input type="hidden" name="was" value={looks.brand} />
        <TextField
          id="brand"
          name="brand"
          class="mt-2"
          label={t('admin:looks.other')}
          placeholder="#70355f"
          maxlength={7}
          value={palette.some(([colour]) => colour === looks.brand) ? '' : looks.brand}
          error={errorOf(refusal, 'brand')}
        />
      </Fieldset>
    </>
  )
}

const palette = [
  ['#70355f', 'plum'],
  ['#1f5673', 'sea'],
  ['#7a4a1e', 'oak'],
  ['#374073', 'ink'],
  ['#8c2f39', 'brick'],
  ['#0f5e59', 'pine'],
] as const

/** Drawn as a picture: a style on the element would be refused by our own security policy. */
function Swatch({ colour, name, checked }: { colour: string; name: string; checked: boolean }) {
  return (
    <label class="relative grid place-items-center size-11 cursor-pointer rounded-full has-checked:outline-2 has-focus-visible:outline-2 outline-ink -outline-offset-2">
      <input class="sr-only" type="radio" name="swatch" value={colour} checked={checked} />
      <svg class="size-8" viewBox="0 0 32 32" aria-hidden="true">
        <circle cx="16" cy="16" r="16" fill={colour} />
      </svg>
      <Hidden>{name}</Hidden>
    </label>
  )
}

function DoorPreview({ name, tagline }: Looks) {
  return (
    <>
      <p class="f-label mb-2">{t('admin:looks.door')}</p>
      <div class="f-card !p-0 overflow-clip" inert aria-hidden="true">
        <div class="flex items-center gap-2 px-4 h-11 border-b border-line font-serif">
          <span class="text-brand size-5">
            <BrandMark />
          </span>
          {name}
        </div>
        <div class="p-4 grid gap-3">
          <p class="font-serif text-xl">{tagline || t('admin:looks.taglineSample')}</p>
          <div class="flex gap-2">
            <span class="btn btn-primary btn-sm">{t('ui:search.short')}</span>
            <span class="btn btn-sm">{t('ui:ask')}</span>
          </div>
          <Shelf class="w-full" width={264} height={64} seed={5} lamp={false} />
        </div>
      </div>
    </>
  )
}
