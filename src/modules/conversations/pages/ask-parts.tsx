import { t } from '../../../texts/index.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Icon } from '#ui/icon.tsx'
import { RailSection } from '#ui/rail.tsx'
import { Slip, SlipRow } from '#ui/slip.tsx'
import type { AskReading, AskSpace } from '../ask-queries.ts'
import { PollButton } from './answer-composer.tsx'
import { duration } from './durations.ts'
import { listPath, signInTo } from './paths.ts'

const minutesOf = (space: AskSpace | null | undefined) => space?.pace?.firstResponseMinutes ?? null

/** The one next step, and what happens after it. */
export function AskFoot({ ask }: { ask: AskReading }) {
  const { viewer } = useChrome()
  const { kind, space, spaces, typed } = ask
  const minutes =
    minutesOf(spaces.find((each) => String(each.id) === typed.spaceId) ?? space) ?? quickest(spaces)
  const soon = kind === 'question' && minutes !== null
  return (
    <div class="flex flex-wrap items-center gap-x-5 gap-y-3 border-t border-line pt-6">
      {viewer ? (
        <>
          <Button kind="primary" size="lg" type="submit">
            {t(`conversations:ask.cta.${kind}`)}
          </Button>
          <PollButton />
        </>
      ) : (
        <Button kind="primary" size="lg" type="submit" name="step" value="signIn">
          {t('conversations:ask.signIn')}
        </Button>
      )}
      <p class="text-sm text-ink-2 max-w-[38ch]">
        {viewer === null
          ? t('conversations:ask.waits')
          : soon
            ? t('conversations:ask.soon', { time: duration(minutes) })
            : t('conversations:ask.told')}
      </p>
    </div>
  )
}

function quickest(spaces: AskSpace[]): number | null {
  const known = spaces
    .map(minutesOf)
    .filter((minutes) => minutes !== null)
    .sort((one, other) => one - other)
  return known[Math.floor(known.length / 2)] ?? null
}

export function AskRail({ ask }: { ask: AskReading }) {
  const known = ask.spaces.filter((space) => minutesOf(space) !== null).slice(0, 8)
  return (
    <>
      {ask.kind === 'question' && known.length > 0 && (
        <Slip title={t('conversations:ask.expect')} note={t('conversations:ask.expectNote')}>
          {known.map((space) => (
            <SlipRow key={space.id} label={space.name}>
              {duration(minutesOf(space)!)}
            </SlipRow>
          ))}
        </Slip>
      )}
      <RailSection title={t(`conversations:ask.good.${ask.kind}`)}>
        <ul class="grid gap-2 text-ink-2">
          {(['one', 'two', 'three'] as const).map((each) => (
            <li key={each} class="flex gap-2">
              <Icon name="check" class="mt-1 text-ink-3" />
              <span>{t(`conversations:ask.tips.${ask.kind}.${each}`)}</span>
            </li>
          ))}
        </ul>
      </RailSection>
    </>
  )
}

// An address longer than this is cut somewhere on its way; the text itself stays on the page to be taken along by hand.
const longestAddress = 1_900

/** For a guest who has written: signing in is left, and the words come along. */
export function SignInStep({ ask }: { ask: AskReading }) {
  const { title, body, spaceId } = ask.typed
  const back = (typed: Record<string, string>) => `${listPath(ask.kind)}/new?${new URLSearchParams(typed)}`
  const whole = back({ title, body, ...(spaceId && { spaceId }) })
  const fits = whole.length < longestAddress
  const to = fits ? whole : back({ title })
  return (
    <Alert
      kind="info"
      icon="log-in"
      class="mt-6"
      actions={
        <>
          <Button kind="primary" href={signInTo(to)}>
            {t('ui:signIn')}
          </Button>
          <Button href="/join">{t('ui:join')}</Button>
        </>
      }
    >
      <b class="font-semibold block">{t('conversations:ask.oneStep')}</b>
      {fits ? t('conversations:ask.comesAlong') : t('conversations:ask.tooLong')}
    </Alert>
  )
}
