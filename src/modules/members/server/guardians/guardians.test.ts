import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '#platform/server/database/session.ts'
import * as contract from '../../contract.ts'
import { openSchool, type School } from './test-family.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.app.close())

const coded = (code: string) => expect.objectContaining({ code })
const missing = expect.objectContaining({ status: 404 })
const kinds = async (client: School['admin']) => (await school.todos(client)).map(todo => todo.kind)

describe('invited by the school, confirmed by the guardian', () => {
  test('only then the guardian reads', async () => {
    const student = await school.minor()
    const { id, guardianId } = await school.invite(student, { name: '苏一一', phone: '+86 138 0000 1111' })
    expect((await school.guardians(student))[0]).toMatchObject({
      ...{ id, standing: 'proposed', relation: 'mother', guardian: { id: guardianId, claimed: false } },
      steps: [{ kind: 'proposed', reason: null }],
    })
    const guardian = await school.claim(guardianId)
    expect(await school.reads(guardian, student)).toBe(false)
    expect(await school.todos(guardian)).toMatchObject([
      { kind: 'members.child_to_confirm', path: '/children' },
    ])
    const { rows } = await guardian(contract.listChildren, {})
    expect(rows).toMatchObject([{ id, standing: 'proposed', name: student.name, class: null }])
    expect(await school.child(guardian, student)).toMatchObject({ number: null, contacts: [], consents: [] })

    await guardian(contract.answerGuardianship, { params: { id }, body: { confirms: true, version: 1 } })
    expect(await school.reads(guardian, student)).toBe(true)
    expect(await school.todos(guardian)).toEqual([])
    expect(await school.child(guardian, student)).toMatchObject({ standing: 'open', name: student.name })
    const [row] = await school.guardians(student)
    expect(row).toMatchObject({ standing: 'open', guardian: { claimed: true } })
    expect(row?.steps.map(step => step.kind)).toEqual(['confirmed', 'proposed'])
    const again = guardian(contract.answerGuardianship, {
      params: { id },
      body: { confirms: false, version: 2 },
    })
    await expect(again).rejects.toEqual(coded('members.guardianship_answer_not_now'))
  })

  test('a code in wrong hands opens nothing: the refusal reaches the school, and the entry ends', async () => {
    const student = await school.minor()
    const { id, guardianId } = await school.invite(student, { name: '苏二二', phone: '13800002222' })
    const stranger = await school.claim(guardianId)
    await stranger(contract.answerGuardianship, { params: { id }, body: { confirms: false, version: 1 } })
    expect(await school.todos(school.admin)).toContainEqual(
      expect.objectContaining({
        kind: 'members.guardian_refused',
        path: `/people/${student.affiliationId}`,
      }),
    )
    const [row] = await school.guardians(student)
    expect(row).toMatchObject({ standing: 'refused', guardian: { endsOn: expect.any(String) } })
    expect(await school.child(stranger, student)).toMatchObject({ standing: 'refused', name: null })
    expect(await school.reads(stranger, student)).toBe(false)
    await school.admin(contract.endGuardianship, {
      params: { id },
      body: { day: school.yearsOld(0), reason: '口令单交错了人', version: 2 },
    })
    expect(await kinds(school.admin)).not.toContain('members.guardian_refused')
    // The right person gets an entry of their own.
    const second = await school.invite(student, { name: '苏二二', phone: '13800002222' })
    expect(second.guardianId).not.toBe(guardianId)
  })

  test('the same guardian is not invited twice, and one of two children is one human', async () => {
    const [one, two] = [await school.minor(), await school.minor()]
    const who = { name: '苏三三', phone: '+86 138 0000-3333' }
    const { guardianId } = await school.invite(one, who)
    await expect(school.invite(one, { ...who, phone: '13800003333' })).rejects.toEqual(
      coded('members.guardian_already'),
    )
    await expect(school.invite(two, who)).rejects.toEqual(coded('members.guardian_known'))
    await school.invite(two, { id: guardianId })
    await expect(school.invite(two, { id: guardianId })).rejects.toEqual(coded('members.guardian_already'))
    // A namesake with another phone is somebody else.
    await school.invite(one, { name: '苏三三', phone: '13900003333' })
    const guardian = await school.claim(guardianId)
    expect((await guardian(contract.listChildren, {})).rows).toHaveLength(2)
    expect(await kinds(guardian)).toEqual(['members.child_to_confirm', 'members.child_to_confirm'])
    const elsewhere = await school.human('guardian', { organisationId: school.prepared.ids.x })
    await expect(school.invite(one, { id: elsewhere.affiliationId })).rejects.toEqual(
      coded('members.guardian_unknown'),
    )
  })

  test('nobody is invited for who is of age, has left or has no birth date', async () => {
    const student = await school.minor()
    const refused = async (code: string) =>
      expect(school.invite(student, { name: '苏四四' })).rejects.toEqual(coded(code))
    await school.born(student, school.yearsOld(18))
    await refused('members.student_of_age')
    await school.born(student, null)
    await refused('members.birth_date_needed')
    await school.born(student, school.yearsOld(18, 1))
    await school.query('update members.affiliations set ends_on = platform.today() where id = $1', [
      student.affiliationId,
    ])
    await refused('members.student_ended')
    const teacher = { params: { id: school.prepared.as('teacher of a').account.affiliationId } }
    await expect(school.admin(contract.listGuardians, teacher)).rejects.toEqual(missing)
  })

  test('the database takes a confirmation from nobody but the guardian', async () => {
    const student = await school.minor()
    const { id } = await school.invite(student, { name: '苏五五' })
    const { viewer } = school.prepared.as('school_admin of a')
    const byHand = (statement: string) =>
      asViewer(school.app.services.appPool, viewer, false, transaction => transaction.query(statement))
    await expect(
      byHand(`update members.guardianships set state = 'confirmed' where id = '${id}'`),
    ).rejects.toThrow(/permission denied/)
    await expect(
      byHand(`insert into members.guardianship_steps (organisation_id, guardianship_id, kind, by_name)
        values ('${school.schoolId}', '${id}', 'confirmed', 'x')`),
    ).rejects.toThrow(/row-level security/)
    const { rows } = await byHand(`select members.answer_guardianship('${id}', 1, true) as done`)
    expect(rows).toEqual([{ done: false }])
  })
})

describe('access ends', () => {
  test('with the day of majority, the same second, and a corrected birth date gives it back', async () => {
    const [student, guardian] = [await school.minor(), await school.human('guardian')]
    await school.link(guardian, student)
    await school.born(student, school.yearsOld(18, 1))
    expect(await school.child(guardian.client, student)).toMatchObject({
      ...{ standing: 'open', until: school.yearsOld(0, 1) },
    })
    await school.born(student, school.yearsOld(18))
    expect(await school.reads(guardian.client, student)).toBe(false)
    expect(await school.child(guardian.client, student)).toMatchObject({
      ...{ standing: 'of_age', endedOn: school.yearsOld(0), until: null, number: null, fellows: [] },
    })
    expect((await school.guardians(student))[0]).toMatchObject({ standing: 'of_age' })
    await school.born(student, school.yearsOld(17))
    expect(await school.reads(guardian.client, student)).toBe(true)
    await school.query('update members.affiliations set ends_on = platform.today() where id = $1', [
      student.affiliationId,
    ])
    expect(await school.child(guardian.client, student)).toMatchObject({ standing: 'left' })
    expect(await school.reads(guardian.client, student)).toBe(false)
  })

  test('both are told some days before, and no longer once it is over or has moved', async () => {
    const [student, guardian] = [await school.minor(), await school.human('guardian')]
    await school.link(guardian, student)
    await school.tend()
    expect(await kinds(guardian.client)).toEqual([])
    await school.born(student, school.yearsOld(18, 20))
    await school.tend()
    await school.tend()
    expect(await school.todos(guardian.client)).toMatchObject([
      { kind: 'members.majority_near_guardian', dueOn: school.yearsOld(0, 20) },
    ])
    expect(await kinds(student.client)).toEqual(['members.majority_near'])
    await guardian.client(contract.noteChild, { params: { id: student.affiliationId } })
    await school.tend()
    expect(await kinds(guardian.client)).toEqual([])
    await school.born(student, school.yearsOld(18))
    await school.tend()
    expect(await kinds(student.client)).toEqual([])
  })

  test('by the school, with a day and a reason that the guardian does not read; and begins anew', async () => {
    const [student, guardian] = [await school.minor(), await school.human('guardian')]
    const id = await school.link(guardian, student)
    const end = (day: string, version = 1) =>
      school.admin(contract.endGuardianship, {
        params: { id },
        body: { day, reason: '监护人变更', version },
      })
    await expect(end('2020-01-01')).rejects.toEqual(coded('members.end_before_start'))
    await expect(end('2999-01-01')).rejects.toEqual(coded('members.end_in_future'))
    await expect(end('2026-01-01', 7)).rejects.toEqual(coded('stale'))
    await end('2026-01-01')
    expect(await school.reads(guardian.client, student)).toBe(false)
    const seen = await school.child(guardian.client, student)
    expect(seen).toMatchObject({ standing: 'closed', endedOn: '2026-01-01', name: null })
    expect(JSON.stringify(seen)).not.toContain('监护人变更')
    expect(await kinds(guardian.client)).toEqual(['members.access_changed'])
    await guardian.client(contract.noteChild, { params: { id: student.affiliationId } })
    expect(await kinds(guardian.client)).toEqual([])
    await school.invite(student, { id: guardian.affiliationId })
    expect(await school.reads(guardian.client, student)).toBe(false)
    await guardian.client(contract.answerGuardianship, {
      params: { id },
      body: { confirms: true, version: 3 },
    })
    expect(await school.reads(guardian.client, student)).toBe(true)
  })
})

describe('separated parents', () => {
  test("neither sees the other's contact data by default; one kept apart sees nobody", async () => {
    const student = await school.minor()
    const mother = await school.human('guardian')
    const father = await school.human('guardian')
    const [motherId, fatherId] = [await school.link(mother, student), await school.link(father, student)]
    await school.query(`update members.affiliations set phone = '13700000000' where id = $1`, [
      father.affiliationId,
    ])
    const fellows = async () => (await school.child(mother.client, student)).fellows
    expect(await fellows()).toEqual([{ name: father.name, relation: 'mother', email: null, phone: null }])
    await father.client(contract.shareContact, { params: { id: fatherId }, body: { shared: true } })
    expect(await fellows()).toMatchObject([{ phone: '13700000000' }])
    const apart = (yes: boolean, version: number) =>
      school.admin(contract.keepApart, {
        params: { id: motherId },
        body: { apart: yes, reason: '离婚诉讼期间', version },
      })
    await apart(true, 1)
    expect(await fellows()).toEqual([])
    expect((await school.child(father.client, student)).fellows).toHaveLength(1)
    await expect(apart(true, 2)).rejects.toEqual(coded('members.guardianship_not_now'))
    await apart(false, 2)
    expect(await fellows()).toHaveLength(1)
    await expect(
      mother.client(contract.shareContact, { params: { id: fatherId }, body: { shared: false } }),
    ).rejects.toEqual(missing)
  })

  test('a court’s decision ends reading at once, for the human and not only the entry, until it is lifted', async () => {
    const [student, guardian] = [await school.minor(), await school.human('guardian')]
    const id = await school.link(guardian, student)
    await school.query(`update members.affiliations set phone = '13600000000' where id = $1`, [
      guardian.affiliationId,
    ])
    const upload = (name: string, text?: string) =>
      school.admin(contract.addCourtDocument, {
        ...{ params: { id }, query: { name }, upload: school.file(text) },
      })
    await expect(upload('判决.pdf', 'MZ not a pdf')).rejects.toEqual(coded('members.document_kind'))
    await expect(upload('判决.exe')).rejects.toEqual(coded('members.document_kind'))
    const document = await upload('判决.pdf')
    const bar = (documentId: string) =>
      school.admin(contract.barGuardian, {
        params: { id },
        body: { day: '2026-05-01', reason: '法院判决', documentId, version: 1 },
      })
    await expect(bar(student.affiliationId)).rejects.toEqual(coded('members.document_needed'))
    await bar(document.id)
    expect(await school.reads(guardian.client, student)).toBe(false)
    expect(await school.child(guardian.client, student)).toMatchObject({ standing: 'closed', name: null })

    const paper = { params: { id: document.id } }
    expect(await (await school.admin(contract.getFamilyDocument, paper)).text()).toContain('%PDF')
    for (const client of [guardian.client, school.prepared.as('teacher of a').client])
      await expect(client(contract.getFamilyDocument, paper)).rejects.toEqual(missing)

    const named = { name: guardian.name, phone: '13600000000' }
    await expect(school.invite(student, named)).rejects.toEqual(coded('members.guardian_barred'))
    await expect(school.invite(student, { id: guardian.affiliationId })).rejects.toEqual(
      coded('members.guardian_barred'),
    )
    // Under another name and phone the same human claims the entry, and still cannot confirm.
    const other = await school.invite(student, { name: '另一个名字', phone: '13500000000' })
    await school.claim(other.guardianId, guardian.client)
    await expect(
      guardian.client(contract.answerGuardianship, {
        params: { id: other.id },
        body: { confirms: true, version: 1 },
      }),
    ).rejects.toEqual(coded('members.guardianship_answer_not_now'))

    await school.admin(contract.liftBar, { params: { id }, body: { reason: '判决已变更', version: 2 } })
    expect(await school.reads(guardian.client, student)).toBe(false)
    await school.invite(student, { id: guardian.affiliationId })
    await guardian.client(contract.answerGuardianship, {
      params: { id },
      body: { confirms: true, version: 4 },
    })
    expect(await school.reads(guardian.client, student)).toBe(true)
    const [row] = await school.guardians(student)
    expect(row?.steps.map(step => step.kind)).toEqual(['confirmed', 'proposed', 'lifted', 'barred'])
  })
})

test('a guardian of another school’s child finds nothing by ids', async () => {
  const [student, guardian] = [await school.minor(), await school.human('guardian')]
  const id = await school.link(guardian, student)
  const { client } = school.prepared.as('guardian of x')
  const { client: admin } = school.prepared.as('school_admin of x')
  const body = { confirms: true, version: 1 }
  await expect(school.child(client, student)).rejects.toEqual(missing)
  await expect(client(contract.answerGuardianship, { params: { id }, body })).rejects.toEqual(missing)
  await expect(client(contract.shareContact, { params: { id }, body: { shared: true } })).rejects.toEqual(
    missing,
  )
  await expect(admin(contract.listGuardians, { params: { id: student.affiliationId } })).rejects.toEqual(
    missing,
  )
  await expect(
    admin(contract.keepApart, { params: { id }, body: { apart: true, reason: 'x', version: 1 } }),
  ).rejects.toEqual(missing)
})

test('a guardian turns to whoever teaches the class, or else to the school’s administrators', async () => {
  const classId = school.prepared.world.members.classId
  const [student, guardian] = [await school.minor({ classId }), await school.human('guardian')]
  await school.link(guardian, student)
  const names = async () => (await school.child(guardian.client, student)).contacts.map(one => one.name)
  const [fallback] = await names()
  expect(fallback).toBeTruthy()
  const teacher = school.prepared.as('teacher of a').account.affiliationId
  await school.query(
    `update members.affiliations set class_id = $2, listed = true, phone = '0411-1' where id = $1`,
    [teacher, classId],
  )
  const { contacts } = await school.child(guardian.client, student)
  expect(contacts).toMatchObject([{ phone: '0411-1' }])
  expect(contacts[0]?.name).not.toBe(fallback)
})
