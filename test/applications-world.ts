import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ApplicationsWorld } from '#modules/members/contract/application-world.ts'
import { usccCheckCharacter } from '#modules/members/rules/uscc.ts'
import { hashOf, tokenOf, writeTicket } from '#modules/members/server/applications/secret.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert } from './rows.ts'

/** A code of no organisation, with the right check character. */
export function freshUscc(): string {
  const digits = String(BigInt(`0x${randomBytes(6).toString('hex')}`) % 10n ** 9n).padStart(9, '0')
  const body = `91210200${digits}`
  return `${body}${usccCheckCharacter(body)}`
}

/** Applications to a group in every state, written past the flow that makes them. */
export function prepareApplications(services: OpenServices, groupId: string): ApplicationsWorld {
  const fresh: ApplicationsWorld['fresh'] = async state => {
    const attempt = randomUUID()
    const token = tokenOf(services.config, attempt)
    const secretHash = hashOf(token)
    const id = await insert(services, 'members.applications', {
      // Not today's: a group takes so many in a day.
      submitted_at: new Date(Date.now() - 3 * 86_400_000),
      ...{ group_id: groupId, attempt, secret_hash: secretHash, state, kind: 'company' },
      reference: `202601-${randomBytes(3).toString('hex').toUpperCase()}`,
      ...{ name_zh: '申请示例公司', name_en: 'Applicant', uscc: freshUscc(), address: '示例路 1 号' },
      ...{ motivation: '共同培养', contact_name: '示例', contact_email: 'a@example.org', contact_phone: '1' },
    })
    return { id, version: 1, token, ticket: writeTicket(services.config, secretHash) }
  }
  return {
    fresh,
    async withDocument() {
      const { id } = await fresh('submitted')
      const bytes = Buffer.from('%PDF-1.4\n')
      const { sha256, size } = await services.files.put(Readable.from([bytes]), { maxBytes: 1000 })
      const file = { name: '执照.pdf', media_type: 'application/pdf', size }
      const fileId = await insert(services, 'platform.files', {
        ...{ purpose: 'members.application', ...file, sha256: Buffer.from(sha256, 'hex') },
      })
      const document = { application_id: id, file_id: fileId, ...file, sha256 }
      return { id, documentId: await insert(services, 'members.application_documents', document) }
    },
    freshUscc,
    freshId: randomUUID,
  }
}
