import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'
import { Time } from '#ui/time.tsx'
import { t } from '../../../texts/index.ts'
import type { OwnFile } from '../queries.ts'
import { sizeInWords, typeInWords } from './words.ts'

interface Listed extends OwnFile {
  address: string
  markdown: string
}

interface Props {
  files: Listed[]
  /** Bytes */
  taken: number
  quota: number
  refusal?: string | undefined
  removed?: string | undefined
  /** Key of the one that was just sent */
  added?: string | undefined
}

/** What one has sent: how much room it takes, where it is shown, and how to take it away. */
export function FilesPage({ files, taken, quota, refusal, removed, added }: Props) {
  const done = removed ? t('files:removed', { name: removed }) : added ? t('files:added') : undefined
  return (
    <SettingsFrame at="files" title={t('files:title')} done={done}>
      <Part id="room" title={t('files:room.title')} lead={t('files:room.lead', { taken: sizeInWords(taken), quota: sizeInWords(quota) })}>
        <progress class="f-room" max={quota} value={Math.min(taken, quota)} aria-labelledby="room-title" />
      </Part>
      <Part id="add" title={t('files:add.title')} lead={t('files:add.lead')}>
        {refusal && <Alert kind="error">{refusal}</Alert>}
        <Form action="/settings/files" upload class="flex flex-wrap items-center gap-3 mt-3">
          <label class="sr-only" for="file">
            {t('files:add.label')}
          </label>
          <input class="file-input" id="file" type="file" name="file" required />
          <Button type="submit">{t('files:add.send')}</Button>
        </Form>
      </Part>
      <Part id="all" title={t('files:all.title')}>
        {files.length === 0 ? (
          <Empty icon="paperclip" heading="h3" title={t('files:empty.title')}>
            {t('files:empty.text')}
          </Empty>
        ) : (
          <ul class="f-files">
            {files.map((file) => (
              <FileLine key={file.key} file={file} isNew={file.key === added} />
            ))}
          </ul>
        )}
      </Part>
    </SettingsFrame>
  )
}

function FileLine({ file, isNew }: { file: Listed; isNew: boolean }) {
  const isPicture = file.width !== null
  return (
    <li class="f-file-line">
      <a class="thumb" href={file.address} aria-hidden="true" tabindex={-1}>
        {isPicture ? <img src={`${file.address}?w=480`} alt="" loading="lazy" width={56} height={56} /> : <Icon name="file-text" size="lg" />}
      </a>
      <div class="min-w-0">
        <a class="f-link font-semibold break-words" href={file.address}>
          {file.name}
        </a>
        <p class="text-sm text-ink-3">
          {typeInWords(file.type)} · {sizeInWords(file.stored)} · <Time at={file.madeAt} look="date" /> ·{' '}
          {file.uses > 0 ? t('files:shown', { count: file.uses }) : t('files:unused')}
        </p>
        {(isNew || file.uses === 0) && (
          <p class="text-sm mt-1">
            {t('files:write')} <code class="break-all">{file.markdown}</code>
          </p>
        )}
      </div>
      <ActionButton kind="ghost" size="sm" icon="trash-2" action={`/files/${file.key}`} method="delete" label={t('files:remove', { name: file.name })}>
        {t('files:removeShort')}
      </ActionButton>
    </li>
  )
}
