import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import type { Undertaking } from '../undertakings.ts'
import { AdminFrame } from './admin-frame.tsx'

/**
 * Each answer brings a frame that asks for the next one; the server lets it wait a moment. So the bar moves
 * without a script of our own, and without Turbo there is a link.
 */
export function SamplePage({ work, turn }: { work: Undertaking | null; turn: number }) {
  const running = !work || (work.finishedAt === null && work.failure === null)
  return (
    <AdminFrame at="overview" title={t('admin:sample.title')}>
      <Frame id={`sample-${turn}`}>
        {running ? (
          <Frame id={`sample-${turn + 1}`} src={`/admin/sample?turn=${turn + 1}`}>
            <Progress work={work} />
          </Frame>
        ) : (
          <Ended failure={work.failure} />
        )}
      </Frame>
    </AdminFrame>
  )
}

function Progress({ work }: { work: Undertaking | null }) {
  const known = work && work.total > 0 ? { value: work.done, max: work.total } : {}
  return (
    <div>
      <p class="mb-3">
        {work && work.total > 0
          ? t('admin:sample.progress', { done: work.done, of: work.total })
          : t('admin:sample.starting')}
      </p>
      <progress class="progress w-full" aria-label={t('admin:sample.title')} {...known} />
      <p class="mt-3">
        <a class="f-link" href="/admin/sample" data-turbo-frame="_top">
          {t('admin:sample.again')}
        </a>
      </p>
    </div>
  )
}

const Ended = ({ failure }: { failure: string | null }) => (
  <>
    {failure ? (
      <Alert kind="error">
        {t('admin:sample.failed')} {failure}
      </Alert>
    ) : (
      <Alert kind="success">{t('admin:sample.done')}</Alert>
    )}
    <p class="mt-6">
      <Button kind="primary" href="/" {...{ 'data-turbo-frame': '_top' }}>
        {t('admin:sample.home')}
      </Button>
    </p>
  </>
)

const sources = ['stackexchange', 'discourse', 'folkmoot'] as const

/** An import is big work for a machine that has the files: it is started there. */
export const ImportPage = () => (
  <AdminFrame at="import" title={t('admin:import.title')} lead={t('admin:import.lead')}>
    {sources.map((source) => (
      <section key={source} class="mt-8">
        <div class="f-sec">
          <h2 class="f-h2">{t(`admin:import.${source}.name`)}</h2>
        </div>
        <p class="mt-3">{t(`admin:import.${source}.says`)}</p>
        <pre class="f-well !py-3 mt-3 overflow-x-auto text-sm" tabindex={0}>{`bin/folkmoot import ${source} PATH`}</pre>
      </section>
    ))}
    <p class="mt-8 text-ink-2">{t('admin:import.repeat')}</p>
    <p class="mt-3 text-ink-2">{t('admin:import.stop')}</p>
  </AdminFrame>
)
