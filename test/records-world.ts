import { Readable } from 'node:stream'
import type { RecordsWorld } from '#modules/records/contract/world.ts'
import { appendOutcome, type NewOutcome } from '#modules/records/server/index.ts'
import { hashOf, newToken, writeTicket } from '#modules/records/server/share-secret.ts'
import type { Viewer } from '#platform/contract/access.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { TestApp } from './app.ts'
import { freshCode, insert, insertAffiliation } from './rows.ts'

type Asker = { viewer: Viewer | null; account: { affiliationId: string; personId: string } }
type School = {
  organisationId: string
  student: { affiliationId: string; personId: string }
  guardianId: string
}

const PDF = Buffer.from('%PDF-1.4\n')

/** What examples of records need: a student of school A with entries, and something of the asker's own. */
export function prepareRecords(app: TestApp, asker: Asker, school: School): RecordsWorld {
  const { services } = app
  const { affiliationId: own, personId } = asker.account
  const { organisationId, student } = school

  async function append(more: Partial<NewOutcome> = {}): Promise<string> {
    const tx = { db: services.system, audit: audited }
    const made = await appendOutcome(tx, {
      ...{
        learner: { organisationId, learnerId: student.affiliationId },
        confirmingOrganisationId: organisationId,
      },
      ...{ kind: 'course_result', title: { zh: '三维建模', en: '3D modelling' }, day: '2026-01-10' },
      ...{ score: { scale: 'percent', value: 86 }, passed: true, credits: 4, term: '2025-2026-1' },
      recordedBy: { affiliationId: null, organisationId, name: '示例教师' },
      ...more,
    })
    return made.id
  }
  const audited = (fact: Parameters<typeof recordAudit>[1]) =>
    recordAudit(services.system, fact, { viewer: null, requestId: null })

  async function stored() {
    const { sha256, size } = await services.files.put(Readable.from([PDF]), { maxBytes: 1000 })
    const file = { name: '证书.pdf', media_type: 'application/pdf', size }
    const fileId = await insert(services, 'platform.files', {
      ...{ owner_organisation_id: organisationId, purpose: 'records.evidence', ...file },
      sha256: Buffer.from(sha256, 'hex'),
    })
    return { sha256, size, fileId }
  }
  async function freshOutcome() {
    const { sha256, size } = await stored()
    const file = { type: 'file' as const, sha256, name: '证书.pdf', mediaType: 'application/pdf', size }
    return { id: await append({ evidence: [file] }), sha256 }
  }
  /** Where the asker acts; the first affiliation for those who act in none. */
  async function standing() {
    const { rows } = await services.systemPool.query<{ organisation_id: string; role: string }>(
      'select organisation_id, role from members.affiliations where id = $1',
      [own],
    )
    return rows[0] as { organisation_id: string; role: string }
  }
  /** The asker as a learner: as whom they act, or a time at school that is over. */
  async function ownLearner() {
    const at = await standing()
    if (['student', 'resident'].includes(at.role))
      return { organisationId: at.organisation_id, learnerId: own }
    const learnerId = await insertAffiliation(services, {
      ...{ organisationId, role: 'student', name: '往届示例', personId, endsOn: '2026-01-31' },
    })
    return { organisationId, learnerId }
  }
  async function ownOutcome() {
    const learner = await ownLearner()
    return append({ learner, confirmingOrganisationId: learner.organisationId })
  }
  async function share(outcomeId: string, values: Record<string, unknown>, owner = personId) {
    const id = await insert(services, 'records.shares', {
      ...{ person_id: owner, title: '求职用', ends_on: '2099-01-01', ...values },
    })
    await services.systemPool.query(
      'insert into records.share_entries (share_id, outcome_id, place) values ($1, $2, 1)',
      [id, outcomeId],
    )
    return id
  }
  async function naming(values: Record<string, unknown>, owner: string) {
    return insert(services, 'records.namings', {
      ...{ person_id: owner, to_organisation_id: organisationId, occasion: '短片创作营' },
      ...{ learner_name: '学示例', ends_on: '2099-01-01', ...values },
    })
  }
  async function classOf(at: string) {
    const values = { organisation_id: at, name: `成绩班 ${freshCode()}`, starts_on: '2025-09-01' }
    const id = await insert(services, 'members.classes', values)
    const learnerId = await insertAffiliation(services, {
      ...{ organisationId: at, role: 'student', name: '学示例', number: freshCode(), classId: id },
    })
    return { id, learnerId }
  }
  async function sheet(grade?: string) {
    const made = await classOf(organisationId)
    const id = await insert(services, 'records.grade_sheets', {
      ...{ organisation_id: organisationId, class_id: made.id, course_code: 'M01', course_zh: '三维建模' },
      ...{ term: '2025-2026-1', sitting: 'regular', scale: 'percent', credits: 4, held_on: '2026-01-10' },
    })
    if (grade)
      await services.systemPool.query(
        'insert into records.grade_sheet_rows (sheet_id, learner_id, first, second) values ($1, $2, $3, $3)',
        [id, made.learnerId, grade],
      )
    return { id, learnerId: made.learnerId, classId: made.id }
  }
  async function number(at: string) {
    const made = freshCode()
    await insertAffiliation(services, { organisationId: at, role: 'student', name: '学示例', number: made })
    return made
  }
  const rowOf = (student: string) => ({
    ...{ row: 2, number: student, name: '学示例', courseCode: 'M02', courseName: '角色动画', score: '90' },
    ...{ credits: '3', sitting: '' },
  })

  return {
    learner: {
      id: student.affiliationId,
      subject: { organisationId, personId: student.personId, guardianIds: [school.guardianId] },
    },
    voucher: { confirmingOrganisationId: organisationId, confirmingGroupId: null },
    freshOutcome,
    freshClaim: () => append({ entry: 'claim', kind: 'work' }),
    async ownClaim() {
      const learner = await ownLearner()
      const more = {
        learner,
        confirmingOrganisationId: learner.organisationId,
        kind: 'work',
        entry: 'claim',
      } as const
      return { id: await append(more), personId }
    },
    ownOutcome,
    async ownNaming() {
      const learner = await ownLearner()
      const values = { organisation_id: learner.organisationId, learner_id: learner.learnerId }
      return { id: await naming(values, personId), personId }
    },
    async freshNaming() {
      const values = { organisation_id: organisationId, learner_id: student.affiliationId }
      return {
        id: await naming(values, student.personId),
        subject: { organisationId, groupId: null },
      }
    },
    async neighbour() {
      const { rows } = await services.systemPool.query<{ id: string }>(
        `select o.id from members.organisations o join members.memberships m on m.organisation_id = o.id
          where o.kind <> 'company' and o.id <> $1 and m.ends_on is null and m.group_id in
            (select group_id from members.memberships where organisation_id = $1 and ends_on is null) limit 1`,
        [(await standing()).organisation_id],
      )
      return rows[0]?.id ?? organisationId
    },
    async freshDispute() {
      const id = await insert(services, 'records.disputes', {
        ...{ outcome_id: await append(), organisation_id: organisationId, learner_id: student.affiliationId },
        ...{ confirming_organisation_id: organisationId, by_person_id: student.personId, by_name: '示例' },
        ...{ by_role: 'learner', reason: '平时成绩没有计入', due_on: '2026-12-31' },
      })
      return { id, byPersonId: student.personId }
    },
    freshSheet: () => sheet(),
    agreedSheet: async () => (await sheet('88')).id,
    async freshFile() {
      const raw = [rowOf(await number(organisationId))]
      const batch = { term: '2025-2026-1', day: '2026-01-10', scale: 'percent', most: null, raw }
      return insert(services, 'records.result_files', {
        ...{
          organisation_id: organisationId,
          name: '成绩.xlsx',
          rows: JSON.stringify(batch),
          problems: '[]',
        },
        counts: JSON.stringify({ rows: 1, added: 1, corrected: 0, unchanged: 0, bad: 0 }),
        ...{ by_person_id: personId, by_name: '示例' },
      })
    },
    async resultsFile() {
      const { organisation_id: at } = await standing()
      const { number: student, name, courseCode, courseName, score } = rowOf(await number(at))
      const text = `学号,姓名,课程代码,课程名称,成绩\n${[student, name, courseCode, courseName, score].join(',')}\n`
      return new TextEncoder().encode(text)
    },
    ownStudentNumber: async () => number((await standing()).organisation_id),
    ownClass: async () => (await classOf((await standing()).organisation_id)).id,
    ownShare: async () => ({
      id: await share(await ownOutcome(), { secret_hash: hashOf(newToken()) }),
      personId,
    }),
    async shareToken() {
      const token = newToken()
      await share(await append(), { secret_hash: hashOf(token) }, student.personId)
      return token
    },
    sharedWithSchool: async () =>
      share(await append(), { to_organisation_id: organisationId }, student.personId),
    async fileTicket() {
      const { sha256 } = await stored()
      return writeTicket(services.config, { sha256, name: '证书.pdf', mediaType: 'application/pdf' })
    },
    async ownTranscript() {
      const { fileId, sha256 } = await stored()
      const number = Array.from(freshCode().padEnd(16, 'X').slice(0, 16), one =>
        /[ILOU]/.test(one) ? '0' : one,
      ).join('')
      await insert(services, 'records.transcripts', {
        ...{
          number,
          learner_ids: [student.affiliationId],
          organisation_id: organisationId,
          holder_name: '示例',
        },
        ...{
          outcome_ids: [],
          credits: 0,
          as_of: new Date(),
          content_hash: Buffer.alloc(32),
          file_id: fileId,
        },
        ...{ file_sha256: sha256, by_person_id: personId },
      })
      return { number, byPersonId: personId }
    },
  }
}
