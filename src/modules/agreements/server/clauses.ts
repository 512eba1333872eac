import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/clauses.ts'
import type { ClauseInput } from '../contract/clauses.ts'
import { MOST_CLAUSES, TEXT_CLAUSE } from '../rules/vocabulary.ts'
import { type ClauseKinds, type Problem, readData } from './clause-data.ts'
import {
  deleteClause,
  insertClause,
  placeClause,
  type StoredClause,
  selectClauses,
  selectOptionalClause,
  updateClauseRow,
  type WrittenClause,
} from './queries/clauses.ts'
import { selectParties } from './queries/parties.ts'
import type { StoredVersion } from './queries/versions.ts'
import { fail } from './values.ts'
import { draftOf, note } from './versions.ts'

/** A clause as it is to be stored, and what its kind finds wrong with its data. */
async function written(
  context: Context,
  kinds: ClauseKinds,
  version: StoredVersion,
  clauseId: string | null,
  input: ClauseInput,
): Promise<{ clause: WrittenClause; problems: Problem[] }> {
  const plain = {
    ...{ kind: input.kind, titleZh: input.title.zh, titleEn: input.title.en },
    ...{ textZh: input.text.zh, textEn: input.text.en },
  }
  if (input.kind === TEXT_CLAUSE) {
    if (input.data !== null && input.data !== undefined)
      fail('unprocessable', 'agreements.text_without_data', undefined, [
        { path: 'body.data', code: 'invalid' },
      ])
    return { clause: { ...plain, data: null, saysZh: [], saysEn: [] }, problems: [] }
  }
  const parties = await selectParties(context.db, version.id)
  const { data, says, problems } = await readData(context, kinds, input, {
    ...{ ...version, agreementId: version.agreementId, versionId: version.id, clauseId, parties },
  })
  return { clause: { ...plain, data, saysZh: says.zh, saysEn: says.en }, problems }
}

/** A clause of a draft of the viewer's own organisation. */
async function draftClause(
  context: Context,
  id: string,
): Promise<{ clause: StoredClause; version: StoredVersion }> {
  const clause = (await selectOptionalClause(context.db, id)) ?? missing()
  return { clause, version: await draftOf(context, clause.versionId) }
}

export const createClauseWith =
  (kinds: ClauseKinds): Handler<typeof contract.createClause> =>
  async (context, { params, body }) => {
    const version = await draftOf(context, params.id)
    if ((await selectClauses(context.db, params.id)).length >= MOST_CLAUSES)
      fail('conflict', 'agreements.clauses_most', { most: MOST_CLAUSES })
    const { clause, problems } = await written(context, kinds, version, null, body)
    const id = await insertClause(context.db, params.id, clause)
    await note(context, 'agreements.clause_added', params.id, { clause: id, kind: clause.kind })
    return { id, problems }
  }

export const updateClauseWith =
  (kinds: ClauseKinds): Handler<typeof contract.updateClause> =>
  async (context, { params, body }) => {
    const { clause: stored, version } = await draftClause(context, params.id)
    const { version: seen, ...input } = body
    const { clause, problems } = await written(context, kinds, version, stored.id, input)
    const next = (await updateClauseRow(context.db, stored.id, seen, clause)) ?? stale(stored.version)
    await note(context, 'agreements.clause_changed', version.id, { clause: stored.id, number: stored.number })
    return { version: next, problems }
  }

export const moveClause: Handler<typeof contract.moveClause> = async (context, { params, body }) => {
  const { clause, version } = await draftClause(context, params.id)
  const last = (await selectClauses(context.db, version.id)).length
  await placeClause(context.db, clause, Math.min(body.to, last))
  await note(context, 'agreements.clause_moved', version.id, { from: clause.number, to: body.to })
  return undefined
}

export const removeClause: Handler<typeof contract.removeClause> = async (context, { params }) => {
  const { clause, version } = await draftClause(context, params.id)
  await deleteClause(context.db, clause)
  await note(context, 'agreements.clause_removed', version.id, { number: clause.number })
  return undefined
}
