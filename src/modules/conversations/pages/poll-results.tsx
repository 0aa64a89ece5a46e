import { t } from '../../../texts/index.ts'
import { Icon } from '#ui/icon.tsx'
import type { PollView } from '../poll-reading.ts'

type Option = PollView['options'][number]

/** Of those who voted, in whole percent; what is between is rounded down so that nothing looks like all. */
export const share = (count: number, voters: number) => (voters === 0 ? 0 : Math.floor((count * 100) / voters))

/** An option, and what it got: in words, with a bar for the eye. */
export function OptionResult({ poll, option }: { poll: PollView; option: Option }) {
  const { count } = option
  const percent = share(count ?? 0, poll.voterCount)
  return (
    <span class="f-poll-result">
      <span class="f-poll-text" dir="auto">
        {option.text}
        <Standout poll={poll} option={option} />
      </span>
      {count !== null && (
        <>
          <span class="f-poll-figure">
            <b>{t('conversations:percent', { share: percent })}</b> <span>{t('conversations:poll.votes', { count })}</span>
          </span>
          <progress class="progress" max={100} value={percent} aria-hidden="true" />
        </>
      )}
    </span>
  )
}

function Standout({ poll, option }: { poll: PollView; option: Option }) {
  const wins = poll.winners?.includes(option.number)
  const mine = poll.mine?.includes(option.number) && (poll.way !== 'ranked' || poll.mine[0] === option.number)
  if (!wins && !mine) return null
  const won = (poll.winners?.length ?? 0) > 1 ? 'shares' : poll.closed ? 'won' : 'leads'
  return (
    <>
      {wins && (
        <span class="f-poll-won">
          <Icon name="circle-check" />
          {t(`conversations:poll.${won}`)}
        </span>
      )}
      {mine && <span class="f-poll-mine">{t('conversations:poll.mine')}</span>}
    </>
  )
}

/** How ranked ballots were counted: a row for each option, a column for each round. */
export function PollRounds({ poll }: { poll: PollView }) {
  const rounds = poll.rounds!
  return (
    <details class="f-poll-rounds">
      <summary>{t('conversations:poll.rounds.title', { count: rounds.length })}</summary>
      <div class="overflow-x-auto" tabindex={0} role="group" aria-label={t('conversations:poll.rounds.label')}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('conversations:poll.rounds.option')}</th>
              {rounds.map((_, at) => (
                <th key={at} scope="col">{t('conversations:poll.rounds.round', { number: at + 1 })}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {poll.options.map((option) => (
              <RoundRow key={option.number} poll={poll} option={option} />
            ))}
            {rounds.some(({ exhausted }) => exhausted > 0) && (
              <tr>
                <th scope="row">{t('conversations:poll.rounds.exhausted')}</th>
                {rounds.map(({ exhausted }, at) => (
                  <td key={at}>{exhausted}</td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <p class="f-help">{t('conversations:poll.rounds.rule')}</p>
    </details>
  )
}

function RoundRow({ poll, option }: { poll: PollView; option: Option }) {
  return (
    <tr>
      <th scope="row" dir="auto">{option.text}</th>
      {poll.rounds!.map(({ voices, out }, at) => {
        const voice = voices.find(({ number }) => number === option.number)
        return (
          <td key={at}>
            {voice?.count ?? ''}
            {out.includes(option.number) && <span class="text-ink-3"> {t('conversations:poll.rounds.out')}</span>}
          </td>
        )
      })}
    </tr>
  )
}
