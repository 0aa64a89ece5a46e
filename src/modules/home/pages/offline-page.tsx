import { t } from '../../../texts/index.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Composer } from '#ui/composer.tsx'
import { Empty } from '#ui/empty.tsx'
import { Page } from '#ui/page.tsx'
import { Glyph } from '#ui/state.tsx'
import { Frame } from '#ui/turbo.tsx'

/**
 * What is shown where there is no line. The service worker keeps this page, fills its list, and takes from its templates
 * what it puts into pages that it kept; `%WORDS%` are filled in by it.
 */
export function OfflinePage() {
  const { viewer } = useChrome()
  return (
    <Page title={t('home:offline.title')} bare noindex>
      <div class="f-page is-one" id="offline" data-person={viewer?.id ?? 0}>
        <Empty
          title={t('home:offline.title')}
          heading="h1"
          icon="wifi-off"
          action={
            <Button kind="primary" icon="refresh-cw" href="">
              {t('home:offline.again')}
            </Button>
          }
        >
          {t('home:offline.lead')}
        </Empty>
        <section class="mt-10" aria-labelledby="offline-title">
          <div class="f-sec">
            <h2 class="f-h2" id="offline-title">
              {t('home:offline.kept')}
            </h2>
          </div>
          <ul id="offline-kept" />
          <p id="offline-none" class="text-ink-2 mt-4">
            {t('home:offline.none')}
          </p>
        </section>
      </div>
      <Templates />
    </Page>
  )
}

// No words: the service worker puts them there.
const mark = { title: '%TITLE%', when: '%WHEN%' }

const Templates = () => (
  <>
    <template id="offline-row">
      <li class="f-row">
        <Glyph icon="file-text" />
        <div>
          <h3>
            <a href="%HREF%">{mark.title}</a>
          </h3>
          <p class="f-meta">{mark.when}</p>
        </div>
      </li>
    </template>
    <template id="offline-line">
      <Line>{t('home:offline.line')}</Line>
    </template>
    <template id="offline-away">
      <Line>{t('home:offline.away')}</Line>
    </template>
    <template id="offline-back">
      <Alert kind="info" icon="wifi" actions={<Button size="sm">{t('home:offline.show')}</Button>}>
        {t('home:offline.back')}
      </Alert>
    </template>
    <template id="offline-comment">
      <CommentForm />
    </template>
    <template id="offline-waiting">
      <Waiting />
    </template>
  </>
)

const Line = ({ children }: { children: string }) => (
  <div class="f-notice" id="offline-says">
    <Alert kind="info" icon="wifi-off">
      {children}
    </Alert>
  </div>
)

/** In place of the form that the server would have drawn under a post. */
const CommentForm = () => (
  <Frame id="comment-on-%POST%">
    <div class="mt-4">
      <Composer id="comment-text-%POST%" label={t('home:offline.comment')} action="/posts/%POST%/comments" cta={t('home:offline.commentDo')} rows={2} required />
    </div>
  </Frame>
)

/** What was written offline, where it will stand. */
function Waiting() {
  const words = {
    waiting: t('home:offline.waiting'),
    sending: t('home:offline.sending'),
    signIn: t('home:offline.signIn'),
    refused: t('home:offline.refused'),
    discarded: t('home:offline.discarded'),
    sent: t('home:offline.sent'),
    send: t('home:offline.send'),
    answer: t('home:offline.kind.answer'),
    comment: t('home:offline.kind.comment'),
  }
  return (
    <section class="f-waiting" data-words={JSON.stringify(words)}>
      <Alert kind="warning" icon="hourglass">
        <b data-part="kind" />
        <p data-part="state" role="status" />
      </Alert>
      <p class="f-waiting-words" data-part="words" dir="auto" />
      <textarea class="textarea" data-part="field" rows={4} aria-label={t('home:offline.words')} hidden />
      <div class="flex flex-wrap gap-2">
        <Button size="sm" icon="pencil" data-part="edit">
          {t('home:offline.edit')}
        </Button>
        <Button size="sm" kind="primary" data-part="keep">
          {t('home:offline.keep')}
        </Button>
        <Button size="sm" kind="ghost" icon="trash-2" data-part="discard">
          {t('home:offline.discard')}
        </Button>
        <Button size="sm" kind="ghost" icon="undo-2" data-part="undo">
          {t('home:offline.undo')}
        </Button>
      </div>
    </section>
  )
}
