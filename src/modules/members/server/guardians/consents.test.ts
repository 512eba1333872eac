import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshCode, insert } from '#test/rows.ts'
import * as contract from '../../contract.ts'
import { type Human, openSchool, type School } from './test-family.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.app.close())

const coded = (code: string) => expect.objectContaining({ code })
const missing = expect.objectContaining({ status: 404 })

const ask = (student: Human, more: Partial<contract.ConsentInput> = {}) =>
  school.admin(contract.askConsent, {
    body: { ...contract.exampleConsent({ kind: 'student', id: student.affiliationId }), ...more },
  })
const request = (id: string) => school.admin(contract.getConsentRequest, { params: { id } })
const state = async (id: string) => (await request(id)).students[0]?.state
const consentOf = async (id: string) => (await request(id)).students[0]?.id as string
const answer = (
  who: Human,
  consentId: string,
  given: contract.OwnConsent['choices'][number],
  documentId: string | null = null,
) =>
  who.client(contract.answerConsent, {
    params: { id: consentId },
    body: { answer: given, note: null, documentId },
  })
const look = (who: Human, id: string) => who.client(contract.getConsent, { params: { id } })
const has = async (student: Human, purpose = 'photo') =>
  (await school.query('select members.has_consent($1, $2) as has', [student.affiliationId, purpose])).rows[0]
    ?.has
const asked = async (who: Human) =>
  (await school.todos(who.client)).filter(todo => todo.kind === 'members.consent_to_sign')
const against = async (id: string) =>
  (await school.todos(school.admin)).filter(todo => todo.path === `/consents/requests/${id}`)

/** A minor with one guardian. */
async function pair(): Promise<[Human, Human]> {
  const [student, guardian] = [await school.minor(), await school.human('guardian')]
  await school.link(guardian, student)
  return [student, guardian]
}

describe('a guardian decides for a minor', () => {
  test('signs by the link on the to-do list, and the school sees who, as what and when', async () => {
    const [student, guardian] = await pair()
    const { id } = await ask(student, { answerBy: school.yearsOld(0, 7) })
    const [todo] = await asked(guardian)
    const consentId = await consentOf(id)
    expect(todo).toMatchObject({ path: `/consents/${consentId}`, dueOn: school.yearsOld(0, 7) })
    expect(await has(student)).toBe(false)
    expect(await look(guardian, consentId)).toMatchObject({
      ...{ state: 'waiting', waitsForMe: true, capacity: 'guardian', choices: ['given', 'refused'] },
      text: { zh: '学校将在网站上发布开放日照片。' },
    })
    expect((await guardian.client(contract.listOwnConsents, {})).rows).toMatchObject([
      { id: consentId, student: { name: student.name }, waitsForMe: true },
    ])
    await answer(guardian, consentId, 'given')
    expect([await has(student), await has(student, 'trip'), (await asked(guardian)).length]).toEqual([
      ...[true, false, 0],
    ])
    expect((await request(id)).students).toMatchObject([
      {
        state: 'given',
        signers: [{ capacity: 'guardian', name: guardian.name, answer: 'given', day: school.yearsOld(0) }],
      },
    ])
    await expect(answer(guardian, consentId, 'given')).rejects.toEqual(coded('members.consent_not_now'))
    await expect(look(student, consentId)).rejects.toEqual(missing)
    const other = school.prepared.as('guardian of x').client
    await expect(other(contract.getConsent, { params: { id: consentId } })).rejects.toEqual(missing)
  })

  test('takes it back at any time, and the school is told until it has noted it', async () => {
    const [student, guardian] = await pair()
    const { id } = await ask(student)
    const consentId = await consentOf(id)
    await answer(guardian, consentId, 'given')
    expect((await look(guardian, consentId)).choices).toEqual(['withdrawn'])
    await answer(guardian, consentId, 'withdrawn')
    expect([await state(id), await has(student)]).toEqual(['withdrawn', false])
    expect(await against(id)).toHaveLength(1)
    await school.admin(contract.noteAnswers, { params: { id } })
    expect(await against(id)).toEqual([])
    await answer(guardian, consentId, 'given')
    expect(await has(student)).toBe(true)
    expect((await look(guardian, consentId)).answers.map(one => one.answer)).toEqual([
      ...['given', 'withdrawn', 'given'],
    ])
  })

  test('two who disagree give no consent; two are needed where all are asked', async () => {
    const [student, mother] = await pair()
    const father = await school.human('guardian')
    await school.link(father, student, { relation: 'father' })
    const one = await ask(student)
    const consentId = await consentOf(one.id)
    await answer(mother, consentId, 'given')
    expect(await asked(father)).toEqual([])
    // The other guardian's signature is not shown, that there is a consent is.
    expect(await look(father, consentId)).toMatchObject({
      ...{ state: 'given', answers: [], choices: ['given', 'withdrawn'] },
    })
    await answer(father, consentId, 'withdrawn')
    expect([await state(one.id), await has(student)]).toEqual(['disagreed', false])
    expect(await against(one.id)).toHaveLength(1)

    const all = await ask(student, { purpose: 'trip', needsAll: true })
    const trip = await consentOf(all.id)
    await answer(mother, trip, 'given')
    expect([await state(all.id), await has(student, 'trip'), (await asked(father)).length]).toEqual([
      ...['waiting', false, 1],
    ])
    await answer(father, trip, 'given')
    expect([await state(all.id), await has(student, 'trip')]).toEqual(['given', true])
  })

  test('both sign at once: each answer is written, and the last one sees the first', async () => {
    const [student, mother] = await pair()
    const father = await school.human('guardian')
    await school.link(father, student)
    const { id } = await ask(student, { needsAll: true })
    const consentId = await consentOf(id)
    await Promise.all([answer(mother, consentId, 'given'), answer(father, consentId, 'refused')])
    expect(await state(id)).toBe('disagreed')
    expect(await against(id)).toHaveLength(1)
    expect([(await asked(mother)).length, (await asked(father)).length]).toEqual([0, 0])
  })

  test('a guardian who came later sees no text that others have settled, but may object', async () => {
    const [student, mother] = await pair()
    const { id } = await ask(student)
    const waiting = await ask(student, { purpose: 'work', needsAll: true })
    const consentId = await consentOf(id)
    await answer(mother, consentId, 'given')
    const { id: proposed, guardianId } = await school.invite(student, { name: `新监护人${freshCode()}` })
    const client = await school.claim(guardianId)
    await client(contract.answerGuardianship, {
      params: { id: proposed },
      body: { confirms: true, version: 1 },
    })
    const later = { client } as Human
    expect(await look(later, consentId)).toMatchObject({ text: null, answers: [], state: 'given' })
    expect((await look(later, consentId)).choices).toContain('withdrawn')
    // What still waits lies on their list, with its text.
    const open = await consentOf(waiting.id)
    expect((await asked(later)).map(todo => todo.path)).toEqual([`/consents/${open}`])
    expect((await look(later, open)).text).not.toBeNull()
  })

  test('a signature outlasts the guardianship, but not a court’s decision; a former no does not', async () => {
    const [student, mother] = await pair()
    const father = await school.human('guardian')
    const fatherId = await school.link(father, student)
    const [yes, no] = [await ask(student), await ask(student, { purpose: 'trip' })]
    await answer(father, await consentOf(yes.id), 'given')
    await answer(father, await consentOf(no.id), 'refused')
    const end = { params: { id: fatherId }, body: { day: '2026-01-01', reason: '变更', version: 1 } }
    await school.admin(contract.endGuardianship, end)
    expect([await state(yes.id), await state(no.id)]).toEqual(['given', 'waiting'])
    await expect(look(father, await consentOf(yes.id))).rejects.toEqual(missing)
    await school.query(`update members.guardianships set barred_on = platform.today() where id = $1`, [
      fatherId,
    ])
    expect([await state(yes.id), await has(student)]).toEqual(['waiting', false])
    await answer(mother, await consentOf(yes.id), 'given')
    expect(await has(student)).toBe(true)
  })
})

describe('the student', () => {
  test('signs alone when of age, and as well where a minor is asked', async () => {
    const adult = await school.human('student', { birthDate: school.yearsOld(18) })
    const { id } = await ask(adult)
    expect(await asked(adult)).toHaveLength(1)
    await answer(adult, await consentOf(id), 'given')
    expect(await has(adult)).toBe(true)

    const [minor, guardian] = await pair()
    const both = await ask(minor, { alsoStudent: true })
    const consentId = await consentOf(both.id)
    await answer(guardian, consentId, 'given')
    expect([await state(both.id), (await asked(minor)).length]).toEqual(['waiting', 1])
    await answer(minor, consentId, 'refused')
    expect(await state(both.id)).toBe('disagreed')
    expect((await look(minor, consentId)).answers).toHaveLength(2)
  })

  test('decides anew once of age: what a guardian signed holds no longer, and the list says so', async () => {
    const [student, guardian] = await pair()
    const { id } = await ask(student)
    const consentId = await consentOf(id)
    await answer(guardian, consentId, 'given')
    await school.born(student, school.yearsOld(18))
    expect([await state(id), await has(student)]).toEqual(['waiting', false])
    await expect(answer(guardian, consentId, 'withdrawn')).rejects.toEqual(missing)
    await school.tend()
    expect((await asked(student)).map(todo => todo.path)).toEqual([`/consents/${consentId}`])
    await answer(student, consentId, 'given')
    expect(await has(student)).toBe(true)
  })

  test('nobody can sign while there is no guardian, no birth date or no student any more', async () => {
    const lonely = await school.minor()
    const { id } = await ask(lonely)
    expect(await state(id)).toBe('nobody')
    await school.born(lonely, null)
    expect(await state(id)).toBe('nobody')
    await school.query('update members.affiliations set ends_on = platform.today() where id = $1', [
      lonely.affiliationId,
    ])
    expect(await state(id)).toBe('left')
    await expect(ask(lonely)).rejects.toEqual(coded('members.consent_about_ended'))
  })
})

describe('on paper', () => {
  test('a guardian uploads the signed scan, which has to be what its name says', async () => {
    const [student, guardian] = await pair()
    const { id } = await ask(student, { onPaper: true })
    const consentId = await consentOf(id)
    await expect(answer(guardian, consentId, 'given')).rejects.toEqual(coded('members.scan_needed'))
    const scan = (name: string, text?: string) =>
      guardian.client(contract.addConsentScan, {
        ...{ params: { id: consentId }, query: { name }, upload: school.file(text) },
      })
    await expect(scan('签字.png')).rejects.toEqual(coded('members.document_kind'))
    await expect(scan('签字.pdf', '<html>')).rejects.toEqual(coded('members.document_kind'))
    const { id: documentId } = await scan('签字.pdf')
    const stranger = (await pair())[1]
    await expect(
      stranger.client(contract.addConsentScan, {
        ...{ params: { id: consentId }, query: { name: 'x.pdf' }, upload: school.file() },
      }),
    ).rejects.toEqual(missing)
    await answer(guardian, consentId, 'given', documentId)
    expect((await request(id)).students[0]?.signers[0]?.document).toMatchObject({ name: '签字.pdf' })
    const paper = { params: { id: documentId } }
    for (const client of [guardian.client, school.admin])
      expect(await (await client(contract.getFamilyDocument, paper)).text()).toContain('%PDF')
    await expect(stranger.client(contract.getFamilyDocument, paper)).rejects.toEqual(missing)
    // A scan of another consent is none.
    const second = await ask(student, { onPaper: true })
    await expect(answer(guardian, await consentOf(second.id), 'given', documentId)).rejects.toEqual(
      coded('members.scan_needed'),
    )
  })

  test('the school enters what was signed on paper, in the signer’s name and its own', async () => {
    const [student, guardian] = await pair()
    const { id } = await ask(student, { onPaper: true })
    const consentId = await consentOf(id)
    const guardianshipId = (await request(id)).students[0]?.signers[0]?.guardianshipId as string
    const { id: documentId } = await school.admin(contract.addConsentScan, {
      ...{ params: { id: consentId }, query: { name: '同意书.pdf' }, upload: school.file() },
    })
    const enter = (more: object = {}) =>
      school.admin(contract.enterPaper, {
        params: { id: consentId },
        body: { guardianshipId, answer: 'given', day: '2026-09-01', documentId, ...more },
      })
    await expect(enter({ day: '2999-01-01' })).rejects.toEqual(coded('members.end_in_future'))
    await expect(enter({ guardianshipId: null })).rejects.toEqual(coded('members.signer_not_now'))
    await expect(enter({ documentId: consentId })).rejects.toEqual(coded('members.scan_needed'))
    await enter()
    expect((await request(id)).students[0]).toMatchObject({
      state: 'given',
      signers: [{ answer: 'given', day: '2026-09-01', enteredBy: expect.any(String) }],
    })
    expect((await look(guardian, consentId)).answers[0]?.enteredBy).toBeTruthy()
    expect(await asked(guardian)).toEqual([])
  })
})

describe('the school', () => {
  test('asks a class, reminds those missing and newcomers once a day, exports, and takes it back', async () => {
    const classId = await insert(school.app.services, 'members.classes', {
      ...{ organisation_id: school.schoolId, name: `同意班${freshCode()}`, starts_on: '2025-09-01' },
    })
    const about = { kind: 'class' as const, id: classId }
    const body = contract.exampleConsent(about)
    await expect(school.admin(contract.askConsent, { body })).rejects.toEqual(coded('members.consent_nobody'))
    const [one, two] = [await school.minor({ classId }), await school.minor({ classId })]
    const [first, second] = [await school.human('guardian'), await school.human('guardian')]
    await school.link(first, one)
    await school.link(second, two)
    const past = { ...body, validUntil: '2020-01-01' }
    await expect(school.admin(contract.askConsent, { body: past })).rejects.toEqual(
      coded('members.consent_day_past'),
    )
    const { id } = await school.admin(contract.askConsent, { body })
    const consents = (await request(id)).students
    expect(consents).toHaveLength(2)
    await answer(first, consents.find(row => row.student.id === one.affiliationId)?.id ?? '', 'given')
    const list = await school.admin(contract.listConsentRequests, { query: {} })
    expect(list.rows[0]).toMatchObject({ id, about, counts: { total: 2, given: 1, against: 0 } })
    expect(
      (await school.admin(contract.listConsentRequests, { query: { student: one.affiliationId } })).rows,
    ).toHaveLength(1)

    const late = await school.minor({ classId })
    const remind = () => school.admin(contract.remindSigners, { params: { id } })
    expect(await remind()).toEqual({ reminded: 1, added: 1 })
    await expect(remind()).rejects.toEqual(coded('members.reminded_today'))
    expect((await request(id)).students.map(row => row.student.id)).toContain(late.affiliationId)
    expect((await asked(second)).length).toBe(1)

    const file = await school.admin(contract.exportConsents, { params: { id }, query: { format: 'csv' } })
    const text = await file.text()
    expect(text).toContain(`${one.name},已同意,${first.name},母亲,同意`)
    expect(text).toContain(`${late.name},暂无人可签`)

    const close = (version: number) =>
      school.admin(contract.closeConsentRequest, { params: { id }, body: { version } })
    await expect(close(1)).rejects.toEqual(coded('stale'))
    await close(2)
    expect([await has(one), (await asked(second)).length]).toEqual([false, 0])
    await expect(close(3)).rejects.toEqual(coded('members.consent_not_now'))
    const { client } = school.prepared.as('school_admin of x')
    await expect(client(contract.getConsentRequest, { params: { id } })).rejects.toEqual(missing)
  })

  test('a consent lapses on the day after its last', async () => {
    const [student, guardian] = await pair()
    const { id } = await ask(student, { validUntil: school.yearsOld(0) })
    await answer(guardian, await consentOf(id), 'given')
    expect(await has(student)).toBe(true)
    await school.query(
      `update members.consent_requests set asked_on = '2020-01-01', valid_until = platform.today() - 1 where id = $1`,
      [id],
    )
    expect([await state(id), await has(student)]).toEqual(['lapsed', false])
  })
})
