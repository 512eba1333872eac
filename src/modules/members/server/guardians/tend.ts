import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import { type Parameter, readParameter } from '#platform/server/parameters.ts'
import { askToConfirm, askWhoeverDecides, closeOutdated, tellOfMajority } from './queries/tend.ts'

/** Days before majority on which guardian and child are told. */
const majorityNoticeDays: Parameter = {
  name: 'members.majority_notice_days',
  ...{ least: 1, most: 365, byGroup: false },
}

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
