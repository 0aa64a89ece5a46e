import { t } from '../../../texts/index.ts'
import { Faces } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { Toast } from '#ui/toast.tsx'
import { memberHref } from '#ui/person.ts'
import type { OptionVoters, PollInPost } from '../poll-queries.ts'
import { PollBox, pollPath } from './poll-box.tsx'
import { PostFrame, postPlace } from './post-frame.tsx'

interface Props {
  poll: PollInPost
  voters: OptionVoters[]
  error?: string | undefined
}

/** A poll by itself: to vote without scripts, to read how it was counted, and in an open one who voted what. */
export function PollPage({ poll, voters, error }: Props) {
  return (
    <PostFrame title={t('conversations:poll.title')} post={poll.post}>
      <div class="mt-6">
        <PollBox poll={poll} error={error} alone />
      </div>
      {poll.voterCount > 0 && voters.length > 0 && <WhoVoted poll={poll} voters={voters} />}
      <section class="mt-8" id="secrecy">
        <SectionHead>{t(poll.anonymous ? 'conversations:poll.anonymous' : 'conversations:poll.open')}</SectionHead>
        <p class="mt-3 text-ink-2 max-w-[42rem]">{t(poll.anonymous ? 'conversations:poll.secrecy.anonymous' : 'conversations:poll.secrecy.open')}</p>
      </section>
    </PostFrame>
  )
}

function WhoVoted({ poll, voters }: Omit<Props, 'error'>) {
  const textOf = new Map(poll.options.map(({ number, text }) => [number, text]))
  return (
    <section class="mt-8">
      <SectionHead>{t(poll.way === 'ranked' ? 'conversations:poll.who.first' : 'conversations:poll.who.title')}</SectionHead>
      <dl class="f-poll-who">
        {voters.filter(({ people }) => people.length > 0).map(({ number, people }) => (
          <div key={number}>
            <dt dir="auto">{textOf.get(number)}</dt>
            <dd>
              <Faces people={people.slice(0, 8)} />{' '}
              {people.map((person, at) => (
                <span key={person.id}>
                  {at > 0 && ', '}
                  <a class="f-name" href={memberHref(person)}>{person.name}</a>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Closing cannot be undone: it is asked for on a page of its own. */
export function ClosePollPage({ poll }: { poll: PollInPost }) {
  return (
    <PostFrame title={t('conversations:poll.close.title')} post={poll.post}>
      <p class="mt-3 font-semibold" dir="auto">{poll.question}</p>
      <p class="mt-2 text-ink-2 max-w-[42rem]">{t(poll.anonymous ? 'conversations:poll.close.leadAnonymous' : 'conversations:poll.close.lead')}</p>
      <Form action={`${pollPath(poll)}/closing`} class="f-form mt-6" data-controller="submit-once">
        <div class="f-form-foot">
          <Button kind="primary" type="submit">{t('conversations:poll.close.do')}</Button>
          <Button kind="ghost" href={postPlace(poll.post)}>{t('conversations:cancel')}</Button>
        </div>
      </Form>
    </PostFrame>
  )
}

export const UndoPollToast = ({ id }: { id: number }) => (
  <Toast undo={{ action: `/polls/${id}/restoration` }}>{t('conversations:poll.removed')}</Toast>
)
