import { t } from '../../../texts/index.ts'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Frame } from '#ui/turbo.tsx'
import { LevelMenu } from './level-menu.tsx'
import type { FollowLevel } from './levels.ts'

interface Props {
  handle: string
  name: string
  own: boolean
  level: FollowLevel
}

/** How much one hears of a member: the frame of their profile; alone, a page. */
export function FollowMemberPage({ handle, name, own, level }: Props) {
  return (
    <Page title={t('conversations:followMember.title', { name })} nav="members" shape="is-one" noindex>
      <PageHead title={<a class="no-underline hover:underline" href={`/members/${handle}`}>{name}</a>} lead={t('conversations:followMember.lead')} />
      <Frame id="member-following" class="inline-block mt-4">
        {!own && <LevelMenu of="member" action={`/members/${handle}/following`} level={level} start />}
      </Frame>
    </Page>
  )
}
