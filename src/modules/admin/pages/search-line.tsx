import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { t } from '../../../texts/index.ts'

/** One field above a list. */
export const SearchLine = ({
  action,
  label,
  q,
  fields,
}: {
  action: string
  label: string
  q?: string | undefined
  fields?: Record<string, string | undefined>
}) => (
  <Form method="get" action={action} class="flex gap-2 mb-5" label={label} fields={fields}>
    <label class="flex-1">
      <Hidden>{label}</Hidden>
      <input
        class="input w-full"
        type="search"
        name="q"
        id="q"
        value={q}
        placeholder={label}
        maxlength={80}
      />
    </label>
    <Button type="submit" icon="search">
      {t('members:directory.go')}
    </Button>
  </Form>
)
