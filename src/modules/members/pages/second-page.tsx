import { Button } from '#ui/button.tsx'
import { Check } from '#ui/choice.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import { SignInFrame } from './sign-in-frame.tsx'

export function SecondPage({ to, refusal }: { to?: string | undefined; refusal?: Refusal | undefined }) {
  return (
    <SignInFrame title={t('members:second.title')} lead={t('members:second.lead')}>
      <Refused refusal={refusal} fields={['code']} />
      <Form action="/sign-in/second" fields={{ to }} id="second" class="grid grid-cols-1 gap-4 mt-6">
        <TextField
          id="code"
          name="code"
          autocomplete="one-time-code"
          required
          autofocus
          label={t('members:second.code')}
          error={errorOf(refusal, 'code')}
        />
        <Check name="trust">{t('members:second.trust')}</Check>
        <div>
          <Button type="submit" kind="primary" id="second-button">
            {t('members:second.go')}
          </Button>
        </div>
      </Form>
      <p class="mt-8">
        <a class="f-link" href="/sign-in">
          {t('members:signLink.back')}
        </a>
      </p>
    </SignInFrame>
  )
}
