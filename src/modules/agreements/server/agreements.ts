import { signatureOf } from '#modules/members/server/index.ts'
import type { FieldProblem } from '#platform/contract/errors.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/agreements.ts'
import type { VersionInput } from '../contract/versions.ts'
import { readVersion } from '../policy.ts'
import { insertClause } from './queries/clauses.ts'
import { selectKinds } from './queries/kinds.ts'
import { selectAgreementCounts, selectAgreements } from './queries/list.ts'
import { isMember, replaceParties, selectOpenOrganisations } from './queries/parties.ts'
import { insertAgreement, insertVersion, selectVersions } from './queries/versions.ts'
import { gramsOf } from './text.ts'
import { fail } from './values.ts'

export const listKinds: Handler<typeof contract.listKinds> = async ({ db }) => ({
  rows: (await selectKinds(db)).map(({ template, ...kind }) => ({
    ...kind,
    clauses: template.map(({ title }) => title),
  })),
})

export const listAgreements: Handler<typeof contract.listAgreements> = (context, { query }) =>
  selectAgreements(context, query, query)

export const countAgreements: Handler<typeof contract.countAgreements> = (context, { query }) =>
  selectAgreementCounts(context, query)

export const getAgreement: Handler<typeof contract.getAgreement> = async (context, { params }) => {
  const found = await selectVersions(context.db, params.id)
  const [newest] = found
  if (!newest) return missing()
  context.require(readVersion, newest.facts)
  return {
    id: params.id,
    kind: { code: newest.kind.code, name: newest.kind.name },
    versions: found.map(({ id, number, title, status, fromDate, fromCohort, signedOn, ...version }) => ({
      ...{ id, number, title, status, fromDate, fromCohort, signedOn },
      untilDate: version.force?.until ?? version.untilDate,
      untilCohort: version.lastCohort ?? version.untilCohort,
    })),
  }
}

export const createAgreement: Handler<typeof contract.createAgreement> = async (context, { body }) => {
  const { db } = context
  const organisationId = context.signedIn().organisationId ?? missing()
  const [kind] = await selectKinds(db, body.kind)
  if (!kind)
    return fail('unprocessable', 'agreements.kind_unknown', undefined, [
      { path: 'body.kind', code: 'invalid' },
    ])
  const { role, parties: others, kind: _, ...outline } = body
  const parties = [{ organisationId, role, mustSign: true }, ...others]
  const input = { ...outline, reference: null, open: kind.open, parties }
  const grams = await checkOutline(context, input, organisationId, 'body.parties')
  const by = await signatureOf(context)
  const agreementId = await insertAgreement(db, kind.code, organisationId)
  const draft = { agreementId, draftedBy: organisationId, basedOn: null, number: 1 }
  const versionId = await insertVersion(db, draft, { ...input, grams }, by)
  await replaceParties(db, versionId, parties)
  for (const { title, text } of kind.template)
    await insertClause(db, versionId, {
      ...{ kind: 'text', titleZh: title.zh, titleEn: title.en, textZh: text.zh, textEn: text.en },
      ...{ data: null, saysZh: [], saysEn: [] },
    })
  await context.audit({
    action: 'agreements.agreement_created',
    subject: { kind: 'agreement_version', id: versionId },
    data: { kind: kind.code, title: body.title.zh },
  })
  return { id: agreementId, versionId }
}

/** Refuses an outline that contradicts itself or names what there is not; what the version is found by. */
export async function checkOutline(
  { db }: Context,
  input: VersionInput,
  draftedBy: string,
  partiesAt: string,
): Promise<string[]> {
  const { fromDate, untilDate, fromCohort, untilCohort, parties, groupId, title, reference } = input
  const at = (path: string): FieldProblem[] => [{ path, code: 'invalid' }]
  if (untilDate !== null && untilDate < fromDate)
    fail('unprocessable', 'agreements.days_reversed', undefined, at('body.untilDate'))
  if (untilCohort !== null && (fromCohort === null || untilCohort < fromCohort))
    fail('unprocessable', 'agreements.cohorts_reversed', undefined, at('body.untilCohort'))
  const ids = parties.map(({ organisationId }) => organisationId)
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i)
  if (twice >= 0) fail('unprocessable', 'agreements.party_twice', undefined, at(`${partiesAt}.${twice}`))
  const known = await selectOpenOrganisations(db, ids)
  const knownIds = new Set(known.map(one => one.id))
  const unknown = ids.findIndex(id => !knownIds.has(id))
  if (unknown >= 0)
    fail('unprocessable', 'agreements.party_unknown', undefined, at(`${partiesAt}.${unknown}`))
  if (groupId && !(await isMember(db, groupId, draftedBy)))
    fail('unprocessable', 'agreements.group_unknown', undefined, at('body.groupId'))
  const names = known.map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn }))
  return gramsOf(title, reference, names)
}
