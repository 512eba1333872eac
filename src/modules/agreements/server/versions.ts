import { createHash } from 'node:crypto'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { signatureOf } from '#modules/members/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/versions.ts'
import { editVersion, followVersion } from '../policy.ts'
import { canonicalText } from '../rules/signed-text.ts'
import type { Step, wantsOf } from '../rules/steps.ts'
import { type State, TEXT_CLAUSE } from '../rules/vocabulary.ts'
import { checkOutline } from './agreements.ts'
import { type ClauseKinds, saysOf } from './clause-data.ts'
import { copyParts, updateSays } from './queries/clauses.ts'
import { replaceParties } from './queries/parties.ts'
import {
  insertVersion,
  lockVersion,
  type StoredVersion,
  selectNextNumber,
  selectOptionalVersion,
  updateState,
  updateVersionRow,
} from './queries/versions.ts'
import { type Parts, readParts, wantsOfDraft } from './read-version.ts'
import { gramsOf } from './text.ts'
import { closeComments, deskOf } from './todos.ts'
import { fail } from './values.ts'

/** A draft of the viewer's own organisation; what was sent is not changed under its parties' eyes. */
export async function draftOf(context: Context, id: string): Promise<StoredVersion> {
  const version = (await selectOptionalVersion(context.db, id)) ?? missing()
  context.require(editVersion, version.facts)
  if (version.state !== 'draft') fail('conflict', 'agreements.text_fixed')
  await lockVersion(context.db, id)
  return version
}

export const updateVersion: Handler<typeof contract.updateVersion> = async (context, { params, body }) => {
  const stored = await draftOf(context, params.id)
  const { version: seen, ...input } = body
  const drafter = stored.draftedBy.id
  const grams = await checkOutline(context, input, drafter, 'body.parties')
  if (!input.parties.some(party => party.organisationId === drafter))
    fail('unprocessable', 'agreements.drafter_party', undefined, [{ path: 'body.parties', code: 'invalid' }])
  const version =
    (await updateVersionRow(context.db, params.id, seen, { ...input, grams })) ?? stale(stored.version)
  await replaceParties(context.db, params.id, input.parties)
  await note(context, 'agreements.version_updated', params.id, { title: input.title.zh })
  return { version }
}

export const amendVersion: Handler<typeof contract.amendVersion> = async (context, { params, body }) => {
  const { version: base, parties } = await readParts(context, params.id)
  context.require(followVersion, base.facts)
  if (base.signedOn === null) fail('conflict', 'agreements.not_signed')
  const { organisationId } = context.signedIn()
  const draftedBy = organisationId ?? missing()
  const { title, fromCohort, untilCohort, open, group } = base
  // What is renewed after its end gets a new one, which its drafter sets.
  const untilDate = base.untilDate !== null && base.untilDate < body.fromDate ? null : base.untilDate
  const outline = { title, untilDate, fromCohort, untilCohort, open, fromDate: body.fromDate }
  const number = await selectNextNumber(context.db, base.agreementId)
  const id = await insertVersion(
    context.db,
    { agreementId: base.agreementId, draftedBy, basedOn: base.id, number },
    {
      ...{ ...outline, reference: null, groupId: group?.id ?? null },
      grams: gramsOf(
        title,
        null,
        parties.map(({ name }) => name),
      ),
    },
    await signatureOf(context),
  )
  await copyParts(context.db, base.id, id)
  await note(context, 'agreements.version_drafted', id, { number, basedOn: base.number })
  return { id }
}

const FROM: Record<Step, readonly State[]> = {
  send: ['draft'],
  back: ['review'],
  withdraw: ['draft', 'review'],
}
const TO: Record<Step, State> = { send: 'review', back: 'draft', withdraw: 'withdrawn' }

export const moveVersionWith =
  (kinds: ClauseKinds): Handler<typeof contract.moveVersion> =>
  async (context, { params, body }) => {
    const { db } = context
    const { step, version: seen } = body
    const stored = (await selectOptionalVersion(db, params.id)) ?? missing()
    context.require(editVersion, stored.facts)
    if (!FROM[step].includes(stored.state)) fail('conflict', 'agreements.wrong_state')
    // Held until the end, so that no clause moves while the text is read.
    await lockVersion(db, params.id)
    const textHash = step === 'send' ? await fixText(context, kinds, params.id) : undefined
    const move = { id: params.id, version: seen, from: FROM[step], to: TO[step] }
    const version = (await updateState(db, move, textHash)) ?? stale(stored.version)
    const parts = await readParts(context, params.id)
    if (step === 'send') await askParties(context, parts)
    else
      for (const { id } of parts.parties) await closeTodos(db, { subject: { kind: 'agreement_party', id } })
    if (step === 'withdraw') await closeComments(db, params.id)
    await note(context, `agreements.version_${step}`, params.id, { number: stored.number, textHash })
    return { version }
  }

/**
 * Writes the text down as it is to be signed: parties under the names they have today, data in words. Refused while the
 * draft lacks something. The hash of that text.
 */
async function fixText(context: Context, kinds: ClauseKinds, id: string): Promise<string> {
  const { db } = context
  const draft = await readParts(context, id)
  const { wants } = await wantsOfDraft(context, kinds, draft)
  refuseWants(wants)
  await replaceParties(db, id, draft.parties)
  for (const clause of draft.clauses) {
    const kind = kinds.get(clause.kind)
    if (clause.kind !== TEXT_CLAUSE && kind)
      await updateSays(db, clause.id, await saysOf(context, kind, kind.data.parse(clause.data)))
  }
  const { version, parties, clauses } = await readParts(context, id)
  const text = canonicalText({
    ...{ kind: version.kind.code, number: version.number, reference: version.reference },
    ...{ title: version.title, fromDate: version.fromDate, untilDate: version.untilDate },
    ...{ fromCohort: version.fromCohort, untilCohort: version.untilCohort, open: version.open },
    groupId: version.group?.id ?? null,
    parties: parties.map(({ organisationId, name, uscc, role, mustSign }) => ({
      ...{ organisationId, name, uscc, role, mustSign },
    })),
    clauses: clauses.map(clause => ({
      ...{ number: clause.number, kind: clause.kind, data: clause.data },
      title: { zh: clause.titleZh, en: clause.titleEn },
      text: { zh: clause.textZh, en: clause.textEn },
      says: { zh: clause.saysZh, en: clause.saysEn },
    })),
  })
  return createHash('sha256').update(text).digest('hex')
}

function refuseWants(wants: ReturnType<typeof wantsOf>): void {
  const [first] = wants
  if (first) fail('conflict', `agreements.want.${first.want}`, { clause: first.clause ?? null })
}

/** Puts the text on the desks of its parties: to be signed, or to be read by those who need not sign. */
async function askParties({ db }: Context, { version, parties }: Parts): Promise<void> {
  for (const party of parties)
    await putTodo(db, {
      desk: deskOf(party),
      kind: party.mustSign ? 'agreements.sign' : 'agreements.read',
      data: { title: version.title.zh, from: version.draftedBy.name.zh },
      path: `/agreements/${version.agreementId}?version=${version.id}`,
      subject: { kind: 'agreement_party', id: party.id },
    })
}

export const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'agreement_version', id }, data })
