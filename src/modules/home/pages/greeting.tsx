import { t } from '../../../texts/index.ts'
import { list } from '../../../texts/writing.ts'
import { useChrome } from '#ui/chrome.ts'
import { Host } from '#ui/host.tsx'
import type { MemberHome } from '../member-queries.ts'

export interface Greeted {
  id: number
  name: string
}

interface Props {
  home: MemberHome
  viewer: Greeted
}

/** The host says what matters most today, from real data only; without a host the house says it. */
export function Greeting({ home, viewer }: Props) {
  const { host } = home
  const says = (
    <>
      {hello(viewer)} {newsOf(home).slice(0, 2).join(' ')}
    </>
  )
  if (!host || host.id === viewer.id) return <h1 class="f-h1 mb-9">{says}</h1>
  const picked = home.couldAnswer.some((each) => each.reason) ? t('home:member.picked') : null
  return (
    <div class="mb-9">
      <Host
        person={host}
        as="h1"
        note={[
          <span key="host">{t('home:member.hostNote', { name: host.name.split(' ')[0] })}</span>,
          picked && <span key="picked">{picked}</span>,
        ]}
      >
        {says}
      </Host>
    </div>
  )
}

function hello({ name }: Greeted): string {
  const { now = new Date(), timeZone = 'UTC' } = useChrome()
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now),
  )
  const part = hour >= 4 && hour < 11 ? 'morning' : hour >= 17 || hour < 4 ? 'evening' : 'day'
  return t(`home:member.hello.${part}`, { name: name.split(' ')[0] })
}

/** What there is to say, the most pleasant first. */
function newsOf({ tookAdvice, couldAnswer, followUps, unread, anything, steps }: MemberHome): string[] {
  if (!anything) return [t('home:member.welcome')]
  const known = couldAnswer.filter((each) => each.reason).length
  const says = [
    tookAdvice.length > 0 && t('home:member.advice', { names: namesOf(tookAdvice) }),
    followUps.length > 0 && t('home:member.answered', { count: followUps.length }),
    known > 0 && t('home:member.stuck', { count: known }),
    unread > 0 && t('home:member.unread', { count: unread }),
  ].filter((each) => each !== false)
  return says.length > 0 ? says : [steps ? t('home:member.welcome') : t('home:member.quiet')]
}

function namesOf(names: string[]): string {
  return list(names, 'conjunction')
}
