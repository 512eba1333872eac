import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobs } from '#app/modules.ts'
import * as contract from '../../contract.ts'
import { familyPersonalData } from './personal-data.ts'
import { type Human, openSchool, type School } from './test-family.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.app.close())

const rows = async <R extends object>(text: string, values: unknown[] = []) =>
  (await school.query(text, values)).rows as R[]

/** A minor with a confirmed guardian who has signed a consent on paper, with a scan and a word beside it. */
async function family() {
  const student = await school.minor()
  const guardian = await school.human('guardian')
  const guardianship = await school.link(guardian, student, { shares_contact: true })
  const { id: requestId } = await school.admin(contract.askConsent, {
    body: {
      ...{ purpose: 'photo', about: { kind: 'student', id: student.affiliationId } },
      ...{ title: { zh: '拍照', en: 'Photos' }, text: { zh: '同意拍照吗', en: 'May we take photos' } },
      ...{ needsAll: false, alsoStudent: false, onPaper: true, answerBy: null, validUntil: null },
    } as never,
  })
  const [consent] = await rows<{ id: string }>('select id from members.consents where request_id = $1', [
    requestId,
  ])
  const consentId = consent?.id ?? ''
  const scan = (name: string) =>
    guardian.client(contract.addConsentScan, {
      params: { id: consentId },
      query: { name },
      upload: school.file(),
    })
  const { id: documentId } = await scan('签字.pdf')
  await guardian.client(contract.answerConsent, {
    params: { id: consentId },
    body: { answer: 'given', note: '只限校内使用', documentId },
  })
  await scan('多余.pdf')
  return { student, guardian, guardianship, consentId }
}

const told = async (who: Human) => {
  const { parts } = await who.client(contract.getMyData, {})
  return { parts, text: JSON.stringify(parts.filter(part => part.kind !== 'members.entry')) }
}
const erase = (personId: string) =>
  school.app.services.system.transaction().execute(async db => {
    await familyPersonalData.erase(db, personId, school.app.services)
    await db
      .updateTable('members.affiliations')
      .set({ personId: null })
      .where('personId', '=', personId)
      .execute()
  })

test('guardian and child are told of guardianship and consents, each in their own words', async () => {
  const { student, guardian } = await family()
  const own = await told(guardian)
  expect(own.parts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['members.guardianships', 'members.consents', 'members.family_papers']),
  )
  for (const said of ['拍照', '只限校内使用', '签字.pdf', '多余.pdf', 'members.relation.mother'])
    expect(own.text).toContain(said)
  expect(own.text).not.toContain(student.name)
  const child = await told(student)
  expect(child.text).toContain('拍照')
  expect(child.text).toContain('members.consent.answer.given')
  for (const foreign of ['只限校内使用', '签字.pdf', guardian.name]) expect(child.text).not.toContain(foreign)
})

test('who leaves sees and shares nothing more; what proves the consent stays until the school erases the entry', async () => {
  const { student, guardian, guardianship, consentId } = await family()
  await erase(guardian.personId)
  const [left] = await rows<object>(
    'select ends_on is not null as ended, shares_contact from members.guardianships where id = $1',
    [guardianship],
  )
  expect(left).toEqual({ ended: true, shares_contact: false })
  const answers = () =>
    rows<object>(
      'select signer_name, answer, note, document_id is not null as scan from members.consent_answers where consent_id = $1',
      [consentId],
    )
  expect(await answers()).toEqual([{ signer_name: guardian.name, answer: 'given', note: null, scan: true }])
  const papers = () =>
    rows<{ name: string }>('select name from members.family_documents where consent_id = $1', [consentId])
  expect((await papers()).map(({ name }) => name)).toEqual(['签字.pdf'])
  // Nobody erases it without the school's decision about the entry.
  await school.query('select members.erase_traces($1)', [guardian.affiliationId])
  expect(await papers()).toHaveLength(1)

  await school.query(
    `insert into members.erasure_duties (organisation_id, affiliation_id, role, keep_until)
      values ($1, $2, 'guardian', '2026-01-01')`,
    [school.schoolId, guardian.affiliationId],
  )
  const job = jobs.find(one => one.name === 'members.keep_promises')
  const { signal } = new AbortController()
  await job?.run({}, { services: school.app.services, signal, attempt: 1, lastAttempt: true })
  expect(await answers()).toEqual([
    { signer_name: `#${guardian.affiliationId.slice(-6)}`, answer: 'given', note: null, scan: false },
  ])
  expect(await papers()).toEqual([])
  // The child's entry and what others hold about them is untouched.
  const [entry] = await rows<{ name: string }>('select name from members.affiliations where id = $1', [
    student.affiliationId,
  ])
  expect(entry?.name).toBe(student.name)
})

test('a member of staff who leaves leaves no name on what they asked for or entered, and no paper is lost', async () => {
  const { guardian, consentId } = await family()
  const [asked] = await rows<{ by: string; person: string }>(
    `select a.id as by, a.person_id as person from members.consent_requests r
      join members.affiliations a on a.id = r.by_affiliation_id
      join members.consents c on c.request_id = r.id where c.id = $1`,
    [consentId],
  )
  await school.app.services.system
    .transaction()
    .execute(db => familyPersonalData.erase(db, asked?.person ?? '', school.app.services))
  const [request] = await rows<{ by_name: string }>(
    `select r.by_name from members.consent_requests r join members.consents c on c.request_id = r.id where c.id = $1`,
    [consentId],
  )
  expect(request?.by_name).toBe('—')
  const names = await rows<{ signer_name: string }>(
    'select signer_name from members.consent_answers where consent_id = $1',
    [consentId],
  )
  expect(names).toEqual([{ signer_name: guardian.name }])
})
