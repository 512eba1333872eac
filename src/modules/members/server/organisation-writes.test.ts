import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { may, ROLES, type Viewer } from '#platform/contract/access.ts'
import { become } from '#platform/server/database/session.ts'
import { openTestServices, type TestServices } from '#test/services.ts'
import { changeGroup, endMembership, leaveGroup, updateOrganisation } from '../policy.ts'

const ORGANISATIONS = 3
const GROUPS = 2
const uuid = (kind: number, place: number) =>
  `0000000${kind}-0000-7000-8000-${String(place).padStart(12, '0')}`
const organisation = (place: number) => uuid(1, place)
const group = (place: number) => uuid(2, place)
const membership = (place: number) => uuid(5, place)

const someWorld = fc.record({
  memberships: fc.uniqueArray(
    fc.record({
      organisation: fc.nat(ORGANISATIONS - 1),
      group: fc.nat(GROUPS - 1),
      ended: fc.boolean(),
    }),
    { selector: m => `${m.organisation} ${m.group}`, maxLength: 5 },
  ),
  viewers: fc.array(
    fc.record({
      role: fc.constantFrom(...ROLES),
      organisation: fc.nat(ORGANISATIONS - 1),
      group: fc.nat(GROUPS - 1),
    }),
    { minLength: 1, maxLength: 4 },
  ),
})
type SomeWorld = typeof someWorld extends fc.Arbitrary<infer W> ? W : never

const viewerOf = ({ role, ...at }: SomeWorld['viewers'][number]): Viewer => ({
  ...{ personId: uuid(3, 0), affiliationId: null, role, organisationId: organisation(at.organisation) },
  groupId: role === 'secretariat' || role === 'authority_observer' ? group(at.group) : null,
})

const places = (count: number) => Array.from({ length: count }, (_, i) => i)

async function write(client: pg.PoolClient, world: SomeWorld): Promise<void> {
  const statements = [
    ...places(ORGANISATIONS).map(
      i => `insert into members.organisations (id, kind, code, name_zh, sort_key, grams)
        values ('${organisation(i)}', 'university', 'WRITE${i}', '校', '', '{}')`,
    ),
    ...places(GROUPS).map(
      i => `insert into members.groups (id, kind, name_zh) values ('${group(i)}', 'committee', '组')`,
    ),
    ...world.memberships.map(
      (m, i) => `insert into members.memberships (id, group_id, organisation_id, position, starts_on, ends_on)
        values ('${membership(i)}', '${group(m.group)}', '${organisation(m.organisation)}', 'member', '2024-01-01',
          ${m.ended ? "'2026-01-31'" : 'null'})`,
    ),
  ]
  await client.query(statements.join(';\n'))
}

let services: TestServices
beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

/** Ids that a statement returns for the viewer, with the rights of the application; undone afterwards. */
async function idsFor(client: pg.PoolClient, viewer: Viewer, statement: string): Promise<string[]> {
  await client.query('savepoint before')
  await client.query(become(viewer))
  await client.query('set local role overpass_app')
  try {
    const { rows } = await client.query<{ id: string }>(statement)
    return rows.map(row => row.id).sort()
  } finally {
    await client.query('rollback to savepoint before')
  }
}

test('the database and the policy agree on who changes organisations, groups and memberships', {
  timeout: 60_000,
}, async () => {
  const client = await services.ownerPool.connect()
  let changed = 0
  try {
    await fc.assert(
      fc.asyncProperty(someWorld, async world => {
        await client.query('begin')
        try {
          await write(client, world)
          const running = world.memberships.filter(m => !m.ended)
          for (const viewer of world.viewers.map(viewerOf)) {
            const organisations = places(ORGANISATIONS).filter(i =>
              may(updateOrganisation, viewer, {
                organisationId: organisation(i),
                groupIds: running.filter(m => m.organisation === i).map(m => group(m.group)),
              }),
            )
            const groups = places(GROUPS).filter(i => may(changeGroup, viewer, { groupId: group(i) }))
            const memberships = world.memberships.flatMap((m, i) =>
              may(endMembership, viewer, { groupId: group(m.group) }) ||
              may(leaveGroup, viewer, { organisationId: organisation(m.organisation) })
                ? [membership(i)]
                : [],
            )
            changed += organisations.length + groups.length + memberships.length
            const update = (table: string) =>
              idsFor(client, viewer, `update members.${table} set version = version + 1 returning id`)
            expect(await update('organisations')).toEqual(organisations.map(organisation))
            expect(await update('groups')).toEqual(groups.map(group))
            expect(await update('memberships')).toEqual(memberships.sort())
            const seen = await idsFor(client, viewer, 'select id from members.organisations')
            expect(seen).toHaveLength(ORGANISATIONS)
          }
        } finally {
          await client.query('rollback')
        }
      }),
      { numRuns: 80 },
    )
  } finally {
    client.release()
  }
  expect(changed).toBeGreaterThan(20)
})

test('only a secretariat takes organisations in, into its own group; nobody sets a group up', async () => {
  const client = await services.ownerPool.connect()
  const viewer = (role: Viewer['role'], at: number) =>
    viewerOf({ role: role as SomeWorld['viewers'][number]['role'], organisation: 0, group: at })
  const [office, admin] = [viewer('secretariat', 0), viewer('school_admin', 0)]
  const org = `insert into members.organisations (kind, code, name_zh, sort_key, grams)
    values ('company', 'NEWONE', '新', '', '{}') returning id`
  const member = (
    at: number,
  ) => `insert into members.memberships (group_id, organisation_id, position, starts_on)
    values ('${group(at)}', '${organisation(1)}', 'member', '2026-01-01') returning id`
  try {
    await client.query('begin')
    await write(client, { memberships: [], viewers: [] })
    expect(await idsFor(client, office, org)).toHaveLength(1)
    expect(await idsFor(client, office, member(0))).toHaveLength(1)
    for (const [who, statement] of [
      [admin, org],
      [admin, member(0)],
      [office, member(1)],
    ] as const)
      await expect(idsFor(client, who, statement)).rejects.toThrow(/row-level security/)
    await expect(
      idsFor(
        client,
        office,
        `insert into members.groups (kind, name_zh) values ('alliance', 'x') returning id`,
      ),
    ).rejects.toThrow(/permission denied/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
