import { z } from 'zod'
import { withLocalFile } from '#modules/members/server/index.ts'
import { job } from '#platform/server/jobs/job.ts'
import { publishStatement } from '#platform/server/live/live.ts'
import { insertPackage, selectUnread, updatePackageState } from '../queries/packages.ts'
import { takeApart } from './take-apart.ts'
import { PackageRefusal } from './zip-entries.ts'

/**
 * Reads the tree of a zip, for every file of the same owner with the same bytes that waits for it. One that is not taken
 * apart says why and stays what it is; run again it does nothing.
 */
export const readPackageFile = job({
  name: 'library.package',
  payload: z.object({ fileId: z.uuid() }),
  async run({ fileId }, { services, signal, lastAttempt }) {
    const waiting = await selectUnread(services.system, fileId)
    const [first] = waiting
    if (!first) return
    try {
      const read = await withLocalFile(services, first.sha256, path => takeApart(path, { signal }))
      for (const { id } of waiting)
        await services.system.transaction().execute(db => insertPackage(db, id, read))
    } catch (error) {
      if (!(error instanceof PackageRefusal) && !lastAttempt) throw error
      const problem = error instanceof PackageRefusal ? error.problem : 'crashed'
      for (const { id } of waiting) await updatePackageState(services.system, id, 'failed', problem)
    }
    for (const { organisationId, itemId } of waiting)
      await publishStatement({ topic: 'library.preview', data: { organisationId, itemId } }).execute(
        services.system,
      )
  },
})
