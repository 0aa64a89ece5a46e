/** The words that the text renderer puts into what people write, all of them for screen readers. */
import { t } from './index.ts'

export const proseLabels = () => ({
  code: t('ui:prose.code'),
  table: t('ui:prose.table'),
  done: t('ui:prose.done'),
  open: t('ui:prose.open'),
  note: t('ui:prose.note'),
  tip: t('ui:prose.tip'),
  important: t('ui:prose.important'),
  warning: t('ui:prose.warning'),
  caution: t('ui:prose.caution'),
})
