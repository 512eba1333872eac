import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import { readParameter } from '#platform/server/parameters.ts'
import { majorityNoticeDays } from '../parameters.ts'
import { askToConfirm, askWhoeverDecides, closeOutdated, tellOfMajority } from './queries/tend.ts'

/** Every morning in China: what the new day has changed for families lies on the right lists. */
export const tendFamilies = job({
  name: 'members.tend_families',
  payload: z.unknown(),
  cron: '10 22 * * *',
  async run(_, { services }) {
    await services.system.transaction().execute(async db => {
      await closeOutdated(db)
      await tellOfMajority(db, await readParameter(db, majorityNoticeDays))
      await askWhoeverDecides(db)
      await askToConfirm(db)
    })
  },
})
