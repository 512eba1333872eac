import { z } from 'zod'
import { day } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/outcomes.ts'
import { issueForOutcomes as permission } from '../policy.ts'
import { outcomeEvidence } from '../rules/outcomes.ts'
import { fail } from './fail.ts'
import { checkWish, refuseArchived, startSigning } from './issuing.ts'
import { baseOf } from './places.ts'
import { insertBatch } from './queries/batches.ts'
import { countEarned, type EarnedRow, holdOutcomes, insertEarned, selectEarned } from './queries/earned.ts'
import { signatureOf } from './queries/signature.ts'
import type { TemplateRow } from './queries/templates.ts'
import { keptTemplate, ownerOf } from './templates.ts'

/** A design of the viewer's school or group that names an outcome. */
async function earnable(context: Context, id: string, hold = false): Promise<TemplateRow> {
  const template = await keptTemplate(context, id, hold)
  context.require(permission, template)
  if (!template.outcome) fail('conflict', 'credentials.no_outcome')
  return template
}

export const listEarned: Handler<typeof contract.listEarned> = async (context, { params, query }) => {
  const template = await earnable(context, params.id)
  const { after, limit, ...wanted } = query
  const found = await selectEarned(context.db, template, template, wanted, {
    after: readKey(after, z.tuple([day, z.uuid()])),
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  for (const [school, own] of Map.groupBy(rows, row => row.organisationId))
    context.noteReading(
      school,
      own.map(({ learner }) => learner.id),
    )
  return {
    rows: rows.map(({ confirmedBy: _, organisationId: __, ...row }) => row),
    total: await countEarned(context.db, template, template, wanted),
    next: found.length > limit && last ? writeKey([last.day, last.outcomeId]) : null,
  }
}

const evidenceOf = (context: Context, { outcomeId, day, title, confirmedBy }: EarnedRow) =>
  outcomeEvidence(
    { id: outcomeId, day, title, by: confirmedBy },
    `${baseOf(context.config)}/outcomes/${outcomeId}`,
  )

/** One credential for each outcome, on the day of it; whoever has two outcomes gets two. */
export const issueForOutcomes: Handler<typeof contract.issueForOutcomes> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const template = await earnable(context, params.id, true)
  refuseArchived(template)
  const ids = [...new Set(body.outcomeIds)]
  // What is revoked in this moment is either seen here, or its revocation sees what was issued.
  await holdOutcomes(db, ids)
  const rows = await selectEarned(db, template, template, { ids }, { after: null, limit: ids.length })
  if (rows.length !== ids.length) fail('unprocessable', 'credentials.outcomes')
  // The latest of them: a day until which it holds must lie after all.
  const awardedOn = rows[0]?.day ?? ''
  const { level, validUntil } = body
  checkWish({ level, awardedOn, validUntil }, template.levels)
  const by = await signatureOf(context)
  const deliverAt = new Date(Date.now() + body.holdHours * 3_600_000)
  const owner = ownerOf(context)
  const input = { templateId: template.id, level, awardedOn, validUntil, evidence: [] }
  const id = await insertBatch(db, { ...owner, input, total: rows.length, deliverAt, by })
  await insertEarned(
    db,
    id,
    rows.map(row => ({ row, evidence: evidenceOf(context, row) })),
  )
  const taskId = await startSigning(context, id, rows.length)
  await context.audit({
    action: 'credentials.issued_for_outcomes',
    subject: { kind: 'credential_batch', id },
    ...owner,
    data: { template: template.name.zh, total: rows.length, deliverAt: deliverAt.toISOString() },
  })
  return { id, taskId, total: rows.length }
}
