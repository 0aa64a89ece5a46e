import { t } from '../../../texts/index.ts'
import { Slip, SlipRow } from '#ui/slip.tsx'
import type { Preferences, When } from '../shapes.ts'

/** How the viewer is reached, and the keys of the list. */
export function InboxRail({ wished }: { wished: Preferences }) {
  const reach = (when: When) => t(`notifications:reach.${when}`)
  return (
    <>
      <Slip title={t('notifications:reach.title')} note={<a class="f-link" href="/settings/notifications">{t('notifications:reach.change')}</a>}>
        <SlipRow label={t('notifications:reach.answers')}>{reach(wished.answers)}</SlipRow>
        <SlipRow label={t('notifications:reach.mentions')}>{reach(wished.mentions)}</SlipRow>
      </Slip>
      <section class="f-well max-lg:hidden">
        <h2 class="font-semibold text-sm">{t('notifications:keys.title')}</h2>
        <dl class="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-2 text-sm">
          {([['J', 'next'], ['K', 'previous'], ['E', 'read']] as const).map(([key, does]) => (
            <div class="contents" key={key}>
              <dt><kbd class="kbd kbd-sm">{key}</kbd></dt>
              <dd>{t(`notifications:keys.${does}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
