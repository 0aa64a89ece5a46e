import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import type { ThreadView } from '../thread-queries.ts'
import { pathOf } from './paths.ts'

const day = (moment: Date) => moment.toISOString().slice(0, 10)

/** In a long thread: begin to read at a day. */
export function JumpToDate({ thread }: { thread: ThreadView }) {
  return (
    <form class="flex flex-wrap items-center gap-2 mt-2" action={`${pathOf(thread)}#answers`}>
      <label class="text-sm text-ink-2" for="from">
        {t('conversations:jump.label')}
      </label>
      <input
        class="input input-sm !w-40"
        type="date"
        id="from"
        name="from"
        required
        min={day(thread.createdAt)}
        max={day(thread.activeAt)}
      />
      <Button size="sm" type="submit">
        {t('conversations:jump.do')}
      </Button>
    </form>
  )
}
