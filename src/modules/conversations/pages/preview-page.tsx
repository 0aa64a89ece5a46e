import { Icon } from '#ui/icon.tsx'
import { Prose } from '#ui/post.tsx'
import { t } from '../../../texts/index.ts'

interface GroupNamed {
  handle: string
  name: string
  people: number
  hidden: boolean
  why: 'notYou' | 'tooMany' | 'often' | 'perPost' | null
}

/** A text as it will look, and whom it will reach by the name of a group. */
export const PreviewPage = ({ html, groups }: { html: string; groups: readonly GroupNamed[] }) => (
  <>
    <Prose html={html} />
    {groups.map((group) => (
      <p key={group.handle} class="f-help flex items-start gap-1.5 mt-3">
        <Icon name={group.why === null ? 'users' : 'info'} />
        {reaches(group)}
      </p>
    ))}
  </>
)

const reaches = ({ name, people, hidden, why }: GroupNamed) =>
  why === null ? t(hidden ? 'conversations:groupNamed.tellsInside' : 'conversations:groupNamed.tells', { count: people, name }) : why === 'tooMany' ? t('conversations:groupNamed.tooMany', { count: people, name }) : t(`conversations:groupNamed.${why}`, { name })
