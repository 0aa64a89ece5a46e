/** The door of the importing module: what its neighbours may use. */
export { addressNow } from './addresses.ts'
export { load, type LoadOptions, type Progress } from './load.ts'
export type { Reader } from './records.ts'
export type { Report } from './report.ts'
export { demoPeople, loadSample } from './sample/load-sample.ts'
