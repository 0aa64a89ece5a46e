/** What a member's open pages are told: that the number of unread notices may be another. */
import type { LiveEvent } from '#platform/live/event.ts'

export const inboxChanged = (memberId: number): LiveEvent => ({ name: 'inbox.changed', place: `member:${memberId}`, about: null, ids: {} })
