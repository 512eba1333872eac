import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson } from '#modules/members/contract.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insertAffiliation } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'

let app: TestApp
let world: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  world = await prepareWorld(app)
})
afterAll(() => app.close())

const ENTRY = {
  ...{ role: 'teacher' as const, name: '何示例', nameLatin: null, number: null, externalId: null },
  ...{ classId: null, position: null, email: null, phone: null, birthDate: null, listed: false },
  startsOn: '2026-09-01',
}

test('a retry is answered as the first time, for the same person acting in the same affiliation alone', async () => {
  const { client, account } = world.as('school_admin of a')
  const { personId } = account
  const retry = { idempotencyKey: 'one-and-the-same-key' }
  const first = await client(createPerson, { body: ENTRY }, retry)
  expect(await client(createPerson, { body: ENTRY }, retry)).toEqual(first)

  const affiliationId = await insertAffiliation(app.services, {
    ...{ organisationId: world.ids.b, role: 'school_admin', name: '兼任示例', personId },
  })
  const elsewhere = await signInAs(app, { personId, affiliationId })
  await expect(elsewhere(createPerson, { body: ENTRY }, retry)).rejects.toMatchObject({
    code: 'input.idempotency_reused',
  })
  // Somebody else's key is a key of its own.
  expect(await world.as('school_admin of x').client(createPerson, { body: ENTRY }, retry)).not.toEqual(first)
})
