import { sql } from 'kysely'
import type { Services } from '#platform/server/context.ts'

/** Brings an import into line with how the task that worked on it ended, however that came about. */
export async function settleRoster(
  services: Pick<Services, 'system'>,
  importId: string,
  taskId: string,
): Promise<void> {
  await sql`update members.oneroster_imports i set
      state = case t.state when 'cancelled' then 'cancelled' else 'failed' end,
      error = case when t.state = 'failed' then substr(t.message, 7) end,
      error_data = case when t.state = 'failed' then t.message_data else '{}' end,
      finished_at = case when t.state = 'cancelled' then now() end, updated_at = now()
    from platform.tasks t
    where i.id = ${importId} and i.task_id = ${taskId} and t.id = i.task_id
      and t.state in ('cancelled', 'failed') and i.state in ('previewing', 'applying')`.execute(
    services.system,
  )
}
