import type { Module } from '#platform/module.ts'
import { knowModules } from '#platform/permission-table.ts'
import { community } from '#modules/community/module.ts'
import { members } from '#modules/members/module.ts'
import { spaces } from '#modules/spaces/module.ts'
import { notifications } from '#modules/notifications/module.ts'
import { files } from '#modules/files/module.ts'
import { previews } from '#modules/previews/module.ts'
import { search } from '#modules/search/module.ts'
import { conversations } from '#modules/conversations/module.ts'
import { mailbox } from '#modules/mailbox/module.ts'
import { groups } from '#modules/groups/module.ts'
import { messages } from '#modules/messages/module.ts'
import { importing } from '#modules/importing/module.ts'
import { home } from '#modules/home/module.ts'
import { admin } from '#modules/admin/module.ts'

/** Every module, from the ground up. A module may use only modules above it in this list. */
export const modules: Module[] = [community, members, spaces, notifications, files, previews, search, conversations, mailbox, groups, messages, importing, home, admin]
knowModules(modules)
