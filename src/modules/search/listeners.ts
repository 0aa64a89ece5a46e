/** Keeps members, topics and spaces findable as they are now. */
import { listener } from '#platform/facts.ts'
import {
  memberClaimed,
  memberJoined,
  memberRestored,
  memberRoleChanged,
  memberSuspended,
  profileEdited,
} from '#modules/members/index.ts'
import { spaceArchived, spaceChanged, spaceOpened, topicAdded, topicChanged } from '#modules/spaces/index.ts'
import { indexSubjects } from './subjects.ts'

const ofMember = [
  memberJoined,
  memberClaimed,
  memberRoleChanged,
  profileEdited,
  memberSuspended,
  memberRestored,
]

export const listeners = [
  listener('index-member', ofMember, async (tx, fact) => indexSubjects(tx, 'member', [fact.subjectId])),
  listener('index-topic', [topicAdded, topicChanged], async (tx, fact) =>
    indexSubjects(tx, 'topic', [fact.subjectId]),
  ),
  listener('index-space', [spaceOpened, spaceChanged, spaceArchived], async (tx, fact) =>
    indexSubjects(tx, 'space', [fact.subjectId]),
  ),
]
