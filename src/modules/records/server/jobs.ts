import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import { readParameter } from '#platform/server/parameters.ts'
import { resultFileDays } from './parameters.ts'
import { FORGET_UNUSED } from './queries/evidence.ts'
import { forgetChecked } from './queries/results.ts'

/** What was brought and never used does not lie about: files of evidence, and of results. */
const forgetUnused = job({
  name: 'records.forget-unused',
  payload: z.unknown(),
  cron: '47 * * * *',
  run: async (_, { services }) => {
    await services.systemPool.query(FORGET_UNUSED)
    await forgetChecked(services.system, await readParameter(services.system, resultFileDays))
  },
})

export const jobs = [forgetUnused]
