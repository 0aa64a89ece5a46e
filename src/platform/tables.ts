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
  ballot: {
    pollId: number
    voter: string
    memberId: number | null
    choices: number[]
    at: Date | null
  }
  block: {
    memberId: number
    blockedId: number
    at: Date
  }
  bookmark: {
    memberId: number
    postId: number
    note: Generated<string>
    createdAt: Date
    remindAt: Date | null
    remindedAt: Date | null
  }
  circle: {
    id: Generated<number>
    kind: string
    pair: string | null
    name: Generated<string>
    memberId: number | null
    madeById: number
    madeAt: Date
    lastMessageId: Generated<number>
    lastAt: Date
    waitingSince: Date | null
  }
  circleMember: {
    circleId: number
    memberId: number
    joinedAt: Date
    fromId: Generated<number>
    readTo: Generated<number>
    readAt: Date | null
    muted: Generated<boolean>
    leftAt: Date | null
  }
  communityGroup: {
    spaceId: number
    visibility: string
    joining: string
    rules: Generated<string>
    rulesHtml: Generated<string>
    version: Generated<number>
    createdById: number | null
    createdAt: Generated<Date>
    mergedIntoId: number | null
    mentioning: Generated<string>
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
  feedChoice: {
    memberId: number
    forYou: boolean
  }
  file: {
    id: Generated<number>
    key: string
    ownerId: number
    state: string
    name: string
    type: Generated<string>
    size: number
    received: Generated<number>
    stored: Generated<number>
    mark: string | null
    width: number | null
    height: number | null
    blur: Generated<string>
    webp: Generated<number[]>
    avif: Generated<number[]>
    madeAt: Date
    unusedSince: Date | null
  }
  fileUse: {
    fileId: number
    kind: string
    subjectId: number
  }
  follow: {
    memberId: number
    kind: string
    subjectId: number
    level: string
    at: Date
  }
  groupFile: {
    spaceId: number
    fileId: number
    position: number
    pinnedById: number
    at: Date
    unpinnedAt: Date | null
  }
  groupLetter: {
    id: Generated<number>
    spaceId: number
    email: string
    byId: number
    at: Date
    usedAt: Date | null
  }
  groupMember: {
    spaceId: number
    memberId: number
    role: Generated<string>
    state: string
    at: Date
    byId: number | null
    note: Generated<string>
  }
  groupMention: {
    postId: number
    spaceId: number
    byId: number
    at: Date
    tells: boolean
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
  linkPreview: {
    id: Generated<number>
    url: string
    state: Generated<string>
    title: Generated<string>
    description: Generated<string>
    site: Generated<string>
    picture: string | null
    player: string | null
    fetchedAt: Date | null
    fails: Generated<number>
    unusedSince: Date | null
  }
  linkUse: {
    previewId: number
    kind: string
    subjectId: number
  }
  liveEvent: {
    id: Generated<number>
    seq: number | null
    name: string
    place: string
    about: string | null
    ids: string
    at: Generated<Date>
  }
  livePosition: {
    one: Generated<boolean>
    seq: number
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
    nextAt: Generated<Date>
    failedAt: Date | null
  }
  mailAddress: {
    address: string
    bounces: Generated<number>
    lastError: string
    lastAt: Date
    stoppedAt: Date | null
  }
  mailIn: {
    id: Generated<number>
    via: string
    envelopeFrom: string
    envelopeTo: string
    messageId: string
    raw: Uint8Array | null
    receivedAt: Date
    state: Generated<string>
    reason: string | null
    memberId: number | null
    postId: number | null
    doneAt: Date | null
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
    showsPresence: Generated<boolean>
    visitedAt: Date | null
    language: string | null
  }
  mention: {
    postId: number
    memberId: number
  }
  message: {
    id: Generated<number>
    circleId: number
    authorId: number
    kind: Generated<string>
    aboutId: number | null
    body: Generated<string>
    html: Generated<string>
    htmlVersion: Generated<number>
    excerpt: Generated<string>
    language: string | null
    createdAt: Date
    editedAt: Date | null
    version: Generated<number>
    removedAt: Date | null
  }
  messageReport: {
    id: Generated<number>
    circleId: number
    messageId: number
    reporterId: number
    reason: string
    at: Date
    settledAt: Date | null
    settledById: number | null
    note: Generated<string>
  }
  messageReportLine: {
    reportId: number
    messageId: number
    authorId: number
    html: string
    at: Date
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
    postId: number | null
    mailKind: string | null
    mailAt: Date | null
    mailId: number | null
    circleId: number | null
    messageId: number | null
    pushAt: Date | null
  }
  notificationPreference: {
    memberId: number
    mailAnswers: Generated<string>
    mailMentions: Generated<string>
    updatedAt: Generated<Date>
    mailThreads: Generated<string>
    summary: Generated<string>
    quietFrom: number | null
    quietUntil: number | null
    timeZone: string | null
    mailMessages: Generated<string>
    pushAnswers: Generated<boolean>
    pushMentions: Generated<boolean>
    pushThreads: Generated<boolean>
    pushRest: Generated<boolean>
  }
  poll: {
    id: Generated<number>
    postId: number
    authorId: number
    question: string
    way: string
    most: number | null
    anonymous: boolean
    results: string
    createdAt: Date
    closesAt: Date | null
    closedAt: Date | null
    removedAt: Date | null
    removedById: number | null
    voterCount: Generated<number>
    version: Generated<number>
  }
  pollOption: {
    pollId: number
    number: number
    text: string
    ballotCount: Generated<number>
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
    reactions: JsonWithDefault
    language: string | null
    languageChosen: Generated<boolean>
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
  push: {
    notificationId: number
    subscriptionId: number
    dueAt: Date
    nextAt: Date
    attempts: Generated<number>
    doneAt: Date | null
    outcome: string | null
  }
  pushKey: {
    id: Generated<number>
    publicKey: string
    privateKey: string
    madeAt: Date
  }
  pushSubscription: {
    id: Generated<number>
    memberId: number
    sessionId: string
    endpoint: string
    p256dh: string
    auth: string
    userAgent: string
    createdAt: Date
    lastOkAt: Date | null
    failed: Generated<number>
  }
  reaction: {
    memberId: number
    postId: number
    kind: string
    at: Date
  }
  readLine: {
    memberId: number
    at: Date
    before: Date | null
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
    code: string | null
  }
  searchGrammar: {
    name: string
  }
  searchLanguage: {
    code: string
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
  spaceRead: {
    memberId: number
    spaceId: number
    at: Date
    before: Date | null
  }
  summaryWritten: {
    memberId: number
    at: Date
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
  threadPassed: {
    memberId: number
    threadId: number
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
