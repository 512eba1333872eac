import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import { FORGET_UNUSED } from './queries/evidence.ts'

const forgetUnused = job({
  name: 'records.forget-unused-evidence',
  payload: z.unknown(),
  cron: '47 * * * *',
  run: async (_, { services }) => {
    await services.systemPool.query(FORGET_UNUSED)
  },
})

export const jobs = [forgetUnused]
