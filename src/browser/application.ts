/** The first script of every page: navigation, and what is small or needed at once. The rest comes when it is used. */
import '../ui/app.css'
import '@hotwired/turbo'
import { Application } from '@hotwired/stimulus'
import CopyLink from './copy-link.ts'
import Found from './found.ts'
import { showWhatCame } from './frames.ts'
import Grow from './grow.ts'
import Hotkeys from './hotkeys.ts'
import { loadOnSight } from './load-on-sight.ts'
import { keepTyping } from './keep-typing.ts'
import LiveMatches from './live-matches.ts'
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
import Toast from './toast.ts'

ownProgressBar()
showWhatCame()
keepTyping()

const application = Application.start()
application.register('copy-link', CopyLink)
application.register('found', Found)
application.register('grow', Grow)
application.register('hotkeys', Hotkeys)
application.register('live-matches', LiveMatches)
application.register('load-more', LoadMore)
application.register('mark-read', MarkRead)
application.register('menu', Menu)
application.register('nav', Nav)
application.register('note-choice', NoteChoice)
application.register('relative-time', RelativeTime)
application.register('row-keys', RowKeys)
application.register('submit-once', SubmitOnce)
application.register('suggest', Suggest)
application.register('toast', Toast)

const writing = () => import('./writing.ts')

loadOnSight(application, {
  attach: async () => (await writing()).attach,
  'keep-draft': async () => (await writing()).keepDraft,
  markdown: async () => (await writing()).markdown,
  'mention-completion': async () => (await writing()).mentionCompletion,
  preview: async () => (await writing()).preview,
  'quote-selection': async () => (await writing()).quoteSelection,
  passkey: async () => (await import('./passkey.ts')).default,
})
