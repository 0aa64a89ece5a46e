import { t } from '../../../texts/index.ts'
import { Toggle } from '#ui/choice.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Frame } from '#ui/turbo.tsx'

/** Keys that go together, and what must be on a page for them to do something: the sheet leaves the others out. */
const groups = [
  { name: 'everywhere', needs: 'body', keys: [['?', 'sheet'], ['/', 'search']] },
  { name: 'lists', needs: '[data-controller~="row-keys"]', keys: [['J', 'next'], ['K', 'previous']] },
  { name: 'inbox', needs: '.f-row form button[type="submit"]', keys: [['E', 'done']] },
  { name: 'writing', needs: '.f-composer', keys: [['Ctrl B', 'bold'], ['Ctrl I', 'italic'], ['Ctrl K', 'link'], ['Ctrl E', 'code'], ['@', 'mention'], [':', 'emoji'], ['Ctrl Enter', 'send']] },
  { name: 'menus', needs: '.f-menu-box, [data-card], a.f-name', keys: [['↓ ↑', 'move'], ['Esc', 'close']] },
] as const

/** What keys do, for reading, and for the sheet that opens on "?". */
export function ShortcutsPage() {
  return (
    <Page title={t('home:keys.title')} canonical="/shortcuts" shape="is-one">
      <PageHead title={t('home:keys.title')} lead={t('home:keys.lead')} />
      <Shortcuts />
    </Page>
  )
}

export function Shortcuts() {
  return (
    <Frame id="shortcuts" target="_top">
      <div class="f-keys mt-6">
        {groups.map(({ name, needs, keys }) => (
          <section key={name} data-needs={needs} aria-labelledby={`keys-${name}`}>
            <h2 id={`keys-${name}`} class="f-label">{t(`home:keys.${name}`)}</h2>
            <dl>
              {keys.map(([key, does]) => (
                <div key={does}>
                  <dt>{key.split(' ').map((each) => <kbd key={each} class="kbd">{each}</kbd>)}</dt>
                  <dd>{t(`home:keys.does.${does}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div class="mt-6 noscript:hidden" data-controller="key-switch" data-action="change->key-switch#turn">
        <Toggle name="keys" checked help={t('home:keys.switchHelp')}>
          {t('home:keys.switch')}
        </Toggle>
      </div>
    </Frame>
  )
}
