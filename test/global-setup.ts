import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { runOnServer, TEMPLATE, withDatabase } from './database.ts'

/** One throw-away cluster per test run, with a migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'overpass-test-'))
  const database = await startEmbedded({ dataDir: dir, disposable: true })
  const teardown = async (): Promise<void> => {
    await database.stop()
    await rm(dir, { recursive: true, force: true })
  }
  try {
    const server = withDatabase(database.url, 'postgres')
    await runOnServer(server, `create database ${TEMPLATE}`)
    await prepareDatabase(withDatabase(server, TEMPLATE))
    project.provide('databaseServerUrl', server)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}
