import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker } from '#platform/server/jobs/worker.ts'
import {
  type ImportApp,
  insertOrganisation,
  previewOf,
  settledImport,
  startImportApp,
} from '#test/import-app.ts'
import { openTestServices, TEST_SECRET, type TestServices } from '#test/services.ts'
import * as contract from '../../contract/import.ts'
import { importFile } from './import-file.ts'
import { importJobs } from './jobs.ts'

const CHILD = fileURLToPath(new URL('../../../../../test/import-worker-child.ts', import.meta.url))
const PEOPLE = 30_000
let services: TestServices
let running: ImportApp

beforeAll(async () => {
  services = await openTestServices()
  running = await startImportApp(services, services.database.url, { work: false })
})
afterAll(async () => {
  await running.close()
  await services.close()
})

function roster(): string {
  const lines = ['学号,姓名,班级']
  for (let i = 0; i < PEOPLE; i++) lines.push(`N${i},张三${i},${i % 50}班`)
  return lines.join('\n')
}

const peopleIn = async (organisationId: string) =>
  Number(
    (
      await services.ownerPool.query('select count(*) from members.affiliations where organisation_id = $1', [
        organisationId,
      ])
    ).rows[0]?.count,
  )

test('a process killed while it writes leaves nothing half there, and another one finishes the import', async () => {
  const organisationId = await insertOrganisation(services.ownerPool)
  const call = running.as(organisationId, 'school_admin')
  const child = fork(CHILD, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: services.database.url,
      OVERPASS_DATA: services.config.dataDir,
      OVERPASS_SECRET: TEST_SECRET,
    },
  })
  await once(child, 'message')
  const ready = await previewOf(call, new Blob([roster()]), {}, 60)
  expect(ready.counts).toMatchObject({ added: PEOPLE })
  const { taskId } = await call(contract.confirmImport, { params: { id: ready.id }, body: {} })
  for (;;) {
    const { rows } = await services.ownerPool.query('select done, state from platform.tasks where id = $1', [
      taskId,
    ])
    if (rows[0]?.state === 'done') throw new Error('it was written before it could be killed')
    if (rows[0]?.done > 0) break
    await sleep(5)
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await peopleIn(organisationId)).toBe(0)
  expect((await call(contract.getImport, { params: { id: ready.id } })).state).toBe('applying')

  const worker = await startWorker(
    services,
    { url: services.database.url, ownerPool: services.ownerPool },
    importJobs,
  )
  const done = await settledImport(call, ready.id, 60)
  await worker.stop()
  expect(done.state).toBe('done')
  expect(await peopleIn(organisationId)).toBe(PEOPLE)
}, 150_000)

test('staged rows that a crash of the database has emptied ask for a new preview', async () => {
  const organisationId = await insertOrganisation(services.ownerPool)
  const call = running.as(organisationId, 'school_admin')
  const worker = await startWorker(
    services,
    { url: services.database.url, ownerPool: services.ownerPool },
    importJobs,
  )
  const ready = await previewOf(call, new Blob(['学号,姓名\n1,张三\n']))
  await services.ownerPool.query('truncate members.import_rows, members.import_plan')
  const refusal = call(contract.confirmImport, { params: { id: ready.id }, body: {} })
  await expect(refusal).rejects.toMatchObject({ code: 'import.stale' })
  await worker.stop()
})

test('the operator imports a file without a session', async () => {
  const organisationId = await insertOrganisation(services.ownerPool)
  const { rows } = await services.ownerPool.query('select code from members.organisations where id = $1', [
    organisationId,
  ])
  const path = join(services.config.dataDir, 'roster.csv')
  await writeFile(path, '学号,姓名\n1,张三\n2,李四\n')
  const options = { organisationCode: rows[0].code, path }
  expect(await importFile(services, options)).toMatchObject({ state: 'ready', counts: { added: 2 } })
  expect(await peopleIn(organisationId)).toBe(0)
  expect(await importFile(services, { ...options, confirm: true })).toMatchObject({ state: 'done' })
  expect(await peopleIn(organisationId)).toBe(2)
  await expect(importFile(services, { ...options, organisationCode: 'NOBODY' })).rejects.toMatchObject({
    code: 'missing',
  })
})
