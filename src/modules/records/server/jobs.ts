import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import { FORGET_UNUSED } from './queries/evidence.ts'
import { FORGET_CHECKED } from './queries/results.ts'

/** What was brought and never used does not lie about: files of evidence, and of results. */
const forgetUnused = job({
  name: 'records.forget-unused',
  payload: z.unknown(),
  cron: '47 * * * *',
  run: async (_, { services }) => {
    await services.systemPool.query(FORGET_UNUSED)
    await services.systemPool.query(FORGET_CHECKED)
  },
})

export const jobs = [forgetUnused]
