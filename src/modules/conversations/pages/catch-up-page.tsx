import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip, Chips } from '#ui/chip.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Empty } from '#ui/empty.tsx'
import { PageHead, SectionHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Rows } from '#ui/row.tsx'
import { Time } from '#ui/time.tsx'
import type { CatchUp, CaughtRow } from '../catch-up.ts'
import { MarkAllRead, ReadToast } from './marking.tsx'
import { type Since, weekdays } from './since.ts'
import { ThreadRow } from './thread-row.tsx'

const parts = ['answers', 'accepted', 'announced', 'valued', 'moved'] as const
const pathOf = (since: Since) => (since === 'visit' ? '/catch-up' : `/catch-up?since=${since}`)

interface Props {
  told: CatchUp
  /** When everything was just marked as read */
  read?: Date | undefined
}

/** What a member missed, in the order in which it matters to them. */
export function CatchUpPage({ told, read }: Props) {
  const { since } = told
  const here = pathOf(since.name)
  const nothing = parts.every((part) => told[part].length === 0)
  return (
    <Page title={t('conversations:catchUp.title')} nav="home" shape="is-one" noindex toasts={read && <ReadToast to={here} read={read} />}>
      <PageHead title={t('conversations:catchUp.title')} lead={<>{t('conversations:catchUp.since')} <Time at={since.at} /></>} />
      <Choices since={since} />
      {nothing ? <Quiet /> : parts.map((part) => <Caught key={part} part={part} rows={told[part]} follows={told.follows} />)}
      {!nothing && <End here={here} />}
    </Page>
  )
}

/** A few moments to begin at; the weekday is the one three days ago, which nobody calls by a number. */
function Choices({ since: { name, zone } }: Pick<CatchUp, 'since'>) {
  const { now = new Date() } = useChrome()
  const threeDaysAgo = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: zone }).format(new Date(now.getTime() - 3 * 86_400_000)).toLowerCase()
  const wished = weekdays.find((day) => day === name)
  const days = weekdays.filter((day) => day === threeDaysAgo || day === wished)
  const choices: Since[] = ['visit', 'yesterday', ...days, 'week']
  return (
    <Chips class="mt-4" label={t('conversations:catchUp.choose')}>
      {choices.map((each) => (
        <Chip key={each} href={pathOf(each)} on={each === name}>
          {t(`conversations:catchUp.from.${each as 'visit'}`)}
        </Chip>
      ))}
    </Chips>
  )
}

function Caught({ part, rows, follows }: { part: (typeof parts)[number]; rows: CaughtRow[]; follows: boolean }) {
  if (rows.length === 0) return null
  const title = part === 'valued' && !follows ? 'valuedAnywhere' : part
  return (
    <section class="mt-9">
      <SectionHead>{t(`conversations:catchUp.${title}`)}</SectionHead>
      <Rows>
        {rows.map((row) => (
          <ThreadRow key={row.id} thread={row} heading="h3" told={toldOf(row)} />
        ))}
      </Rows>
    </section>
  )
}

const toldOf = ({ posts, own }: CaughtRow) => (own ? t('conversations:catchUp.yours') : posts ? t('conversations:catchUp.posts', { count: posts }) : undefined)

const Quiet = () => (
  <div class="mt-8">
    <Empty art="lamp" title={t('conversations:catchUp.quiet.title')} action={<Button href="/questions">{t('conversations:catchUp.quiet.action')}</Button>}>
      {t('conversations:catchUp.quiet.text')}
    </Empty>
  </div>
)

function End({ here }: { here: string }) {
  return (
    <div class="f-well mt-10 flex flex-wrap items-center justify-between gap-3">
      <p>{t('conversations:catchUp.end')}</p>
      <MarkAllRead to={here} />
    </div>
  )
}
