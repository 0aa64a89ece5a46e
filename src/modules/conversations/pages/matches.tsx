import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { Icon } from '#ui/icon.tsx'
import { State, type StateKind } from '#ui/state.tsx'
import { Frame, Replace, Update } from '#ui/turbo.tsx'
import type { Found, Piece } from '#modules/search/index.ts'
import type { Help } from '../ask-queries.ts'
import { SuggestedSpace, TopicChoices } from './ask-fields.tsx'

/** What was answered already; and with scripts, what it says about space and topics of the question. */
export function MatchesFrame({ help, chosen }: { help: Help; chosen: string[] }) {
  return (
    <Frame id="matches" target="_top">
      <Matches help={help} />
      <Update target="matches-said">{countOf(help)}</Update>
      <Replace target="space-suggested" morph>
        <SuggestedSpace space={help.space} />
      </Replace>
      <Update target="topic-choices">
        <TopicChoices suggested={help.topics} chosen={chosen} />
      </Update>
    </Frame>
  )
}

export const countOf = ({ matches, token }: Help) =>
  matches.length === 0
    ? t('conversations:ask.noMatch')
    : t(token ? 'conversations:ask.matches' : 'conversations:ask.talks', { count: matches.length })

export function Matches({ help }: { help: Help }) {
  if (help.matches.length === 0) return null
  return (
    <section class="f-card !p-0 overflow-clip" aria-labelledby="matches-title">
      <div class="flex items-center gap-2 px-5 py-3 border-b border-line bg-brand-soft text-brand-ink">
        <Icon name="book-open" />
        <h2 id="matches-title" class="text-sm font-semibold">
          {countOf(help)}
        </h2>
        <span class="f-needs-script ms-auto text-xs hidden sm:inline">{t('conversations:ask.updated')}</span>
      </div>
      <ul class="divide-y divide-line">
        {help.matches.map((match) => (
          <Match key={match.id} match={match} token={help.token} />
        ))}
      </ul>
    </section>
  )
}

/** Can be read in place; says with one press that nothing needs to be asked any more. */
function Match({ match, token }: { match: Found; token: string | null }) {
  return (
    <li class="group px-5 py-4">
      <div class="flex flex-wrap sm:flex-nowrap items-start gap-x-3 gap-y-2.5">
        <details class="basis-full sm:basis-0 flex-1 min-w-0">
          <summary class="flex items-start gap-3 min-h-6 rounded-md">
            <State kind={stateOf(match)} />
            <span class="flex-1 min-w-0">
              <span class="f-row-title block">{match.title}</span>
              <span class="text-sm text-ink-3">{noteOf(match)}</span>
            </span>
            <Icon
              name="chevron-down"
              class="mt-1 text-ink-3 transition-transform group-has-[details[open]]:rotate-180"
            />
          </summary>
          <div class="sm:ms-9 mt-3">
            <MatchAnswer match={match} token={token} />
          </div>
        </details>
        {token && Number(match.details.answers) > 0 && (
          <span class="ms-9 sm:ms-0 flex-none group-has-[details[open]]:hidden">
            <SolvedButton token={token} threadId={match.id} size="sm" />
          </span>
        )}
      </div>
    </li>
  )
}

/** The answer is fetched when the match is opened; until then, and without scripts, the words that fit stand here. */
function MatchAnswer({ match, token }: { match: Found; token: string | null }) {
  return (
    <Frame
      id={`answer-${match.id}`}
      src={`/threads/${match.id}/answer${token ? `?ask=${token}` : ''}`}
      lazy
      target="_top"
    >
      <p class="text-ink-2">
        <Pieces pieces={match.excerpt} />
      </p>
      <p class="mt-2">
        <OpenThread path={match.path} />
      </p>
    </Frame>
  )
}

/** Belongs to the form around: what was typed goes along, so that it can be told what it was about. */
export function SolvedButton({
  token,
  threadId,
  size,
}: {
  token: string
  threadId: number
  size?: 'sm' | undefined
}) {
  return (
    <Button
      kind={size ? undefined : 'success'}
      size={size}
      icon="check"
      type="submit"
      formaction={`/asks/${token}/solution`}
      formnovalidate
      name="threadId"
      value={threadId}
    >
      {t('conversations:ask.solved')}
    </Button>
  )
}

export function OpenThread({ path }: { path: string }) {
  return (
    <a class="f-more" href={path} target="_blank" rel="noopener">
      {t('conversations:ask.open')} <Hidden>{t('conversations:ask.newTab')}</Hidden>
      <Icon name="arrow-up-right" />
    </a>
  )
}

export function Pieces({ pieces }: { pieces: Piece[] }) {
  return <>{pieces.map(({ text, mark }, index) => (mark ? <mark key={index}>{text}</mark> : text))}</>
}

function stateOf({ kind, state }: Found): StateKind {
  if (kind === 'discussion') return 'talk'
  return state === 'solved' ? 'solved' : state === 'answered' ? 'answered' : 'needs'
}

function noteOf({ kind, state, details }: Found): string {
  const count = Number(details.answers ?? 0)
  if (kind === 'discussion') return t('conversations:row.replies', { count })
  if (count === 0) return t('conversations:row.noAnswer')
  const answers = t('conversations:row.answers', { count })
  const helped = Number(details.helpful ?? 0)
  if (state !== 'solved') return answers
  return helped > 0
    ? t('conversations:ask.worked', { count: helped })
    : t('conversations:rail.solvedWith', { answers })
}
