import type { Job } from '#platform/jobs.ts'
import { mailWayIn } from './by-mail.ts'

export const jobs: readonly Job<any>[] = [mailWayIn]
