/** The door of the community module: what its neighbours may use. */
export { communityInstalled, settingChanged } from './facts.ts'
export { may as mayCommunity } from './permissions.ts'
export { changeSettings, forgetSettings, purposes, Settings, settings, writeSettings } from './settings.ts'
