import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { LiveNews, useLive } from '#ui/live.tsx'
import { Page } from '#ui/page.tsx'
import { Refused, type Refusal } from '#ui/refused.tsx'
import { Toast } from '#ui/toast.tsx'
import { Append, Frame, Replace } from '#ui/turbo.tsx'
import { hasText, t, tAny } from '../../../texts/index.ts'
import type { MessageInCircle, MessageView } from '../message-queries.ts'
import type { Seen } from '../reading.ts'
import type { Circle } from '../sight.ts'
import { CircleHead, CirclePeople, type CircleFrame, MessageComposer, SeenLine, WritersLine } from './circle-parts.tsx'
import { MessageRow } from './message-row.tsx'
import { useCircleName } from './names.ts'
import { newestIn, pathOfCircle } from './paths.ts'

export interface CirclePageProps extends CircleFrame {
  messages: MessageView[]
  older: number | null
  /** True where these are not the newest. */
  isPast: boolean
  seen: Seen[]
  draft: { body: string; version: number } | null
  said?: string | undefined
  typed?: Record<string, string> | undefined
  error?: string | undefined
  refusal?: Refusal | undefined
}

/** A circle: what was said, and room to answer. */
export function CirclePage({ circle, may, messages, older, isPast, seen, draft, said, typed, error, refusal }: CirclePageProps) {
  const { viewer } = useChrome()
  const name = useCircleName(circle)
  const live = useLive(`circle:${circle.id}`)
  const data = isPast ? {} : { ...live, 'data-controller': 'live-circle', 'data-live-circle-id-value': circle.id, 'data-live-circle-me-value': viewer!.id }
  return (
    <Page title={name} nav={circle.kind === 'team' && circle.memberId !== viewer?.id ? 'team-messages' : undefined} noindex rail={<CirclePeople circle={circle} may={may} typed={typed} refusal={refusal} />} railLabel={t('messages:people.title')} toasts={<Said said={said} />}>
      <div {...data}>
        <CircleHead circle={circle} may={may} />
        <Refused refusal={refusal} fields={['to', 'name']} />
        {isPast && <p class="my-3"><Button href={newestIn(circle.id)} size="sm" icon="arrow-down">{t('messages:newest')}</Button></p>}
        <Older circle={circle} older={older} />
        <ol id="messages" class="f-msgs" aria-label={t('messages:stream')} data-live-circle-target="list"><Rows circle={circle} messages={messages} /></ol>
        <SeenLine seen={seen} kind={circle.kind} />
        <WritersLine people={[]} />
        {!isPast && <LiveNews text={(count, number) => t('messages:live', { count, number })} />}
        <MessageComposer circle={circle} draft={draft} typed={typed?.body} error={error} />
      </div>
    </Page>
  )
}

function Rows({ circle, messages }: { circle: Circle; messages: readonly MessageView[] }) {
  const { viewer } = useChrome()
  const firstNew = messages.find(({ id, kind, authorId }) => id > Math.max(circle.readTo, circle.fromId) && kind === 'text' && authorId !== viewer?.id)
  return <>{messages.map((message) => <MessageRow key={message.id} message={message} ofTeam={circle.kind === 'team'} isFirstNew={circle.readTo > 0 && message === firstNew} />)}</>
}

const frameOf = (id: number) => `before-${id}`

/** The way to what was said before: a frame that is filled in its place. */
const Older = ({ circle, older }: { circle: Circle; older: number | null }) => older && (
  <Frame id={frameOf(older)} target="_top">
    <p class="text-center my-4"><Button href={`${pathOfCircle(circle.id)}?older=${older}`} size="sm" kind="ghost" icon="arrow-up" data-turbo-frame={frameOf(older)}>{t('messages:older')}</Button></p>
  </Frame>
)

/** What fills that frame. */
export const OlderPart = ({ circle, messages, older, before }: { circle: Circle; messages: MessageView[]; older: number | null; before: number }) => (
  <Frame id={frameOf(before)} target="_top">
    <Older circle={circle} older={older} />
    <ol class="f-msgs">{messages.map((message) => <MessageRow key={message.id} message={message} ofTeam={circle.kind === 'team'} />)}</ol>
  </Frame>
)

function Said({ said }: { said: string | undefined }) {
  const key = `messages:said.${said}`
  return said && hasText(key) ? <Toast>{tAny(key)}</Toast> : null
}

/** What an open page fetches of itself. */
export const CircleParts = ({ circle, may, messages, seen, isWhole }: CircleFrame & { messages: MessageView[]; seen: Seen[]; isWhole: boolean }) => (
  <>
    {messages.map((message) => <MessageRow key={message.id} message={message} ofTeam={circle.kind === 'team'} />)}
    <SeenLine seen={seen} kind={circle.kind} />
    {isWhole && <CircleHead circle={circle} may={may} />}
    {isWhole && <CirclePeople circle={circle} may={may} />}
  </>
)

/** The viewer's own words appear above an empty field. */
export const MessageSent = ({ message }: { message: MessageInCircle }) => (
  <>
    <Append target="messages"><MessageRow message={message} ofTeam={message.circle.kind === 'team'} /></Append>
    <Replace target="seen"><SeenLine seen={[]} kind={message.circle.kind} /></Replace>
    <Replace target="newest"><MessageComposer circle={message.circle} /></Replace>
  </>
)

export const MessageChanged = ({ message }: { message: MessageInCircle }) => (
  <Replace target={`message-${message.id}`}><MessageRow message={message} ofTeam={message.circle.kind === 'team'} /></Replace>
)
