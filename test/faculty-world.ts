import { Readable } from 'node:stream'
import type { FacultyWorld } from '#modules/faculty/contract/world.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert } from './rows.ts'

type At = { schoolId: string; companyId: string; teacherId: string }

/** Stays of a teacher of a school at a company, made as they are asked for. */
export function prepareFaculty(services: OpenServices, { schoolId, companyId, teacherId }: At): FacultyWorld {
  const teacher = () => ({ organisationId: schoolId, affiliationId: teacherId })
  const facts = { organisationId: schoolId, affiliationId: teacherId, confirmerId: companyId }

  async function stay(state: 'asked' | 'corrected') {
    const [from, until] = [daysAfter(today(), -60), daysAfter(today(), -31)]
    const id = await insert(services, 'faculty.stays', {
      ...{
        organisation_id: schoolId,
        affiliation_id: teacherId,
        teacher_name: '示例老师',
        host_id: companyId,
      },
      ...{ from_day: from, until_day: until, tasks: '参与合成', state },
      ...(state === 'corrected'
        ? { proposed_from: from, proposed_until: daysAfter(until, -5), note: '提前离岗' }
        : {}),
      answered_at: state === 'corrected' ? new Date().toISOString() : null,
    })
    return { id, version: 1, facts }
  }
  return {
    ...{ teacher, stay },
    async file() {
      const of = await stay('asked')
      const { sha256, size } = await services.files.put(Readable.from([Buffer.from('%PDF-1.7')]), {
        maxBytes: 100,
      })
      const file = { name: '企业证明.pdf', media_type: 'application/pdf' }
      const fileId = await insert(services, 'platform.files', {
        ...{ ...file, owner_organisation_id: schoolId, purpose: 'faculty.evidence', size },
        sha256: Buffer.from(sha256, 'hex'),
      })
      const id = await insert(services, 'faculty.files', {
        ...{ ...file, file_id: fileId, organisation_id: schoolId, affiliation_id: teacherId },
        ...{ stay_id: of.id, size, sha256 },
      })
      return { id, facts: { ...facts, byAffiliationId: teacherId } }
    },
    async qualification() {
      const id = await insert(services, 'faculty.qualifications', {
        ...{ organisation_id: schoolId, affiliation_id: teacherId, level: 'junior' },
        ...{ granted_by: '滨城市教育局', granted_on: '2026-03-01' },
      })
      return { id, version: 1, facts: teacher() }
    },
  }
}
