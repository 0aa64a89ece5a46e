/** The door of the spaces module: what its neighbours may use. */
export { spaceArchived, spaceChanged, spaceOpened, topicAdded, topicChanged } from './facts.ts'
export { may as maySpaces, type SpaceRights } from './permissions.ts'
export { type Space, type SpaceInTree, closedGroups, isGroup, isTopicToKeep, ownGroupSpaces, seesSpace, slugOf, spaceShown, spacesBelow, spacesInSight, spaceTree, spaceWithChildren, type Topic, topicShown, topicsLike } from './queries.ts'
export { ChangedSpace, ChangedTopic, NewSpace } from './shapes.ts'
export { addGroupSpace, archiveGroupSpace, changeGroupSpace } from './groups.ts'
export { addSpace, archiveSpace, changeSpace, openSpace } from './spaces.ts'
export { changeTopic, setSynonyms, topicsNamed } from './topics.ts'
export * from './bulk.ts'
