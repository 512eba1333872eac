import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '#platform/server/jobs/job.ts'
import { removeFile } from '../import/stored-files.ts'

const AT_ONCE = 200

/** Keeps what the contact person was promised: half a year after an application came to nothing, they and their documents are gone. */
export const sweepApplications = job({
  name: 'members.sweep_applications',
  payload: z.object({}),
  cron: '41 3 * * *',
  async run(_payload, { services }) {
    const removed = await services.system.transaction().execute(async db => {
      const over = await sql<{ id: string }>`update members.applications
          set contact_name = null, contact_email = null, contact_phone = null
        where id in (select id from members.applications where state in ('rejected', 'withdrawn')
          and updated_at < now() - interval '180 days' and contact_name is not null limit ${AT_ONCE})
        returning id`.execute(db)
      const ids = over.rows.map(row => row.id)
      const { rows } = await sql<{ sha256: string }>`with gone as (
          delete from members.application_documents where application_id = any (${ids}::uuid[])
          returning file_id, sha256),
        marked as (update platform.files set deleted_at = now() where id in (select file_id from gone))
        select sha256 from gone`.execute(db)
      return rows.map(row => row.sha256)
    })
    for (const sha256 of new Set(removed)) await removeFile(services, sha256)
  },
})
