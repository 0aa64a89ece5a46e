import { t } from '../../../texts/index.ts'
import { Empty } from '#ui/empty.tsx'
import { More, PageHead, SectionHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Pager } from '#ui/pager.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Time } from '#ui/time.tsx'
import type { Mail, MailRow } from '../mails.ts'

export function MailsPage({ rows, next }: { rows: MailRow[]; next: string | null }) {
  return (
    <Page title={t('home:dev.mails')} shape="is-one" noindex>
      <PageHead title={t('home:dev.mails')} lead={t('home:dev.mailsLead')} />
      {rows.length === 0 ? (
        <div class="mt-6">
          <Empty title={t('home:dev.none')} art="lamp" />
        </div>
      ) : (
        <Rows class="mt-4">
          {rows.map((mail) => (
            <Row
              key={mail.id}
              plain
              icon="mail"
              heading="h2"
              href={`/dev/mail/${mail.id}`}
              title={mail.subject}
              meta={factsOf(mail)}
              note={stateOf(mail)}
            />
          ))}
        </Rows>
      )}
      <Pager older={next && `/dev/mail?older=${next}`} />
    </Page>
  )
}

const factsOf = ({ recipient, kind, createdAt }: MailRow) => [
  recipient,
  kind,
  <Time key="time" at={createdAt} />,
]
const stateOf = ({ sentAt, error }: MailRow) =>
  sentAt ? t('home:dev.sent') : error ? t('home:dev.failed') : t('home:dev.kept')

/** One mail as its reader sees it: in a frame that can run nothing, and as plain text. */
export function MailPage({ mail }: { mail: Mail }) {
  return (
    <Page title={mail.subject} shape="is-wide" noindex>
      <PageHead
        title={mail.subject}
        look="title"
        over={
          <>
            {t('home:dev.to')} {mail.recipient}, <Time at={mail.createdAt} look="moment" />
          </>
        }
        actions={<More href="/dev/mail">{t('home:dev.back')}</More>}
      />
      <section class="mt-8">
        <SectionHead>{t('home:dev.html')}</SectionHead>
        <iframe
          class="w-full h-[40rem] mt-4 border border-line rounded-xl bg-white"
          src={`/dev/mail/${mail.id}/html`}
          title={t('home:dev.html')}
          sandbox="allow-popups allow-top-navigation-by-user-activation"
        />
      </section>
      <section class="mt-8">
        <SectionHead>{t('home:dev.text')}</SectionHead>
        <pre class="f-plain mt-4 whitespace-pre-wrap break-words" tabindex={0}>
          {mail.text}
        </pre>
      </section>
    </Page>
  )
}
