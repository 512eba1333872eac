import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AgreementsWorld } from '#modules/agreements/contract/world.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert } from './rows.ts'

type At = { schoolId: string; companyId: string; groupId: string }
type State = Parameters<AgreementsWorld['fresh']>[0]

/** Agreements between a school and a company, made as they are asked for. */
export function prepareAgreements(services: OpenServices, at: At): AgreementsWorld {
  const { schoolId, companyId, groupId } = at
  const query = (text: string, values: unknown[]) => services.systemPool.query(text, values)
  const textHash = createHash('sha256').update('示例文本').digest('hex')

  async function sign(versionId: string, organisationId: string) {
    return insert(services, 'agreements.signatures', {
      ...{ version_id: versionId, organisation_id: organisationId, round: 1, text_sha256: textHash },
      ...{ mode: 'account', signed_on: '2026-03-01', signer_name: '示例' },
    })
  }

  async function fresh(state: State, open = false) {
    const agreementId = await insert(services, 'agreements.agreements', {
      ...{ kind: 'practice_base', organisation_id: schoolId },
    })
    const versionId = await insert(services, 'agreements.versions', {
      ...{ agreement_id: agreementId, number: 1, drafted_by: schoolId, group_id: groupId, open },
      ...{ title_zh: '实践基地协议', title_en: 'Practice base', from_date: '2026-03-01', by_name: '示例' },
    })
    for (const [place, [organisationId, role]] of [
      [schoolId, 'user'],
      [companyId, 'host'],
    ].entries())
      await insert(services, 'agreements.parties', {
        ...{ version_id: versionId, organisation_id: organisationId, role, place, name_zh: '示例单位' },
      })
    const clauseId = await insert(services, 'agreements.clauses', {
      ...{ version_id: versionId, number: 1, title_zh: '基地', text_zh: '提供动捕棚一间。' },
    })
    if (state !== 'draft')
      await query(
        `update agreements.versions set state = 'review', round = 1, sent_at = now(), text_sha256 = $2 where id = $1`,
        [versionId, textHash],
      )
    if (state === 'withdrawn')
      await query(`update agreements.versions set state = 'withdrawn' where id = $1`, [versionId])
    if (state === 'signed' || state === 'ended') {
      await sign(versionId, schoolId)
      await sign(versionId, companyId)
      await query('select agreements.complete($1)', [versionId])
      if (state === 'ended')
        await query(
          `update agreements.versions set state = 'ended', ended_on = '2099-07-31', handover = 'stop' where id = $1`,
          [versionId],
        )
    }
    const parties = [schoolId, companyId]
    return {
      agreementId,
      version: { id: versionId, version: state === 'signed' ? 2 : 1 },
      clause: { id: clauseId, version: 1 },
      textHash: state === 'draft' ? '' : textHash,
      facts: {
        ...{ state, sent: state !== 'draft', open, draftedBy: schoolId, groupId },
        ...{ partyIds: parties, signerIds: parties },
      },
    }
  }

  return {
    ...{ organisationId: schoolId, partnerId: companyId, groupId, fresh },
    async scan() {
      const { version, facts } = await fresh('review')
      const bytes = Buffer.from('%PDF-1.4\n')
      const { sha256 } = await services.files.put(Readable.from([bytes]), { maxBytes: 100 })
      const file = await insert(services, 'platform.files', {
        ...{ owner_organisation_id: schoolId, purpose: 'agreements.scan', name: '盖章页.pdf' },
        ...{ media_type: 'application/pdf', size: bytes.length, sha256: Buffer.from(sha256, 'hex') },
      })
      const signatureId = await insert(services, 'agreements.signatures', {
        ...{ version_id: version.id, organisation_id: schoolId, round: 1, text_sha256: textHash },
        ...{ mode: 'scan', signed_on: '2026-03-01', signer_name: '示例', file_id: file },
        ...{ file_name: '盖章页.pdf', file_type: 'application/pdf', file_size: 9, file_sha256: sha256 },
      })
      return { signatureId, facts }
    },
    async comment() {
      const { version, facts } = await fresh('review')
      const commentId = await insert(services, 'agreements.comments', {
        ...{ version_id: version.id, organisation_id: companyId, text: '请再商量。', by_name: '示例' },
      })
      return { commentId, facts }
    },
    async ending() {
      const { version, facts } = await fresh('signed')
      const id = await insert(services, 'agreements.endings', {
        ...{ version_id: version.id, ends_on: '2099-07-31', handover: 'stop', reason: '到期' },
        ...{ proposed_by: companyId, by_name: '示例' },
      })
      await insert(services, 'agreements.ending_answers', {
        ...{ ending_id: id, organisation_id: companyId, answer: 'agree', by_name: '示例' },
      })
      return { ending: { id, version: 1 }, facts, proposedBy: companyId }
    },
  }
}
