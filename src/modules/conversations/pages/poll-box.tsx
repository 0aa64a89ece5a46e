import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { cx } from '#ui/classes.ts'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { Menu, MenuItem, MenuRule } from '#ui/menu.tsx'
import { Own } from '#ui/own.tsx'
import { Time } from '#ui/time.tsx'
import type { PollView } from '../poll-reading.ts'
import type { PostView } from '../post-queries.ts'
import type { OwnInThread } from '../thread-own.ts'
import { signInTo } from './paths.ts'
import { OptionResult, PollRounds } from './poll-results.tsx'

export const pollPath = ({ id }: { id: number }) => `/polls/${id}`

/** The poll of a post, where it has one: filled with what the viewer voted. */
export function PostPoll({ post }: { post: PostView }) {
  if (!post.poll) return null
  const anew = ({ polls }: OwnInThread) => {
    const mine = polls.get(post.id)
    return mine ? <PollBox poll={mine} /> : null
  }
  return (
    <Own<OwnInThread> anew={anew}>
      <PollBox poll={post.poll} />
    </Own>
  )
}

interface Props {
  poll: PollView
  /** What is wrong with the ballot that was sent */
  error?: string | undefined
  /** On the page of the poll itself */
  alone?: boolean | undefined
}

/** Question, options with their results as far as they are shown, and the way to vote. */
export function PollBox({ poll, error, alone }: Props) {
  const title = `poll-${poll.id}-title`
  return (
    <section class="f-poll" id={`poll-${poll.id}`} aria-labelledby={title}>
      <header>
        <Icon name="chart-bar-big" />
        <h3 id={title} dir="auto">
          {poll.question}
        </h3>
        <PollMenu poll={poll} alone={alone} />
      </header>
      <About poll={poll} />
      {error && (
        <p class="f-err" role="alert">
          <Icon name="circle-alert" />
          {error}
        </p>
      )}
      {poll.may.vote ? <Ballot poll={poll} alone={alone} /> : <Standing poll={poll} alone={alone} />}
      {poll.rounds && poll.voterCount > 0 && <PollRounds poll={poll} />}
    </section>
  )
}

function About({ poll }: { poll: PollView }) {
  return (
    <p class="f-poll-about">
      <span>{poll.most ? t('conversations:poll.way.most', { count: poll.most }) : t(`conversations:poll.way.${poll.way}`)}</span>
      <span>
        <a class="f-quiet" href={`${pollPath(poll)}#secrecy`} rel="nofollow">
          {t(poll.anonymous ? 'conversations:poll.anonymous' : 'conversations:poll.open')}
        </a>
      </span>
      <Until poll={poll} />
    </p>
  )
}

function Until({ poll }: { poll: PollView }) {
  if (poll.closed)
    return (
      <span>
        {t('conversations:poll.closedAt')} <Time at={poll.closedAt ?? poll.closesAt!} look="moment" />
      </span>
    )
  if (!poll.closesAt) return null
  return (
    <span>
      {t('conversations:poll.closesAt')} <Time at={poll.closesAt} look="moment" />
    </span>
  )
}

/** To vote, and to vote otherwise. A plain form: what is ticked is what counts. */
function Ballot({ poll, alone }: Props) {
  return (
    <Form action={`${pollPath(poll)}/ballot`} method="put" data-controller="submit-once" data-turbo-frame="_top">
      <input type="hidden" name="version" value={poll.version} />
      <fieldset>
        <legend class="sr-only">{poll.question}</legend>
        {poll.way === 'ranked' ? <Places poll={poll} /> : <Choices poll={poll} />}
      </fieldset>
      <div class="f-poll-foot">
        <Button kind={poll.mine ? undefined : 'primary'} size="sm" type="submit">
          {t(poll.mine ? 'conversations:poll.change' : 'conversations:poll.vote')}
        </Button>
        {poll.mine && (
          <Button kind="ghost" size="sm" type="submit" formaction={`${pollPath(poll)}/ballot?_method=delete`} formnovalidate>
            {t('conversations:poll.withdraw')}
          </Button>
        )}
        <Voters poll={poll} alone={alone} />
      </div>
    </Form>
  )
}

function Choices({ poll }: { poll: PollView }) {
  const look = poll.way === 'single' ? ('radio' as const) : ('checkbox' as const)
  return (
    <div class="f-poll-options">
      {poll.options.map((option) => (
        <label key={option.number} class="f-poll-option">
          <input class={look} type={look} name="choices" value={option.number} checked={poll.mine?.includes(option.number) ?? false} required={look === 'radio'} />
          <OptionResult poll={poll} option={option} />
        </label>
      ))}
    </div>
  )
}

/** One field a place: the order is chosen by keyboard, by finger and without scripts alike. */
function Places({ poll }: { poll: PollView }) {
  return (
    <>
      <p class="f-help">{t('conversations:poll.rankHelp')}</p>
      <ol class="f-poll-places">
        {poll.options.map((_, place) => (
          <li key={place}>
            <label for={`poll-${poll.id}-${place}`}>{t('conversations:poll.place', { place: place + 1 })}</label>
            <select class="select select-sm" id={`poll-${poll.id}-${place}`} name="choices" required={place === 0}>
              <option value="">{t(place === 0 ? 'conversations:poll.choose' : 'conversations:poll.nobody')}</option>
              {poll.options.map(({ number, text }) => (
                <option key={number} value={number} selected={poll.mine?.[place] === number}>
                  {text}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ol>
      {poll.options[0]!.count !== null && poll.voterCount > 0 && <Results poll={poll} />}
    </>
  )
}

/** For those who cannot vote here, or not any more. */
function Standing({ poll, alone }: Props) {
  const { viewer } = useChrome()
  return (
    <>
      <Results poll={poll} />
      <div class="f-poll-foot">
        {viewer === null && !poll.closed && (
          <Button size="sm" href={signInTo(pollPath(poll))} rel="nofollow">
            {t('conversations:poll.signIn')}
          </Button>
        )}
        <Voters poll={poll} alone={alone} />
      </div>
    </>
  )
}

function Results({ poll }: { poll: PollView }) {
  return (
    <ul class="f-poll-options">
      {poll.options.map((option) => (
        <li key={option.number} class={cx('f-poll-option', poll.mine?.includes(option.number) && poll.way !== 'ranked' && 'is-mine')}>
          <OptionResult poll={poll} option={option} />
        </li>
      ))}
    </ul>
  )
}

function Voters({ poll, alone }: Props) {
  const hidden = poll.options[0]!.count === null
  return (
    <span class="f-poll-voters">
      {alone ? t('conversations:poll.voters', { count: poll.voterCount }) : <a class="f-quiet" href={pollPath(poll)} rel="nofollow">{t('conversations:poll.voters', { count: poll.voterCount })}</a>}
      {hidden && <span>{t(`conversations:poll.hidden.${poll.results === 'voted' ? 'voted' : 'closed'}`)}</span>}
    </span>
  )
}

/** For its author and the team. */
function PollMenu({ poll, alone }: Props) {
  if (!poll.may.keep) return null
  const path = pollPath(poll)
  const counted = poll.options[0]!.count !== null
  return (
    <Menu class="ms-auto" label={t('conversations:poll.menu')}>
      {!poll.closed && poll.voterCount === 0 && (
        <MenuItem icon="pencil" href={`${path}/edit`}>
          {t('conversations:poll.edit')}
        </MenuItem>
      )}
      {!poll.closed && (
        <MenuItem icon="lock" href={`${path}/closing`}>
          {t('conversations:poll.close.do')}
        </MenuItem>
      )}
      {counted && (
        <MenuItem icon="download" href={`${path}/results.csv`} data-turbo="false">
          {t('conversations:poll.export')}
        </MenuItem>
      )}
      {!alone && (
        <MenuItem icon="chart-bar-big" href={path}>
          {t('conversations:poll.details')}
        </MenuItem>
      )}
      <MenuRule />
      <MenuItem icon="trash-2" danger action={path} method="delete">
        {t('conversations:poll.remove')}
      </MenuItem>
    </Menu>
  )
}

