import type { ComponentChildren } from 'preact'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { Icon } from '#ui/icon.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { type Refusal, Refused } from '#ui/refused.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import { Toast } from '#ui/toast.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import type { GroupFile, KindOfFiles } from '../file-queries.ts'
import type { Group } from '../sight.ts'
import { GroupFrame, type GroupFrameProps } from './group-frame.tsx'
import { groupPath } from './words.ts'

interface Asked {
  q: string
  kind: KindOfFiles
}

interface Lists {
  /** The viewer may pin and take off. */
  pins: boolean
  pinned: readonly GroupFile[]
  files: { rows: readonly GroupFile[]; next: string | null }
  asked: Asked
}

interface Props extends Omit<GroupFrameProps, 'at' | 'children'>, Lists {
  /** Key of the one that was just taken off */
  unpinned?: string | undefined
  refusal?: Refusal | undefined
}

/** What is kept at hand in a group, and all that its threads show. */
export function GroupFilesPage({ pins, pinned, files, asked, unpinned, refusal, ...frame }: Props) {
  const { group } = frame
  return (
    <GroupFrame {...frame} at="files" toast={unpinned && pins && <Toast undo={{ action: groupPath(group, '/files'), fields: { key: unpinned } }}>{t('groups:files.unpinned')}</Toast>}>
      <section class="mt-6" aria-labelledby="pinned-files">
        <SectionHead id="pinned-files">{t('groups:files.pinned')}</SectionHead>
        <Refused refusal={refusal} fields={['file']} />
        {pinned.length === 0 ? <p class="text-ink-3 mt-2">{t(pins ? 'groups:files.pinnedNoneYours' : 'groups:files.pinnedNone')}</p> : (
          <ol class="f-files">
            {pinned.map((file, index) => (
              <FileLine key={file.key} file={file}>{pins && <PinnedActions file={file} group={group} first={index === 0} last={index === pinned.length - 1} />}</FileLine>
            ))}
          </ol>
        )}
        {pins && <PinNew group={group} />}
      </section>
      <section class="mt-10" aria-labelledby="thread-files">
        <SectionHead id="thread-files">{t('groups:files.inThreads')}</SectionHead>
        <Narrow group={group} asked={asked} />
        <ThreadFiles group={group} pins={pins} pinned={pinned} files={files} asked={asked} />
      </section>
    </GroupFrame>
  )
}

const pathOf = (group: Group, { q, kind }: Asked, more: Record<string, string> = {}) => {
  const query = new URLSearchParams({ ...(q && { q }), ...(kind !== 'all' && { kind }), ...more }).toString()
  return groupPath(group, `/files${query && `?${query}`}`)
}

/** A page of them, so that more can be put under it in place. */
export function ThreadFiles({ group, pins, pinned, files: { rows, next }, asked, after }: Lists & { group: Group; after?: string | undefined }) {
  const isPinned = new Set(pinned.map(({ key }) => key))
  if (rows.length === 0 && !after) return <Nothing group={group} asked={asked} />
  return (
    <Frame id={after ? `files-${after}` : 'files'}>
      <ul class="f-files">
        {rows.map((file) => (
          <FileLine key={file.key} file={file}>
            {pins && !isPinned.has(file.key) && <ActionButton kind="ghost" size="sm" icon="pin" action={groupPath(group, '/files')} fields={{ key: file.key }} label={t('groups:files.pin', { name: file.name })}>{t('groups:files.pinShort')}</ActionButton>}
          </FileLine>
        ))}
      </ul>
      <LoadMore id={next ? `files-${next}` : 'files-end'} href={next && pathOf(group, asked, { older: next })} />
    </Frame>
  )
}

const Nothing = ({ group, asked }: { group: Group; asked: Asked }) =>
  asked.q || asked.kind !== 'all'
    ? <Empty icon="paperclip" heading="h3" title={t('groups:files.notFound')} action={<Button href={groupPath(group, '/files')}>{t('groups:files.showAll')}</Button>}>{t('groups:files.notFoundText')}</Empty>
    : <Empty icon="paperclip" heading="h3" title={t('groups:files.none')}>{t('groups:files.noneText')}</Empty>

function FileLine({ file, children }: { file: GroupFile; children?: ComponentChildren }) {
  return (
    <li class="f-file-line">
      <a class="thumb" href={file.address} aria-hidden="true" tabindex={-1}>
        {file.width !== null ? <img src={`${file.address}?w=480`} alt="" loading="lazy" width={56} height={56} /> : <Icon name="file-text" size="lg" />}
      </a>
      <div class="min-w-0">
        <a class="f-link font-semibold break-words" href={file.address} dir="auto">{file.name}</a>
        <p class="text-sm text-ink-3">{file.words} · <bdi>{file.owner.name}</bdi> · <Time at={file.madeAt} look="date" /></p>
        {file.post && <p class="text-sm"><a class="f-link" href={`/posts/${file.post.id}`} dir="auto">{file.post.title}</a></p>}
      </div>
      {children}
    </li>
  )
}

const PinnedActions = ({ file: { key, name }, group, first, last }: { file: GroupFile; group: Group; first: boolean; last: boolean }) => (
  <div class="f-file-acts">
    {!first && <ActionButton kind="ghost" size="sm" icon="arrow-up" action={groupPath(group, `/files/${key}/up`)} label={t('groups:files.up', { name })} />}
    {!last && <ActionButton kind="ghost" size="sm" icon="arrow-down" action={groupPath(group, `/files/${key}/down`)} label={t('groups:files.down', { name })} />}
    <ActionButton kind="ghost" size="sm" icon="pin-off" action={groupPath(group, `/files/${key}`)} method="delete" label={t('groups:files.unpin', { name })} />
  </div>
)

const PinNew = ({ group }: { group: Group }) => (
  <Form action={groupPath(group, '/files/new')} upload class="f-well mt-4 flex flex-wrap items-center gap-3" data-controller="submit-once">
    <label class="grid gap-1.5 min-w-0 max-w-full">
      <span class="text-sm">{t('groups:files.add')}</span>
      <input class="file-input max-w-full" id="file" type="file" name="file" required />
    </label>
    <Button type="submit" icon="pin" class="self-end">{t('groups:files.send')}</Button>
  </Form>
)

const Narrow = ({ group, asked }: { group: Group; asked: Asked }) => (
  <>
    <form action={groupPath(group, '/files')} class="flex flex-wrap gap-2 mt-2" role="search">
      {asked.kind !== 'all' && <input type="hidden" name="kind" value={asked.kind} />}
      <label class="input flex-1 min-w-48">
        <Icon name="search" />
        <span class="sr-only">{t('groups:files.search')}</span>
        <input type="search" id="file-search" name="q" value={asked.q} placeholder={t('groups:files.search')} maxlength={80} />
      </label>
      <Button type="submit">{t('groups:files.go')}</Button>
    </form>
    <div class="mt-3 mb-4"><Tabs label={t('groups:files.kinds')} tabs={(['all', 'pictures', 'others'] as const).map((kind) => ({ label: t(`groups:files.kind.${kind}`), href: pathOf(group, { ...asked, kind }), on: asked.kind === kind }))} /></div>
  </>
)
