import { t } from '../../../texts/index.ts'
import { Faces } from '#ui/avatar.tsx'
import { useChrome } from '#ui/chrome.ts'
import type { Present } from '../presence.ts'

/** Where it stands who writes and who reads. Heard politely, and only when somebody begins to write. */
export function PresencePlace() {
  const { viewer } = useChrome()
  return viewer ? <PresenceLine writes={[]} reads={[]} /> : null
}

export function PresenceLine({ writes, reads }: Present) {
  return (
    <div id="presence" class="f-presence">
      <p role="status">{writingText(writes.map(({ name }) => name))}</p>
      {reads.length > 0 && (
        <p class="f-presence-reads">
          <Faces people={reads} /> {t('conversations:live.reads', { count: reads.length, name: reads[0]!.name })}
        </p>
      )}
    </div>
  )
}

function writingText([one, two, ...more]: string[]): string {
  if (one === undefined) return ''
  if (two === undefined) return t('conversations:live.writesOne', { name: one })
  if (more.length === 0) return t('conversations:live.writesTwo', { name: one, other: two })
  return t('conversations:live.writesMany')
}
