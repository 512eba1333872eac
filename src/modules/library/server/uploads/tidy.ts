import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import { readParameter } from '#platform/server/parameters.ts'
import { uploadDays } from '../parameters.ts'
import { deleteParts, deleteUpload, selectAbandoned } from '../queries/uploads.ts'

/** Every night: lets go of uploads that nobody has gone on with for so many days (`library.upload_days`). */
export const tidyUploads = job({
  name: 'library.tidy_uploads',
  payload: z.unknown(),
  cron: '47 3 * * *',
  async run(_payload, { services, signal }) {
    const days = await readParameter(services.system, uploadDays)
    for (const id of await selectAbandoned(services.system, days)) {
      signal.throwIfAborted()
      await services.system.transaction().execute(async db => {
        await deleteParts(db, id)
        await deleteUpload(db, id)
      })
    }
  },
})
