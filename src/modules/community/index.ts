/** The door of the community module: what its neighbours may use. */
export { communityInstalled, settingChanged } from './facts.ts'
export { may as mayCommunity } from './permissions.ts'
export { changeSettings, forgetSettings, purposes, languageForReader, Settings, settings, settingsAtHand, writeSettings } from './settings.ts'
