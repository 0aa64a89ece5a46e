/** The door of the importing module: what its neighbours may use. */
export { addressNow } from './addresses.ts'
export { writeArchive } from './archive/write.ts'
export { importFrom, type SourceKind, sourceKinds } from './import-from.ts'
export { UnusableInput } from './input.ts'
export type { Progress } from './load.ts'
export { wholeFile } from './records.ts'
export type { Report } from './report.ts'
export { demoPeople, loadSample } from './sample/load-sample.ts'
