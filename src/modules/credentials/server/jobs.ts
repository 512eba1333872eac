import type { AnyJob } from '#platform/server/jobs/worker.ts'
import { signBatch, tellDelivery } from './sign-job.ts'

export const jobs: readonly AnyJob[] = [signBatch, tellDelivery]
