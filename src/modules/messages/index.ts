/** The door of the messages module: what its neighbours may use. */
export { block, unblock } from './blocks.ts'
export { addToCircle, beginCircle, leaveCircle, nameCircle } from './circles.ts'
export { editMessage, removeMessage, sendMessage } from './messages.ts'
export { may as mayMessages } from './permissions.ts'
export { markRead, unreadCircles } from './reading.ts'
export { circlesSeen } from './sight.ts'
export { teamWaiting } from './team.ts'
export { openReports } from './reports.ts'
