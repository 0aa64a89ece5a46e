import { t } from '../../../texts/index.ts'
import { Avatar, PersonName } from '#ui/avatar.tsx'
import { RoleBadge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, Chips } from '#ui/chip.tsx'
import { Meta } from '#ui/meta.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { MemberCard } from '../member-cards.ts'
import { LevelMenu } from './level-menu.tsx'

const topics = 5

/** A member in few words, beside their name. */
export function MemberCardPart({ member, level }: MemberCard) {
  const path = `/members/${encodeURIComponent(member.handle)}`
  return (
    <Frame id="hover-card" target="_top">
      <div class="f-member-card">
        <div class="f-by">
          <Avatar person={member} size="lg" />
          <div class="min-w-0">
            <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
              <PersonName person={member} />
              <RoleBadge person={member} />
            </div>
            {member.headline && <p class="text-sm text-ink-2">{member.headline}</p>}
          </div>
        </div>
        <Meta class="mt-3">
          {member.acceptedCount > 0 && <span>{t('conversations:card.accepted', { count: member.acceptedCount })}</span>}
          {member.answerCount > 0 && <span>{t('conversations:card.answers', { count: member.answerCount })}</span>}
          <span>{t('conversations:card.since')} <Time at={member.joinedAt} look="date" /></span>
        </Meta>
        {member.expertise.length > 0 && (
          <Chips class="mt-3">
            {member.expertise.slice(0, topics).map((each) => <Chip key={each} icon="hash" href={`/members?expertise=${encodeURIComponent(each)}`}>{each}</Chip>)}
          </Chips>
        )}
        {level !== null && (
          <div class="flex flex-wrap items-center gap-2 mt-3">
            {!member.suspended && !member.imported && <Button size="sm" icon="message-circle" href={`/messages/new?to=${encodeURIComponent(member.handle)}`}>{t('conversations:card.message')}</Button>}
            <Frame id="member-following" class="block">
              <LevelMenu of="member" action={`${path}/following`} level={level} start />
            </Frame>
          </div>
        )}
      </div>
    </Frame>
  )
}
