// Written by bin/tables.ts from migrations/. Do not edit.
import type { ColumnType, Generated } from 'kysely'

/** Read as a value, written as JSON text. */
export type Json = ColumnType<any, string, string>
export type JsonOrNull = ColumnType<any, string | null | undefined, string | null>
export type JsonWithDefault = ColumnType<any, string | undefined, string>

export interface Tables {
  apiToken: {
    id: Generated<number>
    memberId: number
    name: string
    hash: string
    hint: string
    mayWrite: Generated<boolean>
    createdAt: Generated<Date>
    lastUsedAt: Date | null
  }
  ask: {
    id: Generated<number>
    token: string
    memberId: number | null
    visitor: string | null
    startedAt: Date
    title: Generated<string>
    spaceId: number | null
    shown: Generated<number[]>
    opened: Generated<number[]>
    outcome: Generated<string>
    helpedThreadId: number | null
    threadId: number | null
    endedAt: Date | null
  }
  authAccount: {
    id: string
    accountId: string
    providerId: string
    userId: string
    accessToken: string | null
    refreshToken: string | null
    idToken: string | null
    accessTokenExpiresAt: Date | null
    refreshTokenExpiresAt: Date | null
    scope: string | null
    password: string | null
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  authPasskey: {
    id: string
    name: string | null
    publicKey: string
    userId: string
    credentialId: string
    counter: number
    deviceType: string
    backedUp: boolean
    transports: string | null
    createdAt: Generated<Date | null>
    aaguid: string | null
  }
  authSession: {
    id: string
    expiresAt: Date
    token: string
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
    ipAddress: string | null
    userAgent: string | null
    userId: string
  }
  authTwoFactor: {
    id: string
    secret: string
    backupCodes: string
    userId: string
    verified: Generated<boolean | null>
    failedVerificationCount: Generated<number | null>
    lockedUntil: Date | null
  }
  authUser: {
    id: string
    name: string
    email: string
    emailVerified: Generated<boolean>
    image: string | null
    twoFactorEnabled: Generated<boolean | null>
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  authVerification: {
    id: string
    identifier: string
    value: string
    expiresAt: Date
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  draft: {
    memberId: number
    place: string
    title: Generated<string>
    body: Generated<string>
    details: JsonWithDefault
    version: Generated<number>
    updatedAt: Generated<Date>
  }
  fact: {
    id: Generated<number>
    name: string
    at: Date
    actorId: number | null
    subjectId: number
    spaceId: number | null
    data: JsonWithDefault
  }
  factHeard: {
    factId: number
    listener: string
    at: Generated<Date>
  }
  follow: {
    memberId: number
    kind: string
    subjectId: number
    level: string
    at: Date
  }
  idempotency: {
    key: string
    digest: string
    answer: JsonOrNull
    at: Generated<Date>
  }
  importClaim: {
    memberId: number
    sourceId: number | null
    email: string | null
    emailHash: string | null
  }
  importItem: {
    sourceId: number
    kind: string
    foreignId: string
    localId: number
    digest: string
    seenRun: number
    changedRun: number
    version: Generated<number>
  }
  importSource: {
    id: Generated<number>
    key: string
    kind: string
    startedAt: Generated<Date>
    finishedAt: Date | null
    run: Generated<number>
    state: JsonWithDefault
    report: JsonOrNull
  }
  limitCount: {
    key: string
    windowStart: Date
    used: Generated<number>
  }
  mail: {
    id: Generated<number>
    kind: string
    recipient: string
    subject: string
    html: string
    text: string
    messageId: string
    headers: JsonWithDefault
    createdAt: Generated<Date>
    sentAt: Date | null
    attempts: Generated<number>
    error: string | null
  }
  member: {
    id: Generated<number>
    handle: string
    name: string
    role: Generated<string>
    email: string | null
    authId: string | null
    headline: Generated<string>
    about: Generated<string>
    aboutHtml: Generated<string>
    location: Generated<string>
    website: Generated<string>
    expertise: Generated<string[]>
    products: Generated<string[]>
    picture: string | null
    version: Generated<number>
    joinedAt: Generated<Date>
    lastSeenAt: Date | null
    questionCount: Generated<number>
    discussionCount: Generated<number>
    answerCount: Generated<number>
    acceptedCount: Generated<number>
    helpfulCount: Generated<number>
    importedAt: Date | null
    claimedAt: Date | null
    suspendedAt: Date | null
    removedAt: Date | null
    insideQuestionCount: Generated<number>
    insideDiscussionCount: Generated<number>
    insideAnswerCount: Generated<number>
    insideAcceptedCount: Generated<number>
    insideHelpfulCount: Generated<number>
  }
  mention: {
    postId: number
    memberId: number
  }
  migration: {
    name: string
    at: Generated<Date>
  }
  notification: {
    id: Generated<number>
    memberId: number
    factId: number
    kind: string
    actorId: number | null
    title: string
    path: string
    spaceId: number | null
    threadId: number | null
    createdAt: Generated<Date>
    readAt: Date | null
    reasonKind: string | null
    reasonId: number | null
  }
  notificationPreference: {
    memberId: number
    mailAnswers: Generated<boolean>
    mailMentions: Generated<boolean>
    updatedAt: Generated<Date>
    mailThreads: Generated<boolean>
  }
  post: {
    id: Generated<number>
    threadId: number
    kind: string
    parentId: number | null
    authorId: number
    body: string
    html: string
    htmlVersion: Generated<number>
    excerpt: Generated<string>
    createdAt: Date
    editedAt: Date | null
    editedById: number | null
    version: Generated<number>
    helpfulCount: Generated<number>
    score: Generated<number>
    commentCount: Generated<number>
    removedAt: Date | null
    removedById: number | null
  }
  postRevision: {
    postId: number
    number: number
    title: string | null
    topics: string[] | null
    body: string
    authorId: number | null
    at: Date
    reason: Generated<string>
  }
  readLine: {
    memberId: number
    at: Date
  }
  redirect: {
    path: string
    targetKind: string
    targetId: number
  }
  searchAnchor: {
    lexemeId: number
    documentId: number
    spaceId: number
    impact: number
  }
  searchDocument: {
    kind: string
    subjectId: number
    spaceId: number | null
    authorId: number | null
    title: string
    body: Generated<string>
    answer: Generated<string>
    path: string
    state: Generated<string>
    topicIds: Generated<number[]>
    topics: Generated<string>
    details: JsonWithDefault
    weight: Generated<number>
    createdAt: Date
    activeAt: Date
    language: Generated<string>
    words: string
    id: Generated<number>
    replies: Generated<string>
    saidLength: Generated<number>
    repliesLength: Generated<number>
  }
  searchLexeme: {
    id: Generated<number>
    word: string
    documents: Generated<number>
  }
  searchLink: {
    fromId: number
    toThreadId: number
    spaceId: number
    words: string
  }
  searchPosting: {
    lexemeId: number
    documentId: number
    impact: number
  }
  searchQuery: {
    id: Generated<number>
    at: Generated<Date>
    memberId: number | null
    visitor: string | null
    place: string
    text: string
    results: number
    clicked: JsonWithDefault
    shown: JsonWithDefault
  }
  searchStale: {
    kind: string
    subjectId: number
    since: Date
  }
  searchStat: {
    one: Generated<boolean>
    documents: Generated<number>
    newestId: Generated<number>
    saidLength: Generated<number>
    repliesLength: Generated<number>
    weights: Generated<string>
    countedAt: Generated<Date>
  }
  setting: {
    key: string
    value: Json
    updatedAt: Generated<Date>
    updatedById: number | null
  }
  space: {
    id: Generated<number>
    parentId: number | null
    slug: string
    name: string
    description: Generated<string>
    spine: Generated<number>
    position: Generated<number>
    see: Generated<string>
    ask: Generated<string>
    answer: Generated<string>
    version: Generated<number>
    createdAt: Generated<Date>
    archivedAt: Date | null
  }
  thread: {
    id: Generated<number>
    kind: string
    spaceId: number
    authorId: number
    title: string
    slug: string
    products: Generated<string[]>
    createdAt: Date
    activeAt: Date
    lastAuthorId: number | null
    firstResponseAt: Date | null
    acceptedPostId: number | null
    acceptedAt: Date | null
    acceptedById: number | null
    answerCount: Generated<number>
    commentCount: Generated<number>
    sameCount: Generated<number>
    viewCount: Generated<number>
    helpfulCount: Generated<number>
    heat: Generated<number>
    pinnedAt: Date | null
    closedAt: Date | null
    closedById: number | null
    closedReason: string | null
    removedAt: Date | null
    removedById: number | null
    mergedIntoId: number | null
    version: Generated<number>
  }
  threadFollow: {
    threadId: number
    memberId: number
    at: Date
    level: Generated<string>
    cause: Generated<string>
  }
  threadLink: {
    fromThreadId: number
    toThreadId: number
    kind: string
    at: Date
  }
  threadRead: {
    memberId: number
    threadId: number
    readAt: Date
  }
  threadSame: {
    threadId: number
    memberId: number
    at: Date
  }
  threadTopic: {
    threadId: number
    topicId: number
    activeAt: Date
  }
  topic: {
    id: Generated<number>
    slug: string
    name: string
    description: Generated<string>
    version: Generated<number>
    createdAt: Generated<Date>
  }
  topicSynonym: {
    slug: string
    topicId: number
  }
  undertaking: {
    key: string
    done: Generated<number>
    total: Generated<number>
    note: Generated<string>
    startedAt: Date
    finishedAt: Date | null
    failure: string | null
  }
  vote: {
    id: Generated<number>
    postId: number
    memberId: number | null
    value: number
    at: Date
  }
}
