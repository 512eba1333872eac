import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { startTask } from '#platform/server/jobs/task.ts'
import type * as contract from '../contract/issuing.ts'
import { type IssueInput, LEARNERS_MOST } from '../contract/issuing.ts'
import { keepCredentials } from '../policy.ts'
import { fail } from './fail.ts'
import {
  type BatchRow,
  insertBatch,
  insertIssued,
  selectBatches,
  selectOptionalBatch,
  selectRecipients,
  updateBatchTask,
  withdrawBatchRow,
} from './queries/batches.ts'
import { signatureOf } from './queries/signature.ts'
import type { TemplateRow } from './queries/templates.ts'
import { signBatch } from './sign-job.ts'
import { keptTemplate, ownerOf, refuseOnePlusX } from './templates.ts'

const HOUR_MS = 3_600_000

/** What is wrong with a wish to issue, whatever the learners. */
export function checkWish(
  input: Pick<IssueInput, 'level' | 'awardedOn' | 'validUntil'>,
  levels: readonly string[],
): void {
  if (input.level === null ? levels.length > 0 : !levels.includes(input.level))
    fail('unprocessable', 'credentials.level')
  if (input.awardedOn > today()) fail('unprocessable', 'credentials.future')
  if (input.validUntil !== null && (input.validUntil <= input.awardedOn || input.validUntil <= today()))
    fail('unprocessable', 'credentials.ends_before')
}

/** A design that nothing more is issued from, or that is not ours to issue. */
export function refuseArchived({ archived, name }: TemplateRow): void {
  if (archived) fail('conflict', 'credentials.archived')
  refuseOnePlusX([name.zh, name.en])
}

export const issueCredentials: Handler<typeof contract.issueCredentials> = async (context, { body }) => {
  const { db } = context
  const owner = ownerOf(context)
  const template = await keptTemplate(context, body.templateId, true)
  context.require(keepCredentials, owner)
  refuseArchived(template)
  checkWish(body, template.levels)
  const learners = await selectRecipients(db, owner, body)
  const found = new Set(learners.map(learner => learner.id))
  if (body.affiliationIds.some(id => !found.has(id)) || found.size === 0)
    fail('unprocessable', 'credentials.learners')
  if (learners.length > LEARNERS_MOST) fail('unprocessable', 'credentials.too_many', { most: LEARNERS_MOST })
  const by = await signatureOf(context)
  const deliverAt = new Date(Date.now() + body.holdHours * HOUR_MS)
  const total = learners.length
  const id = await insertBatch(db, { ...owner, input: body, total, deliverAt, by })
  await insertIssued(db, id, learners)
  const taskId = await startSigning(context, id, total)
  await context.audit({
    action: 'credentials.issued',
    subject: { kind: 'credential_batch', id },
    ...owner,
    data: { template: template.name.zh, total, deliverAt: deliverAt.toISOString() },
  })
  return { id, taskId, total }
}

/** Signing is long work that its person watches and may stop; batches of one issuer are signed one after another. */
export async function startSigning(context: Context, batchId: string, total: number): Promise<string> {
  const { organisationId, groupId } = ownerOf(context)
  const taskId = await startTask(context, 'credentials.sign', { total })
  await updateBatchTask(context.db, batchId, taskId)
  await context.enqueue(
    signBatch,
    { batchId, taskId },
    { key: taskId, queue: `credentials:${organisationId ?? groupId}` },
  )
  return taskId
}

const shown = ({ organisationId: _, groupId: __, ...batch }: BatchRow) => batch

export const listBatches: Handler<typeof contract.listBatches> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))?.[0] ?? null
  const found = await selectBatches(context.db, ownerOf(context), after, query.limit + 1)
  const rows = found.slice(0, query.limit).map(shown)
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

async function keptBatch(context: Context, id: string): Promise<BatchRow> {
  const batch = (await selectOptionalBatch(context.db, id)) ?? missing()
  context.require(keepCredentials, batch)
  return batch
}

export const getBatch: Handler<typeof contract.getBatch> = async (context, { params }) =>
  shown(await keptBatch(context, params.id))

export const withdrawBatch: Handler<typeof contract.withdrawBatch> = async (context, { params, body }) => {
  const batch = await keptBatch(context, params.id)
  if (batch.version !== body.version) stale(batch.version)
  if (batch.state === 'withdrawn') fail('conflict', 'credentials.withdrawn_already')
  if (!(await withdrawBatchRow(context.db, params.id, body.version)))
    fail('conflict', 'credentials.delivered_already')
  await context.audit({
    action: 'credentials.withdrawn',
    subject: { kind: 'credential_batch', id: params.id },
    organisationId: batch.organisationId,
    groupId: batch.groupId,
    data: { template: batch.template.name.zh, total: batch.total },
  })
  return undefined
}
