import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp, type TestClient } from '#test/app.ts'
import { insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { addAccount, signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import type { Rule } from '../contract.ts'
import * as contract from '../contract.ts'

let app: TestApp
let world: PreparedWorld
let classId: string
let teacher: { affiliationId: string; client: TestClient }

beforeAll(async () => {
  app = await startTestApp()
  world = await prepareWorld(app)
  classId = world.world.members.classId
  teacher = await newcomer('teacher', { classId })
})
afterAll(() => app.close())

const refused = (status: number, code?: string) =>
  expect.objectContaining({ status, ...(code ? { body: expect.objectContaining({ code }) } : {}) })
const everyone = (id: string): Rule[] => [
  { scope: 'organisation', id, roles: ['student', 'guardian', 'teacher', 'school_admin'] },
]
const client = (label: string) => world.as(label).client

async function newcomer(
  role: 'teacher' | 'student' | 'guardian',
  options: { classId?: string; birthDate?: string } = {},
) {
  const personId = await insertPerson(app.services, '新人')
  const affiliationId = await insertAffiliation(app.services, {
    ...{ organisationId: world.ids.a, role, name: '新人', personId, ...options },
  })
  await addAccount(app, { personId, affiliationId })
  return { personId, affiliationId, client: await signInAs(app, { personId, affiliationId }) }
}

const input = (audience: Rule[], more = {}) => ({
  body: { title: { zh: '开放日安排' }, body: { zh: '九点在正门集合。' }, audience, comments: true, ...more },
})

async function publish(by: TestClient, audience: Rule[], more = {}) {
  const { id, version } = await by(contract.createNotice, input(audience, more))
  await by(contract.publishNotice, { params: { id }, body: { version } })
  return id
}
const sees = async (who: TestClient, id: string) => {
  const { rows } = await who(contract.listNotices, { query: { limit: 100 } })
  const listed = rows.some(row => row.id === id)
  const opened = await who(contract.getNotice, { params: { id } }).then(
    () => true,
    error => {
      expect(error).toEqual(refused(404, 'missing'))
      return false
    },
  )
  expect(listed).toBe(opened)
  return opened
}

describe('an audience', () => {
  test('of a class reaches its pupils and their guardians alone', async () => {
    const id = await publish(teacher.client, [
      { scope: 'class', id: classId, roles: ['student', 'guardian'] },
    ])
    for (const [label, may] of [
      ['student of a', true],
      ['guardian of a', true],
      ['student of b', false],
      ['student of x', false],
      ['guardian of x', false],
      ['teacher of b', false],
      ['company_hr of c', false],
      ['secretariat of a', false],
      ['teacher of a', false],
      ['person', false],
    ] as const)
      expect(await sees(client(label), id), label).toBe(may)
    await expect(app.client()(contract.getNotice, { params: { id } })).rejects.toEqual(refused(401))
  })

  test('of a group reaches its member organisations and those who act for it', async () => {
    const roles: Rule['roles'] = ['school_admin', 'company_hr', 'authority_observer', 'secretariat']
    const id = await publish(client('secretariat of a'), [{ scope: 'group', id: world.ids.g, roles }])
    for (const [label, may] of [
      ['school_admin of b', true],
      ['company_hr of c', true],
      ['authority_observer of e', true],
      ['school_admin of x', false],
      ['secretariat of x', false],
      ['student of a', false],
    ] as const)
      expect(await sees(client(label), id), label).toBe(may)
  })

  test('is bounded by who writes, in the answer and in the database', async () => {
    const group: Rule[] = [{ scope: 'group', id: world.ids.g, roles: ['teacher'] }]
    const other = everyone(world.ids.b)
    const foreignClass = await insert(app.services, 'members.classes', {
      ...{ organisation_id: world.ids.b, name: '外校一班', starts_on: '2025-09-01' },
    })
    const attempts: [TestClient, Rule[]][] = [
      [teacher.client, everyone(world.ids.a)],
      [teacher.client, group],
      [teacher.client, [{ scope: 'class', id: foreignClass, roles: ['student'] }]],
      [client('school_admin of a'), other],
      [client('school_admin of a'), group],
      [client('school_admin of a'), [...everyone(world.ids.a), ...other]],
      [client('secretariat of a'), everyone(world.ids.x)],
      [client('secretariat of a'), [{ scope: 'group', id: world.ids.h, roles: ['teacher'] }]],
      [client('company_hr of c'), group],
    ]
    for (const [who, audience] of attempts) {
      await expect(who(contract.createNotice, input(audience))).rejects.toEqual(
        refused(422, 'information.audience'),
      )
      await expect(who(contract.countReach, { body: { audience } })).rejects.toEqual(refused(422))
    }
    await expect(client('student of a')(contract.createNotice, input(other))).rejects.toEqual(refused(403))
    const { viewer } = world.as('school_admin of a')
    const counted = await asViewer(app.services.appPool, viewer, false, c =>
      c.query('select * from information.count_reach($1)', [JSON.stringify(other)]),
    )
    expect(counted.rows).toEqual([{ people: 0, without_account: 0 }])
    const draft = await client('school_admin of a')(contract.createNotice, input(everyone(world.ids.a)))
    const forced = asViewer(app.services.appPool, viewer, false, async c => {
      await c.query(
        `update information.notices set audience = $2, state = 'published', published_at = now() where id = $1`,
        [draft.id, JSON.stringify(other)],
      )
      await c.query('select information.settle_notice($1)', [draft.id])
    })
    await expect(forced).rejects.toMatchObject({ code: '42501' })
  })

  test('is counted before publishing', async () => {
    const audience: Rule[] = [{ scope: 'class', id: classId, roles: ['student', 'guardian'] }]
    await insertAffiliation(app.services, {
      organisationId: world.ids.a,
      role: 'student',
      name: '无账户',
      classId,
    })
    expect(await teacher.client(contract.countReach, { body: { audience } })).toEqual({
      people: 2,
      withoutAccount: 1,
    })
  })

  test('lets go at once of whoever has left or come of age', async () => {
    const pupil = await newcomer('student', { classId, birthDate: '2012-01-01' })
    const mother = await newcomer('guardian')
    await insert(app.services, 'members.guardianships', {
      ...{ organisation_id: world.ids.a, relation: 'mother', state: 'confirmed' },
      ...{ guardian_affiliation_id: mother.affiliationId, student_affiliation_id: pupil.affiliationId },
    })
    const id = await publish(teacher.client, [
      { scope: 'class', id: classId, roles: ['student', 'guardian'] },
    ])
    expect([await sees(pupil.client, id), await sees(mother.client, id)]).toEqual([true, true])
    const set = (what: string) =>
      app.services.systemPool.query(`update members.affiliations set ${what} where id = $1`, [
        pupil.affiliationId,
      ])
    await set(`birth_date = '2000-01-01'`)
    expect([await sees(pupil.client, id), await sees(mother.client, id)]).toEqual([true, false])
    await expect(mother.client(contract.listComments, { params: { id } })).rejects.toEqual(refused(404))
    await expect(
      mother.client(contract.addComment, { params: { id }, body: { text: '还在吗' } }),
    ).rejects.toEqual(refused(404))
    await set('ends_on = platform.today()')
    expect(await sees(pupil.client, id)).toBe(false)
    expect(await pupil.client(contract.countNotices, {})).toEqual({ unread: 0 })
  })
})

describe('a notice', () => {
  test('is a draft to others until it is published, and gone when withdrawn or over', async () => {
    const by = client('school_admin of a')
    const { id, version } = await by(contract.createNotice, input(everyone(world.ids.a)))
    const reader = client('student of a')
    expect(await sees(reader, id)).toBe(false)
    const published = await by(contract.publishNotice, { params: { id }, body: { version } })
    expect(await sees(reader, id)).toBe(true)
    await expect(by(contract.deleteDraft, { params: { id } })).rejects.toEqual(refused(409))
    const gone = await by(contract.withdrawNotice, { params: { id }, body: published })
    expect(await sees(reader, id)).toBe(false)
    expect((await by(contract.getNotice, { params: { id } })).state).toBe('withdrawn')
    await by(contract.publishNotice, { params: { id }, body: gone })
    expect(await sees(reader, id)).toBe(true)
    await app.services.systemPool.query(
      `update information.notices set expires_on = platform.today() - 3 where id = $1`,
      [id],
    )
    expect(await sees(reader, id)).toBe(false)
    expect((await by(contract.getNotice, { params: { id } })).state).toBe('over')
  })

  test('changed after publishing is a revision that everybody sees, and unread again', async () => {
    const by = client('school_admin of a')
    const id = await publish(by, everyone(world.ids.a))
    const reader = client('student of a')
    const before = await reader(contract.countNotices, {})
    await reader(contract.readNotice, { params: { id }, body: { revision: 1 } })
    expect((await reader(contract.countNotices, {})).unread).toBe(before.unread - 1)
    const { kept } = await by(contract.getNotice, { params: { id } })
    const change = {
      ...input(everyone(world.ids.a)).body,
      body: { zh: '改到十点。' },
      version: kept?.version ?? 0,
    }
    expect(await by(contract.updateNotice, { params: { id }, body: change })).toMatchObject({ revision: 2 })
    await expect(by(contract.updateNotice, { params: { id }, body: change })).rejects.toEqual(
      refused(409, 'stale'),
    )
    const now = await reader(contract.getNotice, { params: { id } })
    expect(now).toMatchObject({ revision: 2, read: false, kept: null, body: { zh: '改到十点。' } })
    expect(now.revisions).toMatchObject([{ revision: 1, body: { zh: '九点在正门集合。' } }])
    // A page that was open all the time cannot confirm what it did not show.
    await reader(contract.readNotice, { params: { id }, body: { revision: 99 } })
    expect((await reader(contract.getNotice, { params: { id } })).read).toBe(true)
  })

  test('is listed unread first, then the newest, and pages by its key', async () => {
    const who = await newcomer('teacher')
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push(await publish(client('school_admin of a'), everyone(world.ids.a)))
    await who.client(contract.readNotice, { params: { id: ids[4] ?? '' }, body: { revision: 1 } })
    const seen: { id: string; read: boolean }[] = []
    let after: string | undefined
    do {
      const page = await who.client(contract.listNotices, { query: { after, limit: 2 } })
      seen.push(...page.rows)
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen.map(row => row.id)).size).toBe(seen.length)
    expect(seen.at(-1)).toMatchObject({ id: ids[4], read: true })
    expect(seen.slice(0, 4).map(row => row.id)).toEqual(ids.slice(0, 4).reverse())
  })

  test('is kept by its author and the administrators there, by nobody else', async () => {
    const id = await publish(teacher.client, [{ scope: 'class', id: classId, roles: ['student'] }])
    const body = { version: 2 }
    for (const label of ['teacher of a', 'school_admin of b', 'secretariat of a', 'company_hr of c'])
      for (const attempt of [
        () => client(label)(contract.withdrawNotice, { params: { id }, body }),
        () => client(label)(contract.listReceipts, { params: { id } }),
        () => client(label)(contract.countReceipts, { params: { id } }),
        () => client(label)(contract.deleteDraft, { params: { id } }),
      ])
        await expect(attempt(), label).rejects.toEqual(refused(404, 'missing'))
    await client('school_admin of a')(contract.withdrawNotice, { params: { id }, body })
  })
})

describe('receipts', () => {
  test('name those of the own organisation, those who have not read first', async () => {
    const id = await publish(teacher.client, [
      { scope: 'class', id: classId, roles: ['student', 'guardian'] },
    ])
    await client('student of a')(contract.readNotice, { params: { id }, body: { revision: 1 } })
    const { rows } = await teacher.client(contract.listReceipts, { params: { id } })
    expect(rows.map(row => [row.role, row.readAt !== null])).toEqual([
      ['guardian', false],
      ['student', true],
    ])
    const counts = await teacher.client(contract.countReceipts, { params: { id } })
    expect(counts).toMatchObject({ reached: 2, read: 1 })
    const paged = await teacher.client(contract.listReceipts, { params: { id }, query: { limit: 1 } })
    const rest = await teacher.client(contract.listReceipts, {
      params: { id },
      query: { limit: 1, after: paged.next ?? '' },
    })
    expect([...paged.rows, ...rest.rows]).toEqual(rows)
  })

  test('of a group tell numbers by organisation and no names', async () => {
    const by = client('secretariat of a')
    const id = await publish(by, [{ scope: 'group', id: world.ids.g, roles: ['school_admin', 'company_hr'] }])
    await client('company_hr of c')(contract.readNotice, { params: { id }, body: { revision: 1 } })
    expect((await by(contract.listReceipts, { params: { id } })).rows).toEqual([])
    const { organisations } = await by(contract.countReceipts, { params: { id } })
    expect(organisations.find(row => row.id === world.ids.c)).toMatchObject({ reached: 1, read: 1 })
    expect(organisations.find(row => row.id === world.ids.b)).toMatchObject({ reached: 1, read: 0 })
  })
})

describe('comments', () => {
  test('are plain text by readers; removing leaves a trace', async () => {
    const id = await publish(teacher.client, [
      { scope: 'class', id: classId, roles: ['student', 'guardian'] },
    ])
    const reader = client('student of a')
    const text = '<img src=x onerror=alert(1)> 收到'
    const said = await reader(contract.addComment, { params: { id }, body: { text } })
    const seen = await client('guardian of a')(contract.listComments, { params: { id } })
    expect(seen.rows).toMatchObject([{ text, role: 'student', mayRemove: false }])
    const remove = { params: { id, commentId: said.id } }
    await expect(client('guardian of a')(contract.removeComment, remove)).rejects.toEqual(refused(404))
    await expect(client('student of b')(contract.removeComment, remove)).rejects.toEqual(refused(404))
    await teacher.client(contract.removeComment, remove)
    const after = await reader(contract.listComments, { params: { id } })
    expect(after.rows).toMatchObject([{ text: null, removedBy: 'keeper', mayRemove: false }])
  })

  test('are refused when closed, and to minors and families below what a group says', async () => {
    const closed = await publish(client('school_admin of a'), everyone(world.ids.a), { comments: false })
    const attempt = (who: string, id: string) =>
      client(who)(contract.addComment, { params: { id }, body: { text: '好' } })
    await expect(attempt('student of a', closed)).rejects.toEqual(refused(409, 'information.comments_closed'))
    const roles: Rule['roles'] = ['student', 'guardian', 'teacher']
    const group = await publish(client('secretariat of a'), [{ scope: 'group', id: world.ids.g, roles }])
    await expect(attempt('student of a', group)).rejects.toEqual(
      refused(409, 'information.comments_not_here'),
    )
    await expect(attempt('guardian of a', group)).rejects.toEqual(refused(409))
    await attempt('teacher of b', group)
    await expect(attempt('teacher of x', group)).rejects.toEqual(refused(404))
  })
})

describe('files', () => {
  const PDF = new TextEncoder().encode('%PDF-1.7\n')
  const attach = (who: TestClient, id: string, name: string, bytes: Uint8Array) =>
    who(contract.addFile, { params: { id }, query: { name }, upload: new Blob([bytes as BlobPart]) })

  test('are what their name says, saved and never shown, for readers alone', async () => {
    const by = client('school_admin of a')
    const id = await publish(by, everyone(world.ids.a))
    const html = new TextEncoder().encode('<script>alert(1)</script>')
    for (const [name, bytes] of [
      ['a.html', html],
      ['a.svg', html],
      ['a.pdf', html],
      ['a.png', PDF],
      ['pdf', PDF],
      ['a.docm', PDF],
    ] as const)
      await expect(attach(by, id, name, bytes)).rejects.toEqual(refused(415, 'information.file_kind'))
    const { id: fileId } = await attach(by, id, '安排.pdf', PDF)
    const params = { id, fileId }
    const answer = await client('student of a').raw(`/api/notices/${id}/files/${fileId}`)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PDF)
    for (const label of ['student of b', 'company_hr of c', 'person'])
      await expect(client(label)(contract.downloadFile, { params })).rejects.toEqual(refused(404))
    await expect(attach(client('school_admin of b'), id, 'b.pdf', PDF)).rejects.toEqual(refused(404))
    await by(contract.removeFile, { params })
    await expect(client('student of a')(contract.downloadFile, { params })).rejects.toEqual(refused(404))
  })
})
