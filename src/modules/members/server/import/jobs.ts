import type { AnyJob } from '#platform/server/jobs/worker.ts'
import { applyRoster } from './apply-job.ts'
import { cleanImports } from './clean-job.ts'
import { previewRoster } from './preview-job.ts'
import { sweepFiles } from './stored-files.ts'

export const importJobs: readonly AnyJob[] = [previewRoster, applyRoster, cleanImports, sweepFiles]
