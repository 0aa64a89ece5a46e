import { Alert } from '#ui/alert.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { Badge, RoleBadge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, Chips } from '#ui/chip.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Figure, Figures } from '#ui/figures.tsx'
import { ActionButton } from '#ui/form.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { Meta } from '#ui/meta.tsx'
import { Page } from '#ui/page.tsx'
import { RailSection } from '#ui/rail.tsx'
import { Slip, SlipRow } from '#ui/slip.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import { number } from '../../../texts/writing.ts'
import type { MemberShown } from '../directory.ts'

interface Props {
  member: MemberShown
  own: boolean
}

export function MemberPage({ member, own }: Props) {
  const { handle, name } = member
  const written = member.questionCount + member.answerCount + member.discussionCount > 0
  return (
    <Page
      title={name}
      nav="members"
      bottom={own ? 'me' : undefined}
      description={member.headline}
      canonical={`/members/${handle}`}
      image={member.picture ?? undefined}
      // Profiles without a word are what spam is made of: nothing to find there.
      noindex={!written || member.suspended}
      rail={<Rail member={member} />}
      structuredData={[personOf(member)]}
    >
      <Head member={member} own={own} />
      {member.imported && (
        <div class="mt-6">
          <Alert icon="history">{t('members:profile.imported')}</Alert>
        </div>
      )}
      <Numbers member={member} />
      <About member={member} own={own} />
      <section class="mt-10">
        <SectionHead id="posts">{t('members:profile.posts', { name })}</SectionHead>
        <Frame id="member-posts" src={`/members/${handle}/posts`} lazy>
          <p class="mt-4">
            <a class="f-link" href={`/members/${handle}/posts`}>
              {t('members:profile.postsLink')}
            </a>
          </p>
        </Frame>
      </section>
    </Page>
  )
}

function Head({ member, own }: Props) {
  return (
    <div class="flex flex-wrap gap-x-6 gap-y-4 items-start">
      <Avatar person={member} size="xl" />
      <div class="flex-1 min-w-60">
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 class="f-title">{member.name}</h1>
          <RoleBadge person={member} />
          {member.suspended && (
            <Badge kind="error" icon="ban">
              {t('members:profile.suspended')}
            </Badge>
          )}
        </div>
        {member.headline && <p class="f-lead mt-2">{member.headline}</p>}
        <Meta class="mt-2">
          {`@${member.handle}`}
          <span>
            {t('members:profile.since')} <Time at={member.joinedAt} look="date" />
          </span>
          {member.lastSeenAt && (
            <span>
              {t('members:profile.seen')} <Time at={member.lastSeenAt} />
            </span>
          )}
        </Meta>
        {own ? <OwnButtons /> : <Reach member={member} />}
      </div>
    </div>
  )
}

/** Writing to them, and how much the viewer hears of them; who keeps that draws it. */
function Reach({ member: { handle, suspended, imported } }: { member: MemberShown }) {
  const { viewer } = useChrome()
  if (!viewer) return null
  const path = `/members/${handle}/following`
  return (
    <div class="flex flex-wrap items-center gap-2 mt-4">
      {!suspended && !imported && <Button href={`/messages/new?to=${encodeURIComponent(handle)}`} icon="message-circle" rel="nofollow">{t('members:profile.message')}</Button>}
      <Frame id="member-following" src={path} class="inline-block">
        <a class="f-link" href={path}>{t('members:profile.follow')}</a>
      </Frame>
    </div>
  )
}

const OwnButtons = () => (
  <div class="flex flex-wrap gap-2 mt-4">
    <Button href="/settings" icon="pencil" id="edit-profile">
      {t('members:profile.edit')}
    </Button>
    <Button kind="ghost" href="/settings/account" icon="settings">
      {t('ui:settings.account')}
    </Button>
    <ActionButton kind="ghost" action="/sign-out" icon="log-out" id="sign-out">
      {t('members:signOut')}
    </ActionButton>
  </div>
)

function Numbers({ member }: { member: MemberShown }) {
  return (
    <section class="mt-8" aria-label={t('members:profile.figures')}>
      <Figures>
        <Figure
          label={t('members:profile.accepted')}
          value={number(member.acceptedCount)}
          note={t('members:profile.acceptedNote')}
        />
        <Figure
          label={t('members:profile.helped')}
          value={number(member.helpfulCount)}
          note={t('members:profile.helpedNote')}
        />
        <Figure label={t('members:profile.answers')} value={number(member.answerCount)} />
        <Figure label={t('members:profile.questions')} value={number(member.questionCount)} />
      </Figures>
    </section>
  )
}

function About({ member, own }: Props) {
  if (!member.aboutHtml && !own) return null
  return (
    <section class="mt-10">
      <SectionHead id="about">{t('members:profile.about', { name: member.name })}</SectionHead>
      {member.aboutHtml ? (
        <div class="f-prose mt-4" dir="auto" dangerouslySetInnerHTML={{ __html: member.aboutHtml }} />
      ) : (
        <p class="mt-4 text-ink-2">
          {t('members:profile.noneYours')}{' '}
          <a class="f-link" href="/settings">
            {t('members:profile.edit')}
          </a>
        </p>
      )}
    </section>
  )
}

function Rail({ member }: { member: MemberShown }) {
  const { expertise, products, location, website } = member
  return (
    <>
      {expertise.length > 0 && (
        <RailSection title={t('members:profile.askAbout')}>
          <Chips>
            {expertise.map((word) => (
              <Chip key={word} icon="hash" href={`/members?expertise=${encodeURIComponent(word)}`}>
                {word}
              </Chip>
            ))}
          </Chips>
        </RailSection>
      )}
      {(location || website) && (
        <Slip title={t('members:profile.facts')}>
          {location && <SlipRow label={t('members:profile.location')}>{location}</SlipRow>}
          {website && (
            <SlipRow label={t('members:profile.website')}>
              <a class="f-link" href={website} rel="nofollow ugc noopener">
                {new URL(website).host}
              </a>
            </SlipRow>
          )}
        </Slip>
      )}
      {products.length > 0 && (
        <RailSection title={t('members:profile.uses')}>
          <Chips>
            {products.map((product) => (
              <Chip key={product} icon="package" href={`/members?product=${encodeURIComponent(product)}`}>
                {product}
              </Chip>
            ))}
          </Chips>
        </RailSection>
      )}
    </>
  )
}

const personOf = ({ name, handle, headline, acceptedCount }: MemberShown) => ({
  '@context': 'https://schema.org',
  '@type': 'ProfilePage',
  mainEntity: {
    '@type': 'Person',
    name,
    alternateName: handle,
    ...(headline && { description: headline }),
    interactionStatistic: {
      '@type': 'InteractionCounter',
      interactionType: 'https://schema.org/LikeAction',
      userInteractionCount: acceptedCount,
    },
  },
})
