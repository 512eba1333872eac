import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#platform/contract/access.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { addAccount, signInAs } from '#test/sign-in.ts'
import { type Persona, type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { closeTodos, putTodo } from './index.ts'
import type { TodoItem } from './put-todo.ts'

let app: TestApp
let world: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  world = await prepareWorld(app)
})
afterAll(() => app.close())

const put = (item: Partial<TodoItem> & Pick<TodoItem, 'desk'>, by: Viewer | null = null) =>
  asViewer(app.services.appPool, by, false, ({ db }) =>
    putTodo(db, {
      kind: 'information.example',
      path: '/todos',
      subject: { kind: 'example', id: freshCode() },
      ...item,
    }),
  )
const own = (who: Persona) => ({ affiliationId: who.account.affiliationId })
const list = (who: Persona, show: 'open' | 'handed_on' = 'open') =>
  who.client(contract.listTodos, { query: { show, limit: 100 } })
const paths = async (who: Persona, show: 'open' | 'handed_on' = 'open') =>
  (await list(who, show)).rows.map(row => row.path)
const refused = (status: number) => expect.objectContaining({ status })

/** Somebody new at a school, signed in. */
async function newcomer(role: 'teacher' | 'school_admin' | 'student', at: string) {
  const personId = await insertPerson(app.services, '新人')
  const affiliationId = await insertAffiliation(app.services, {
    organisationId: at,
    role,
    name: '新人',
    personId,
  })
  await addAccount(app, { personId, affiliationId })
  return { personId, affiliationId, client: await signInAs(app, { personId, affiliationId }) }
}

describe('the list', () => {
  test('holds what waits for the person, for their role and for their group, by due day', async () => {
    const who = world.as('secretariat of x')
    await put({ desk: { groupId: world.ids.h, role: 'secretariat' }, path: '/c', dueOn: null })
    await put({ desk: { organisationId: world.ids.x, role: 'secretariat' }, path: '/b', dueOn: '2031-05-01' })
    await put({ desk: own(who), path: '/a', dueOn: '2020-01-01' })
    expect(await paths(who)).toEqual(['/a', '/b', '/c'])
    const [first] = (await list(who)).rows
    expect(first).toMatchObject({
      affiliationId: who.account.affiliationId,
      dueOn: '2020-01-01',
      handed: null,
    })
    expect(await who.client(contract.countTodos, {})).toEqual({ open: 3, overdue: 1, handedOn: 0 })
    for (const label of ['secretariat of a', 'school_admin of x', 'person'])
      expect(await paths(world.as(label)), label).toEqual([])
  })

  test('goes on after its key without losing or repeating an item', async () => {
    const { client, affiliationId } = await newcomer('teacher', world.ids.a)
    for (let i = 0; i < 11; i++)
      await put({
        desk: i % 2 ? { affiliationId } : { affiliationId },
        path: `/${i}`,
        dueOn: i < 6 ? '2030-01-01' : null,
      })
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await client(contract.listTodos, { query: { after, limit: 4 } })
      seen.push(...page.rows.map(row => row.path))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toHaveLength(11)
    expect(new Set(seen).size).toBe(11)
  })

  test('is one list over all roles; an item says by which of them one has it', async () => {
    const { personId, affiliationId, client } = await newcomer('teacher', world.ids.a)
    const second = await insertAffiliation(app.services, {
      ...{ organisationId: world.ids.x, role: 'expert', name: '新人', personId },
    })
    await put({ desk: { affiliationId: second }, path: '/there', dueOn: '2030-01-01' })
    await put({ desk: { affiliationId }, path: '/here' })
    const { rows } = await client(contract.listTodos, {})
    expect(rows.map(row => [row.path, row.affiliationId])).toEqual([
      ['/there', second],
      ['/here', affiliationId],
    ])
  })

  test('one subject lies there once, said last; closing it empties every desk', async () => {
    const who = world.as('mentor of c')
    const subject = { kind: 'example', id: freshCode() }
    await put({ desk: own(who), subject, path: '/first' })
    await put({ desk: own(who), subject, path: '/second', dueOn: '2030-01-01' })
    expect(await paths(who)).toEqual(['/second'])
    const closed = await asViewer(app.services.appPool, who.viewer, false, ({ db }) =>
      closeTodos(db, { subject }),
    )
    expect(closed).toBe(1)
    expect(await paths(who)).toEqual([])
    await put({ desk: own(who), subject, path: '/again' })
    expect(await paths(who)).toEqual(['/again'])
  })

  test('goes with a transaction that fails', async () => {
    const who = world.as('expert of x')
    await expect(
      asViewer(app.services.appPool, null, false, async ({ db }) => {
        await putTodo(db, {
          desk: own(who),
          kind: 'information.example',
          path: '/x',
          subject: { kind: 'x', id: 'x' },
        })
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await paths(who)).toEqual([])
  })

  test('is lost with the affiliation, at once', async () => {
    const { client, affiliationId } = await newcomer('teacher', world.ids.a)
    await put({ desk: { affiliationId } })
    expect((await client(contract.listTodos, {})).rows).toHaveLength(1)
    await app.services.systemPool.query(
      'update members.affiliations set ends_on = platform.today() where id = $1',
      [affiliationId],
    )
    expect((await client(contract.listTodos, {})).rows).toEqual([])
    expect(await client(contract.countTodos, {})).toEqual({ open: 0, overdue: 0, handedOn: 0 })
  })

  test('is lost to a guardian when the child comes of age', async () => {
    const who = world.as('guardian of a')
    await put({ desk: own(who), path: '/consent' })
    expect(await paths(who)).toEqual(['/consent'])
    const child = world.as('student of a').account.affiliationId
    const born = (day: string) =>
      app.services.systemPool.query('update members.affiliations set birth_date = $2 where id = $1', [
        child,
        day,
      ])
    const { rows } = await app.services.systemPool.query(
      'select birth_date from members.affiliations where id = $1',
      [child],
    )
    await born('2000-01-01')
    expect(await paths(who)).toEqual([])
    await born(rows[0].birth_date)
  })

  test('cannot be read or written past the functions', async () => {
    const who = world.as('student of x')
    const read = (text: string) =>
      asViewer(app.services.appPool, who.viewer, false, transaction => transaction.query(text))
    expect((await read('select * from information.todos')).rows).toEqual([])
    await expect(
      read(`insert into information.todos (desk, kind, path, subject_kind, subject_id)
      values ('a:x', 'x', '/', 'x', 'x')`),
    ).rejects.toThrow('permission denied')
    await expect(read(`update information.todos set done_at = now()`)).rejects.toThrow('permission denied')
    await expect(read('select * from members.standings')).rejects.toThrow('permission denied')
    for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      await expect(put({ desk: own(who), path: path as '/x' })).rejects.toThrow('violates check')
  })
})

describe('handing on', () => {
  async function handed() {
    const from = await newcomer('teacher', world.ids.a)
    const to = await newcomer('teacher', world.ids.a)
    await put({ desk: { affiliationId: from.affiliationId }, path: '/step' })
    const [item] = (await from.client(contract.listTodos, {})).rows
    const id = item?.id ?? ''
    return { from, to, id }
  }

  test('moves the item with its note, and back', async () => {
    const { from, to, id } = await handed()
    const body = { affiliationId: to.affiliationId, note: '请周五前' }
    const { rows } = await from.client(contract.listColleagues, { params: { id }, query: { q: '新人' } })
    expect(rows.map(row => row.affiliationId)).toContain(to.affiliationId)
    await from.client(contract.handOnTodo, { params: { id }, body })
    expect((await from.client(contract.listTodos, {})).rows).toEqual([])
    expect((await to.client(contract.listTodos, {})).rows).toMatchObject([
      { id, handed: { by: '新人', note: '请周五前', byMe: false } },
    ])
    const away = await from.client(contract.listTodos, { query: { show: 'handed_on' } })
    expect(away.rows).toMatchObject([{ id, handed: { to: '新人', byMe: true } }])
    await from.client(contract.takeBackTodo, { params: { id } })
    expect((await from.client(contract.listTodos, {})).rows).toMatchObject([{ id, handed: null }])
    expect((await to.client(contract.listTodos, {})).rows).toEqual([])
    const { rows: audit } = await app.services.systemPool.query(
      `select action, organisation_id from audit.entries where subject_id = $1 order by id`,
      [id],
    )
    expect(audit).toEqual([
      { action: 'information.todo_handed_on', organisation_id: world.ids.a },
      { action: 'information.todo_taken_back', organisation_id: world.ids.a },
    ])
  })

  test('reaches nobody of another organisation, no learner, nobody without an account, not oneself', async () => {
    const { from, id } = await handed()
    const unclaimed = await insertAffiliation(app.services, {
      organisationId: world.ids.a,
      role: 'teacher',
      name: '无',
    })
    const ended = await newcomer('teacher', world.ids.a)
    await app.services.systemPool.query(
      'update members.affiliations set ends_on = platform.today() where id = $1',
      [ended.affiliationId],
    )
    for (const affiliationId of [
      world.as('teacher of b').account.affiliationId,
      world.as('teacher of x').account.affiliationId,
      world.as('student of a').account.affiliationId,
      world.as('mentor of a').account.affiliationId,
      from.affiliationId,
      ended.affiliationId,
      unclaimed,
    ])
      await expect(
        from.client(contract.handOnTodo, { params: { id }, body: { affiliationId } }),
      ).rejects.toEqual(refused(404))
    expect((await from.client(contract.listTodos, {})).rows).toHaveLength(1)
  })

  test("another's item is neither handed on nor taken back nor asked about", async () => {
    const { from, to, id } = await handed()
    const stranger = await newcomer('teacher', world.ids.a)
    const affiliationId = stranger.affiliationId
    const give = { params: { id }, body: { affiliationId } }
    await expect(stranger.client(contract.handOnTodo, give)).rejects.toEqual(refused(404))
    expect((await stranger.client(contract.listColleagues, { params: { id } })).rows).toEqual([])
    await from.client(contract.handOnTodo, { params: { id }, body: { affiliationId: to.affiliationId } })
    await expect(stranger.client(contract.takeBackTodo, { params: { id } })).rejects.toEqual(refused(404))
    await expect(from.client(contract.handOnTodo, give)).rejects.toEqual(refused(404))
    await to.client(contract.takeBackTodo, { params: { id } })
    expect((await from.client(contract.listTodos, {})).rows).toHaveLength(1)
  })

  test('a learner hands nothing on', async () => {
    const pupil = await newcomer('student', world.ids.a)
    const mate = await newcomer('student', world.ids.a)
    await put({ desk: { affiliationId: pupil.affiliationId } })
    const [item] = (await pupil.client(contract.listTodos, {})).rows
    expect(item?.mayHandOn).toBe(false)
    const { rows } = await app.services.systemPool.query('select id from information.todos where desk = $1', [
      `a:${pupil.affiliationId}`,
    ])
    await expect(
      pupil.client(contract.handOnTodo, {
        params: { id: rows[0].id },
        body: { affiliationId: mate.affiliationId },
      }),
    ).rejects.toEqual(refused(403))
    const done = await asViewer(
      app.services.appPool,
      { ...(world.as('student of a').viewer as Viewer), personId: pupil.personId },
      false,
      transaction =>
        transaction.query('select information.hand_on($1, $2, null) as at', [rows[0].id, mate.affiliationId]),
    )
    expect(done.rows).toEqual([{ at: null }])
  })

  test('comes back when the colleague leaves', async () => {
    const { from, to, id } = await handed()
    await from.client(contract.handOnTodo, { params: { id }, body: { affiliationId: to.affiliationId } })
    await app.services.systemPool.query(
      'update members.affiliations set ends_on = platform.today() where id = $1',
      [to.affiliationId],
    )
    await app.services.systemPool.query('select information.return_orphans()')
    expect((await from.client(contract.listTodos, {})).rows).toMatchObject([{ id, handed: null }])
  })
})

test('open pages of the desk are told, and nobody else', async () => {
  const who = world.as('company_hr of c')
  const told: unknown[] = []
  const off = app.services.live.on('todos.changed', event => told.push(event.data))
  await put({ desk: own(who) })
  await put({ desk: { organisationId: world.ids.c, role: 'company_hr' } })
  await put({ desk: { groupId: world.ids.g, role: 'secretariat' } })
  await expect.poll(() => told.length).toBe(3)
  off()
  expect(told).toEqual([
    { personId: who.account.personId },
    { organisationId: world.ids.c },
    { organisationId: world.ids.a },
  ])
  await insert(app.services, 'information.todos', {
    ...{ desk: `a:${who.account.affiliationId}`, kind: 'x', path: '/', subject_kind: 'x', subject_id: 'y' },
  })
})
