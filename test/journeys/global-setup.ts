import type { TestProject } from 'vitest/node'
import { loadDemo } from '#demo/load.ts'
import { openPool } from '#platform/server/database/pool.ts'
import { TEMPLATE, withDatabase } from '../database.ts'
import startCluster from '../global-setup.ts'

/** As for every test, and the demo group is in the template: loading it once serves all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const teardown = await startCluster(project)
  const { databaseServerUrl } = project.getProvidedContext()
  const pool = openPool(withDatabase(databaseServerUrl, TEMPLATE), 'owner')
  try {
    await loadDemo(pool)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  } finally {
    await pool.end()
  }
}
