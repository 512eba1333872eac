import { closeTodos } from '#modules/information/server/index.ts'
import { holdFile } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import { HEAD_BYTES, PAPERS } from '#platform/contract/file-kind.ts'
import type { Context } from '#platform/server/context.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/signing.ts'
import { readPapers, signVersion as signPermission } from '../policy.ts'
import type { ClauseKinds } from './clause-data.ts'
import { selectClauses } from './queries/clauses.ts'
import { selectParties } from './queries/parties.ts'
import { insertScan, insertSignature, selectOptionalScan } from './queries/signatures.ts'
import { complete, type StoredVersion, selectOptionalVersion, selectVersionIds } from './queries/versions.ts'
import { closeComments } from './todos.ts'
import { fail } from './values.ts'
import { note } from './versions.ts'
import { whoActs } from './who-acts.ts'

/** The text that the viewer's organisation is asked to sign, if it is the one they have before them. */
async function toSign(context: Context, id: string, textHash: string) {
  const version = (await selectOptionalVersion(context.db, id)) ?? missing()
  context.require(signPermission, version.facts)
  if (version.state !== 'review') fail('conflict', 'agreements.not_in_review')
  if (version.textHash !== textHash) fail('conflict', 'agreements.other_text')
  const { byName: signerName, ...own } = await whoActs(context)
  return {
    version,
    personId: context.signedIn().personId,
    signing: { ...own, versionId: id, signerName, round: version.round, textHash },
  }
}

export const signVersionWith =
  (kinds: ClauseKinds): Handler<typeof contract.signVersion> =>
  async (context, { params, body }) => {
    const { version, signing } = await toSign(context, params.id, body.textHash)
    await insertSignature(context.db, { ...signing, signedOn: today() })
    return signed(context, kinds, version, 'account')
  }

export const signByScanWith =
  (kinds: ClauseKinds): Handler<typeof contract.signByScan> =>
  async (context, { params, query }, upload) => {
    const { version, signing, personId } = await toSign(context, params.id, query.textHash)
    const mediaType = PAPERS.mediaTypeOf(query.name, await headOf(context.files, upload.sha256, HEAD_BYTES))
    if (!mediaType) return fail('unsupported', 'agreements.scan_kind')
    if (query.signedOn > today())
      fail('unprocessable', 'agreements.signed_in_future', undefined, [
        { path: 'query.signedOn', code: 'invalid' },
      ])
    await holdFile(context, context.db, upload.sha256)
    const file = { name: query.name, mediaType, size: upload.size, sha256: upload.sha256, personId }
    await insertScan(context.db, { ...signing, signedOn: query.signedOn }, file)
    return signed(context, kinds, version, 'scan')
  }

/** Notes the signature; with the last one the version is signed, and takes over from those before it. */
async function signed(
  context: Context,
  kinds: ClauseKinds,
  version: StoredVersion,
  mode: 'account' | 'scan',
): Promise<{ complete: boolean }> {
  const { db } = context
  const { organisationId } = context.signedIn()
  const parties = await selectParties(db, version.id)
  const own = parties.find(party => party.organisationId === organisationId) ?? missing()
  await closeTodos(db, { subject: { kind: 'agreement_party', id: own.id } })
  await note(context, 'agreements.version_signed', version.id, { mode, textHash: version.textHash })
  if (!(await complete(db, version.id))) return { complete: false }
  for (const { id } of parties) await closeTodos(db, { subject: { kind: 'agreement_party', id } })
  await closeComments(db, version.id)
  for (const id of await selectVersionIds(db, version.agreementId))
    await closeTodos(db, { subject: { kind: 'agreement_version', id } })
  const clauses = await selectClauses(db, version.id)
  for (const kind of kinds.values()) {
    const of = clauses.filter(clause => clause.kind === kind.kind)
    if (of.length && kind.onSigned)
      await kind.onSigned(db, { versionId: version.id, agreementId: version.agreementId, clauses: of })
  }
  await note(context, 'agreements.version_complete', version.id, { number: version.number })
  return { complete: true }
}

export const readScan: Handler<typeof contract.readScan> = async (context, { params }) => {
  const scan = (await selectOptionalScan(context.db, params.id)) ?? missing()
  const version = (await selectOptionalVersion(context.db, scan.versionId)) ?? missing()
  context.require(readPapers, version.facts)
  return {
    name: scan.name,
    mediaType: scan.mediaType,
    content: await context.files.read(scan.sha256),
  }
}
