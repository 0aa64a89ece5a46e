import type { ComponentChildren } from 'preact'
import { Alert } from '#ui/alert.tsx'
import { PeopleList, PersonLine, Faces } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Icon } from '#ui/icon.tsx'
import { Meta } from '#ui/meta.tsx'
import { Page } from '#ui/page.tsx'
import { RailSection } from '#ui/rail.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Toast } from '#ui/toast.tsx'
import { t, tAny } from '../../../texts/index.ts'
import type { GroupFile } from '../file-queries.ts'
import type { GroupRail } from '../queries.ts'
import type { Group } from '../sight.ts'
import { groupPath, visibilityIcon, visibilityName } from './words.ts'

/** What the viewer may do with the group. */
export interface GroupMay {
  read: boolean
  join: boolean
  request: boolean
  ask: boolean
  invite: boolean
  change: boolean
}

export interface GroupFrameProps {
  group: Group
  rail: GroupRail
  /** The first of the pinned files */
  shelf: readonly GroupFile[]
  may: GroupMay
  at: 'threads' | 'files' | 'about' | 'members' | 'settings'
  /** What was just done: a key of the catalogue */
  said?: string | undefined
  /** What else was done and can be taken back */
  toast?: ComponentChildren
  /** How much the viewer hears of it */
  level?: ComponentChildren
  head?: ComponentChildren
  feed?: string | undefined
  children: ComponentChildren
}

/** The head and the rail of a group, on each of its pages. */
export function GroupFrame({ group, rail, shelf, may, at, said, toast, level, head, feed, children }: GroupFrameProps) {
  return (
    <Page title={group.name} description={group.visibility === 'public' ? group.description || undefined : undefined} canonical={groupPath(group)}
      nav={group.mine?.state === 'in' ? `group:${group.slug}` : 'groups'} noindex={group.visibility !== 'public' || at !== 'threads'} head={head}
      rail={<Rail group={group} rail={rail} shelf={at === 'files' ? [] : shelf} may={may} feed={feed} />} railLabel={t('groups:about', { name: group.name })} toasts={<>{said && <Toast>{tAny(`groups:said.${said}`)}</Toast>}{toast}</>}>
      <Crumbs crumbs={[{ label: t('groups:title'), href: '/groups' }]} />
      <PageHead look="title" title={group.name} lead={group.description} actions={<Actions group={group} may={may} level={level} />} />
      <Meta class="mt-2">
        <span class="inline-flex items-center gap-1.5"><Icon name={visibilityIcon[group.visibility]} />{visibilityName(group.visibility)}</span>
        {t('groups:members', { count: rail.members })}
      </Meta>
      <Standing group={group} may={may} />
      <div class="mt-5"><Tabs label={t('groups:parts')} tabs={tabsOf(group, rail, may, at)} /></div>
      {children}
    </Page>
  )
}

const tabsOf = (group: Group, rail: GroupRail, may: GroupMay, at: GroupFrameProps['at']) => [
  ...(may.read ? [{ label: t('groups:tab.threads'), href: groupPath(group), on: at === 'threads' }] : []),
  ...(may.read ? [{ label: t('groups:tab.files'), href: groupPath(group, '/files'), on: at === 'files' }] : []),
  { label: t('groups:tab.about'), href: groupPath(group, '/about'), on: at === 'about' },
  ...(may.read ? [{ label: t('groups:tab.members'), href: groupPath(group, '/members'), on: at === 'members', count: may.invite ? rail.waiting : undefined }] : []),
  ...(may.change ? [{ label: t('groups:tab.settings'), href: groupPath(group, '/settings'), on: at === 'settings' }] : []),
]

function Actions({ group, may, level }: { group: Group; may: GroupMay; level: ComponentChildren }) {
  return (
    <>
      {level}
      {may.join && <ActionButton action={groupPath(group, '/join')} kind="primary" icon="user-plus">{t(group.mine?.state === 'invited' ? 'groups:accept' : 'groups:join')}</ActionButton>}
      {group.mine?.state === 'invited' && <ActionButton action={groupPath(group, '/leave')} kind="ghost">{t('groups:decline')}</ActionButton>}
      {may.ask && <Button kind="primary" size="sm" icon="pencil-line" href={`/questions/new?space=${encodeURIComponent(group.slug)}`}>{t('groups:ask')}</Button>}
    </>
  )
}

/** What stands between the viewer and the group, if anything. */
function Standing({ group, may }: { group: Group; may: GroupMay }) {
  if (group.archivedAt) return <Alert class="mt-4" icon="archive" actions={may.change && <ActionButton action={groupPath(group, '/restore')} size="sm" icon="undo-2">{t('groups:restore')}</ActionButton>}>{t('groups:archived')}</Alert>
  if (group.mine?.state === 'asked')
    return <Alert class="mt-4" icon="hourglass" actions={<ActionButton action={groupPath(group, '/leave')} size="sm">{t('groups:takeBack')}</ActionButton>}>{t('groups:waiting')}</Alert>
  if (group.mine?.state === 'invited') return <Alert class="mt-4" icon="mail-open">{t('groups:youAreInvited')}</Alert>
  if (may.request) return <Request group={group} />
  return null
}

const Request = ({ group }: { group: Group }) => (
  <Form action={groupPath(group, '/ask')} class="f-well mt-4 grid gap-3" label={t('groups:request')}>
    <p>{t('groups:requestText')}</p>
    <label class="grid gap-1">
      <span class="text-sm">{t('groups:requestNote')}</span>
      <textarea class="textarea" name="note" rows={2} maxlength={300} id="note" />
    </label>
    <p><Button type="submit" kind="primary" icon="send">{t('groups:request')}</Button></p>
  </Form>
)

function Rail({ group, rail, shelf, may, feed }: Pick<GroupFrameProps, 'group' | 'rail' | 'shelf' | 'may' | 'feed'>) {
  return (
    <>
      {shelf.length > 0 && <Shelf group={group} files={shelf} />}
      {rail.keepers.length > 0 && (
        <RailSection title={t('groups:keepers')}>
          <PeopleList>{rail.keepers.map((person) => <li key={person.id}><PersonLine person={person} note={t(`groups:role.${person.groupRole}`)} /></li>)}</PeopleList>
        </RailSection>
      )}
      {rail.fresh.length > 0 && <RailSection title={t('groups:fresh')}><Faces people={rail.fresh} size="sm" /></RailSection>}
      {may.invite && <RailSection title={t('groups:guide.rail')}><a class="f-more" href={groupPath(group, '/about#guide')}><Icon name="compass" />{t('groups:guide.link')}</a></RailSection>}
      {feed && <RailSection title={t('groups:elsewhere')}><a class="f-more" href={feed} data-turbo="false"><Icon name="rss" />{t('groups:feed')}</a></RailSection>}
      {group.mine?.state === 'in' && <RailSection title={t('groups:membership')}><ActionButton action={groupPath(group, '/leave')} kind="ghost" size="sm" icon="log-out">{t('groups:leave')}</ActionButton></RailSection>}
    </>
  )
}

const Shelf = ({ group, files }: { group: Group; files: readonly GroupFile[] }) => (
  <RailSection title={t('groups:files.pinned')}>
    <ul class="f-shelf">
      {files.map(({ key, name, address, width, words }) => (
        <li key={key}>
          <Icon name={width !== null ? 'image' : 'file-text'} />
          <a class="f-link" href={address} dir="auto">{name}</a>
          <small>{words}</small>
        </li>
      ))}
    </ul>
    <a class="f-more" href={groupPath(group, '/files')}><Icon name="arrow-right" />{t('groups:files.all')}</a>
  </RailSection>
)
