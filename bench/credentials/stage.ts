import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'

export type BenchStage = { services: OpenServices; schoolId: string; close(): Promise<void> }

/** A database with one school whose students are there, and the services on it. */
export async function setBenchStage(students: number): Promise<BenchStage> {
  const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
  // Under root the database runs as another account, which has to pass through.
  await chmod(dir, 0o711)
  const database = await startEmbedded({ dataDir: dir })
  await prepareDatabase(database.url, () => {})
  const config = readConfig('test', {
    ...{ OVERPASS_SECRET: 'a secret of the benchmark, thirty-two characters or more' },
    ...{ OVERPASS_DATA: join(dir, 'data'), LOG_LEVEL: 'silent', DATABASE_URL: database.url },
    PUBLIC_URL: 'https://overpass.example',
  })
  const services = await openServices(config, database.url, (_, key) => key, createLog('silent'))
  const { rows } = await services.systemPool.query<{ id: string }>(
    `insert into members.organisations (kind, code, name_zh, name_en, sort_key, grams)
      values ('secondary_school', 'BENCH', '示例学校', 'Example School', 'shi', '{}') returning id`,
  )
  const schoolId = rows[0]?.id ?? ''
  await services.systemPool.query(
    `insert into members.affiliations (organisation_id, role, name, number, sort_key, grams)
      select $1, 'student', '学生' || n, n::text, n::text, '{}' from generate_series(1, $2) n`,
    [schoolId, students],
  )
  return {
    services,
    schoolId,
    async close() {
      await services.close()
      await database.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** A batch for the school's students as issuing prepares it, with the task that its person would watch. */
export async function prepareBatch({ services, schoolId }: BenchStage, count: number) {
  const pool = services.systemPool
  const one = async (text: string, values: unknown[]) =>
    (await pool.query<{ id: string }>(`${text} returning id`, values)).rows[0]?.id as string
  const templateId = await one(
    `insert into credentials.templates (organisation_id, kind, name_zh, name_en, description_zh, criteria_zh, colour)
      values ($1, 'completion', '动画短片结业', 'Animated short completion', '独立完成一部短片。', '导师评定合格。', '#0b6b5d')`,
    [schoolId],
  )
  const taskId = await one(
    `insert into platform.tasks (kind, person_id, organisation_id, total) values ('credentials.sign', $1, $2, $3)`,
    [randomUUID(), schoolId, count],
  )
  const batchId = await one(
    `insert into credentials.batches (template_id, organisation_id, total, awarded_on, deliver_at, by_name)
      values ($1, $2, $3, '2026-06-30', now(), '示例')`,
    [templateId, schoolId, count],
  )
  await pool.query(
    `insert into credentials.issued (batch_id, template_id, organisation_id, affiliation_id, learner_name, awarded_on, deliver_at)
      select $1, $2, $3, a.id, a.name, '2026-06-30', now() from members.affiliations a
      where a.organisation_id = $3 limit $4`,
    [batchId, templateId, schoolId, count],
  )
  return { batchId, taskId }
}
