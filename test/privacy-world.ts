import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { PrivacyWorld } from '#modules/members/contract/privacy-world.ts'
import type { OpenServices } from '#platform/server/services.ts'
import {
  freshCode,
  insert,
  insertAffiliation,
  insertMember,
  insertOrganisation,
  insertPerson,
} from './rows.ts'
import type { Persona } from './world.ts'

type At = { organisationId: string; groupId: string; studentPersonId: string }

/** What examples of privacy and transfers need; `own…` are made for whoever asks. */
export function preparePrivacy(services: OpenServices, persona: Persona, at: At): PrivacyWorld {
  const { organisationId, groupId, studentPersonId } = at
  const asker = persona.viewer?.personId ?? persona.account.personId
  const student = async (personId?: string) => {
    const joined = personId ?? (await insertPerson(services, '转学示例'))
    const number = freshCode()
    return insertAffiliation(services, {
      organisationId,
      role: 'student',
      name: '某同学',
      number,
      personId: joined,
    })
  }
  const freshSchool = async () => {
    const { id } = await insertOrganisation(services, {
      ...{ kind: 'higher_vocational_college', zh: `新学院${freshCode()}`, en: 'A new college' },
    })
    await insertMember(services, groupId, id)
    return id
  }
  const transfer = (values: Record<string, unknown>) =>
    insert(services, 'members.transfers', { due_on: '2999-12-31', ...values })
  return {
    freshSchool,
    joinedStudent: () => student(),
    async endExports() {
      await services.systemPool.query(
        'update platform.tasks set finished_at = now(), state = $2 where person_id = $1 and finished_at is null',
        [asker, 'cancelled'],
      )
    },
    async studentExport() {
      const { sha256, size } = await services.files.put(Readable.from([randomBytes(8)]), { maxBytes: 100 })
      const file_id = await insert(services, 'platform.files', {
        ...{ purpose: 'members.data_export', name: 'x.zip', media_type: 'application/zip', size },
        sha256: Buffer.from(sha256, 'hex'),
      })
      return insert(services, 'members.data_exports', {
        ...{ person_id: studentPersonId, task_id: crypto.randomUUID(), file_id, sha256, size },
        ...{ ready_at: new Date(), expires_at: '2999-12-31' },
      })
    },
    ownEntry: async () => ({ id: await student(asker), personId: asker }),
    async ownCorrection() {
      const id = await insert(services, 'members.corrections', {
        ...{ organisation_id: organisationId, affiliation_id: await student(asker), person_id: asker },
        ...{ field: 'phone', wanted: '0411 1111 1111', due_on: '2999-12-31' },
      })
      return { id, personId: asker }
    },
    async ownTransfer() {
      const from = { from_affiliation_id: await student(asker), from_organisation_id: organisationId }
      const to_organisation_id = await freshSchool()
      const id = await transfer({
        ...{ person_id: asker, ...from, to_organisation_id, started_by: 'school', state: 'proposed' },
      })
      return { id, personId: asker }
    },
    async sentTransfer() {
      const person_id = await insertPerson(services, '转入示例')
      return transfer({
        ...{ person_id, to_organisation_id: organisationId, started_by: 'person', state: 'sent' },
        ...{ name: '转入示例', agreed_by: 'person', sent_at: new Date() },
      })
    },
    async freshDuty() {
      const id = await insertAffiliation(services, { organisationId, role: 'teacher', name: '已离开' })
      return insert(services, 'members.erasure_duties', {
        ...{ organisation_id: organisationId, affiliation_id: id, role: 'teacher', keep_until: '2999-12-31' },
      })
    },
  }
}
