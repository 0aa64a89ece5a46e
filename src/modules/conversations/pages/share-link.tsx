import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'

/** The address itself: with scripts it is copied, without it is simply a link. */
export function ShareLink({ path }: { path: string }) {
  const data = {
    'data-controller': 'copy-link',
    'data-action': 'copy-link#copy',
    'data-copy-link-done-value': t('conversations:share.done'),
  }
  return (
    <Button kind="ghost" size="sm" icon="link" tuck href={path} {...data}>
      {t('conversations:share.do')}
    </Button>
  )
}
