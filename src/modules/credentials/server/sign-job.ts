import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { putTodo } from '#modules/information/server/index.ts'
import type { Services } from '#platform/server/context.ts'
import { enqueueIn } from '#platform/server/jobs/enqueue.ts'
import { job } from '#platform/server/jobs/job.ts'
import { runTask, type TaskProgress } from '#platform/server/jobs/task.ts'
import { type Award, type Design, type Issuer, joined } from '../rules/achievement.ts'
import { badgeSvg } from '../rules/badge-svg.ts'
import { drawIndexes, LEAST_ENTRIES } from '../rules/status.ts'
import { helpers } from './engine/helpers.ts'
import { type Signing, signingOf } from './issuers.ts'
import { listAddress, subjectOf } from './places.ts'
import {
  type BatchToSign,
  insertPapers,
  selectBatchToSign,
  selectToTell,
  selectUnsigned,
  type ToSign,
  updateSigned,
  withdrawStopped,
} from './queries/batches.ts'
import { type Edition, selectOptionalEdition } from './queries/editions.ts'
import { selectOwnerNamed } from './queries/issuers.ts'
import { selectSmallPicture } from './queries/pictures.ts'
import { lockPageWithRoom, type Page, selectTaken } from './queries/status.ts'

/** As many as a helper signs in about a fifth of a second. */
const CHUNK = { token: 1_000, document: 40 } as const
/** So few are signed in both forms at once; of more, the documents are made when somebody asks for one. */
const BOTH_MOST = 60

type Form = 'token' | 'document'

/** Signs a batch with the issuer's key. Runs again where it stopped: what has a signature keeps it. */
export const signBatch = job({
  name: 'credentials.sign',
  payload: z.object({
    batchId: z.uuid(),
    taskId: z.uuid(),
    forms: z.array(z.enum(['token', 'document'])).optional(),
  }),
  run: ({ batchId, taskId, forms }, run) =>
    runTask(taskId, run, progress => sign(run.services, batchId, progress, forms)).finally(() =>
      withdrawStopped(run.services.system, batchId, taskId),
    ),
})

type Work = {
  batch: BatchToSign
  design: Design
  signing: Signing
  owner: { name: Both; url: string | null }
}
type Both = { zh: string; en: string | null }

async function sign(
  services: Services,
  batchId: string,
  progress: TaskProgress,
  wanted?: Form[],
): Promise<void> {
  const { system } = services
  const batch = await selectBatchToSign(system, batchId)
  const edition = batch && (await selectOptionalEdition(system, batchId))
  const owner = batch && (await selectOwnerNamed(system, batch))
  if (!batch || !edition || !owner) throw new Error(`the batch ${batchId} is not there`)
  const work = {
    batch,
    owner,
    design: designOf(
      edition,
      owner.name,
      edition.picture === null ? undefined : await selectSmallPicture(system, edition.picture),
    ),
    signing: await signingOf(services, batch),
  }
  const page = await system
    .transaction()
    .execute(db => lockPageWithRoom(db, work.signing.issuerId, work.signing.did, LEAST_ENTRIES))
  const taken = await selectTaken(system, page.id)
  let done = 0
  let after: string | null = null
  let written: Promise<void> = Promise.resolve()
  while (!batch.withdrawn) {
    const first = wanted?.[0] ?? 'token'
    const rows: ToSign[] = await selectUnsigned(system, batchId, after, CHUNK[first] * helpers.size)
    if (rows.length === 0) break
    after = rows.at(-1)?.id ?? null
    const forms =
      wanted ??
      (done === 0 && rows.length <= BOTH_MOST ? (['token', 'document'] as const) : (['token'] as const))
    const papers = await signRows(services, work, page, taken, rows, forms)
    // Written while the helpers sign what follows.
    await written
    await progress.advance(done)
    written = write(services, work, page, papers)
    written.catch(() => {})
    done += rows.length
  }
  await written
  await progress.advance(done)
  await system.transaction().execute(async db => {
    await updateSigned(db, batchId)
    if (!batch.withdrawn)
      await enqueueIn(db, tellDelivery, { batchId }, { runAt: batch.deliverAt, key: `tell ${batchId}` })
    await progress.finish(db, { signed: done })
  })
}

type Paper = { id: string; index: number; token: string | null; document: string | null }

async function signRows(
  { config }: Services,
  work: Work,
  page: Page,
  taken: Set<number>,
  rows: readonly ToSign[],
  forms: readonly Form[],
): Promise<Paper[]> {
  const indexes = drawIndexes(rows.length, page.length, taken, randomInt)
  const lists = {
    revocation: listAddress(config, page.id, 'revocation'),
    suspension: listAddress(config, page.id, 'suspension'),
  }
  const validFrom = `${new Date(Math.max(work.batch.deliverAt.getTime(), 0)).toISOString().slice(0, 19)}Z`
  const issuer = { did: work.signing.did, ...work.owner }
  const awards = rows.map((row, i) => ({
    id: row.id,
    subject: subjectOf(config, row.affiliationId),
    learner: row.learnerName,
    level: row.level,
    awardedOn: row.awardedOn,
    validFrom,
    // Until the end of that day, as the group counts days.
    validUntil: row.validUntil && `${row.validUntil}T23:59:59+08:00`,
    evidence: [...work.batch.evidence, ...row.evidence],
    status: { ...lists, index: indexes[i] as number },
  }))
  const signed: Record<Form, string[]> = { token: [], document: [] }
  for (const form of forms) signed[form] = await signAll(form, work, issuer, awards)
  return rows.map((row, i) => ({
    id: row.id,
    index: indexes[i] as number,
    token: signed.token[i] ?? null,
    document: signed.document[i] ?? null,
  }))
}

/** Shared out among the helpers in even parts. */
async function signAll(
  form: Form,
  { design, signing }: Work,
  issuer: Issuer,
  awards: Award[],
): Promise<string[]> {
  const { method, seed } = signing
  const size = Math.ceil(awards.length / helpers.size)
  const parts: Promise<string[]>[] = []
  for (let at = 0; at < awards.length; at += size)
    parts.push(
      helpers.run({ kind: 'award', form, design, issuer, awards: awards.slice(at, at + size), method, seed }),
    )
  return (await Promise.all(parts)).flat()
}

async function write({ system }: Services, { signing }: Work, page: Page, rows: Paper[]): Promise<void> {
  const papers = { pageId: page.id, keyId: signing.keyId, rows }
  await system.transaction().execute(db => insertPapers(db, papers))
}

/** A design as it is written into credentials. */
function designOf(edition: Edition, owner: Both, own: Buffer | undefined): Design {
  if (own) return { ...edition, image: `data:image/png;base64,${own.toString('base64')}` }
  const picture = {
    kind: edition.kind,
    colour: edition.colour,
    name: edition.name.zh,
    organisation: owner.zh,
  }
  return {
    ...edition,
    image: `data:image/svg+xml;base64,${Buffer.from(badgeSvg(picture)).toString('base64')}`,
  }
}

/** Tells the learners of a batch, once it is theirs. */
export const tellDelivery = job({
  name: 'credentials.tell_delivery',
  payload: z.object({ batchId: z.uuid() }),
  run: async ({ batchId }, { services }) => {
    const edition = await selectOptionalEdition(services.system, batchId)
    if (!edition) return
    for (const { id, affiliationId } of await selectToTell(services.system, batchId))
      await putTodo(services.system, {
        desk: { affiliationId },
        kind: 'credentials.received',
        data: { name: joined(edition.name) },
        path: `/credentials/${id}`,
        subject: { kind: 'credential', id },
      })
  },
})
