import type { Readable } from 'node:stream'
import type pg from 'pg'
import { z } from 'zod'

const job = z.object({
  task: z.string(),
  payload: z.unknown(),
  queue: z.string().nullable(),
  runAt: z.string(),
  priority: z.number().int(),
  maxAttempts: z.number().int(),
  key: z.string().nullable(),
})

/** Jobs that still have to run, one line of JSON each. One that runs while the backup is made will run again. */
export async function readQueue(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    select json_build_object('task', t.identifier, 'payload', j.payload, 'queue', q.queue_name, 'runAt', j.run_at,
      'priority', j.priority, 'maxAttempts', j.max_attempts, 'key', j.key)::text as line
    from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.attempts < j.max_attempts or j.locked_at is not null order by j.id`)
  return rows.map(row => row.line)
}

export async function writeQueue(client: pg.ClientBase, lines: Readable): Promise<number> {
  await client.query('delete from graphile_worker._private_jobs')
  let count = 0
  let rest = ''
  const add = async (line: string): Promise<void> => {
    if (!line) return
    const { task, payload, queue, runAt, priority, maxAttempts, key } = job.parse(JSON.parse(line))
    await client.query(
      `select graphile_worker.add_job($1, $2::json, queue_name := $3, run_at := $4, max_attempts := $5,
        job_key := $6, priority := $7)`,
      [task, JSON.stringify(payload), queue, runAt, maxAttempts, key, priority],
    )
    count += 1
  }
  for await (const chunk of lines.setEncoding('utf8')) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) await add(line)
  }
  await add(rest)
  return count
}
