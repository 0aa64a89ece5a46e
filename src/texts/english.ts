/** The English texts, one file a namespace. */
import admin from './en/admin.json' with { type: 'json' }
import community from './en/community.json' with { type: 'json' }
import conversations from './en/conversations.json' with { type: 'json' }
import files from './en/files.json' with { type: 'json' }
import groups from './en/groups.json' with { type: 'json' }
import home from './en/home.json' with { type: 'json' }
import importing from './en/importing.json' with { type: 'json' }
import mailbox from './en/mailbox.json' with { type: 'json' }
import members from './en/members.json' with { type: 'json' }
import messages from './en/messages.json' with { type: 'json' }
import notifications from './en/notifications.json' with { type: 'json' }
import problems from './en/problems.json' with { type: 'json' }
import search from './en/search.json' with { type: 'json' }
import spaces from './en/spaces.json' with { type: 'json' }
import ui from './en/ui.json' with { type: 'json' }

export const english = { admin, community, conversations, files, groups, home, importing, mailbox, members, messages, notifications, problems, search, spaces, ui }
