/** The first script of every page: navigation, and what is small or needed at once. The rest comes when it is used. */
import '../ui/app.css'
import { config } from '@hotwired/turbo'
import { Application } from '@hotwired/stimulus'
import { offerCards } from './cards.ts'
import CopyLink from './copy-link.ts'
import Found from './found.ts'
import { returned } from './first-visit.ts'
import { showWhatCame } from './frames.ts'
import Grow from './grow.ts'
import Hotkeys from './hotkeys.ts'
import { loadOnSight } from './load-on-sight.ts'
import { keepTyping } from './keep-typing.ts'
import KeySwitch from './key-switch.ts'
import LiveMatches from './live-matches.ts'
import LiveSimilar from './live-similar.ts'
import LoadMore from './load-more.ts'
import MarkRead from './mark-read.ts'
import Menu from './menu.ts'
import Nav from './nav.ts'
import NoteChoice from './note-choice.ts'
import { ownProgressBar } from './progress.ts'
import RelativeTime from './relative-time.ts'
import RowKeys from './row-keys.ts'
import SubmitOnce from './submit-once.ts'
import Suggest from './suggest.ts'
import TimeZone from './time-zone.ts'
import Toast from './toast.ts'

// A button that is disabled while it is sent loses the focus for good.
config.forms.submitter = 'aria-disabled'
ownProgressBar()
showWhatCame()
keepTyping()
offerCards()

const application = Application.start()
application.register('copy-link', CopyLink)
application.register('found', Found)
application.register('grow', Grow)
application.register('hotkeys', Hotkeys)
application.register('key-switch', KeySwitch)
application.register('live-matches', LiveMatches)
application.register('live-similar', LiveSimilar)
application.register('load-more', LoadMore)
application.register('mark-read', MarkRead)
application.register('menu', Menu)
application.register('nav', Nav)
application.register('note-choice', NoteChoice)
application.register('relative-time', RelativeTime)
application.register('row-keys', RowKeys)
application.register('submit-once', SubmitOnce)
application.register('suggest', Suggest)
application.register('time-zone', TimeZone)
application.register('toast', Toast)

const writing = () => import('./writing.ts')

loadOnSight(application, {
  attach: async () => (await writing()).attach,
  'emoji-completion': async () => (await writing()).emojiCompletion,
  'emoji-picker': async () => (await writing()).emojiPicker,
  gallery: async () => (await import('./gallery.ts')).default,
  'keep-draft': async () => (await writing()).keepDraft,
  markdown: async () => (await writing()).markdown,
  'name-completion': async () => (await import('./name-completion.ts')).default,
  'mention-completion': async () => (await writing()).mentionCompletion,
  preview: async () => (await writing()).preview,
  'quote-selection': async () => (await writing()).quoteSelection,
  video: async () => (await import('./video.ts')).default,
  passkey: async () => (await import('./passkey.ts')).default,
  'push-device': async () => (await import('./push-device.ts')).default,
})

// What happens meanwhile can wait until the page is there and somebody stays on it.
const STAYS = 1500
setTimeout(() => {
  import('./live/page.ts').then(({ listen }) => listen(application), () => {})
  if (staysOrReturns()) import('./offline/page.ts').then(({ start }) => start(), () => {})
}, STAYS)

/** A guest's first visit keeps nothing on their device, and fetches nothing for it. */
function staysOrReturns(): boolean {
  if (!('serviceWorker' in navigator)) return false
  return returned() || document.querySelector('meta[name="csrf-token"]') !== null
}
