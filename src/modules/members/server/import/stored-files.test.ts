import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '#platform/contract/client.ts'
import { type ImportApp, insertOrganisation, refusalOf, startImportApp } from '#test/import-app.ts'
import { setOf, smallSchool } from '#test/oneroster-set.ts'
import { openTestServices, type TestServices } from '#test/services.ts'
import { uploadRoster } from '../../contract/import.ts'
import { uploadOneRoster } from '../../contract/oneroster.ts'
import { oneRosterRoutes } from '../oneroster/router.ts'
import { importRoutes } from './router.ts'

let services: TestServices
let running: ImportApp

beforeAll(async () => {
  services = await openTestServices()
  const routes = [...oneRosterRoutes, ...importRoutes]
  running = await startImportApp(services, services.database.url, { work: false, routes })
})
afterAll(async () => {
  await running.close()
  await services.close()
})

const school = async (): Promise<Call> =>
  running.as(await insertOrganisation(services.ownerPool), 'school_admin')

async function heldIn(table: 'imports' | 'oneroster_imports'): Promise<boolean> {
  const { rows } = await services.ownerPool.query(
    `select encode(file_sha256, 'hex') as hash from members.${table} where kept order by id desc limit 1`,
  )
  return services.files.has(rows[0]?.hash ?? '')
}

test('a set that waits keeps its bytes when another school hands them in as a roster', async () => {
  const set = new Blob([new Uint8Array(await setOf(smallSchool('SCHOOL1')))])
  await (await school())(uploadOneRoster, { query: { name: 'set.zip' }, upload: set })
  const other = await school()
  const refused = await refusalOf(other(uploadRoster, { query: { name: 'set.zip' }, upload: set }))
  expect(refused.code).toBe('table.not_a_table')
  expect(await heldIn('oneroster_imports')).toBe(true)
})

test('a roster that waits keeps its bytes when another school hands them in as a set', async () => {
  const roster = new Blob(['学号,姓名\n1,张三\n'])
  await (await school())(uploadRoster, { query: { name: 'roster.csv' }, upload: roster })
  const other = await school()
  const refused = await refusalOf(other(uploadOneRoster, { query: { name: 'set.zip' }, upload: roster }))
  expect(refused.status).toBe(422)
  expect(await heldIn('imports')).toBe(true)
})
