import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#platform/server/config.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export const TEST_SECRET = 'a secret of the tests, thirty-two characters or more'

export type TestServices = OpenServices & { database: TestDatabase }

/** Services without an application on a database of their own; `close` removes both. */
export async function openTestServices(
  options: { env?: Record<string, string>; database?: TestDatabase } = {},
): Promise<TestServices> {
  const database = options.database ?? (await createTestDatabase())
  const dataDir = await mkdtemp(join(tmpdir(), 'overpass-data-'))
  const config = readConfig('test', {
    OVERPASS_SECRET: TEST_SECRET,
    OVERPASS_DATA: dataDir,
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    ...options.env,
  })
  const services = await openServices(config, database.url, (_, key) => key, createLog(config.LOG_LEVEL))
  return {
    ...services,
    database,
    async close() {
      await services.close()
      if (!options.database) await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
