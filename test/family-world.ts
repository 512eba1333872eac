import { Readable } from 'node:stream'
import type { FamilyWorld } from '#modules/members/contract/family-world.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert, insertAffiliation } from './rows.ts'

type Family = { organisationId: string; guardian: { affiliationId: string; personId: string } }

/** Children, guardianships and consents at one school, written past the flow that makes them. */
export function prepareFamily(services: OpenServices, { organisationId, guardian }: Family): FamilyWorld {
  const organisation = { organisation_id: organisationId }
  const freshStudent = () =>
    insertAffiliation(services, {
      ...{ organisationId, role: 'student', name: '孩子示例' },
      birthDate: `${new Date().getFullYear() - 12}-01-01`,
    })

  const guardianship: FamilyWorld['guardianship'] = async state => {
    const studentId = await freshStudent()
    const id = await insert(services, 'members.guardianships', {
      ...{ ...organisation, relation: 'mother', starts_on: '2025-09-01' },
      ...{ guardian_affiliation_id: guardian.affiliationId, student_affiliation_id: studentId },
      ...(state === 'proposed' ? { state } : { state: 'confirmed', answered_at: '2025-09-02' }),
      ...(state === 'barred' ? { barred_on: '2026-01-01' } : {}),
    })
    return { id, version: 1, studentId, guardianPersonId: guardian.personId }
  }

  async function document(about: Record<string, string>): Promise<string> {
    const bytes = Buffer.from('%PDF-1.4\n')
    const { sha256, size } = await services.files.put(Readable.from([bytes]), { maxBytes: 1000 })
    const file = { name: '文书.pdf', media_type: 'application/pdf', size }
    const fileId = await insert(services, 'platform.files', {
      ...{ purpose: 'members.family', ...file, sha256: Buffer.from(sha256, 'hex') },
    })
    return insert(services, 'members.family_documents', {
      ...{ ...organisation, ...about, file_id: fileId, ...file, sha256, by_person_id: guardian.personId },
    })
  }

  const consent: FamilyWorld['consent'] = async () => {
    const { id: guardianshipId, studentId } = await guardianship('confirmed')
    const requestId = await insert(services, 'members.consent_requests', {
      ...{ ...organisation, purpose: 'photo', title_zh: '照片', title_en: 'Photos', text_zh: '发布照片' },
      ...{ text_en: 'Photos are published', student_affiliation_id: studentId, by_name: '示例' },
    })
    const consentId = await insert(services, 'members.consents', {
      ...{ ...organisation, request_id: requestId, student_affiliation_id: studentId },
    })
    return { requestId, version: 1, consentId, guardianshipId, signerIds: [guardian.personId] }
  }

  return {
    freshStudent,
    guardianship,
    async withDocument() {
      const fresh = await guardianship('confirmed')
      return { ...fresh, documentId: await document({ guardianship_id: fresh.id }) }
    },
    consent,
    async withScan() {
      const fresh = await consent()
      const documentId = await document({ consent_id: fresh.consentId })
      return { ...fresh, documentId, ownerId: guardian.personId }
    },
  }
}
