import { z } from 'zod'
import { closeTodos, putTodos } from '#modules/information/server/index.ts'
import { signatureOf } from '#modules/members/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/admissions.ts'
import {
  consentToSeat,
  enrol as enrolPermission,
  ownAdmission,
  readAdmission,
  receiveDocuments as receivePermission,
} from '../policy.ts'
import { decidedBy, OPEN_STATES, type Order } from '../rules/admission.ts'
import { groundsOf } from './bridges.ts'
import { moveUp } from './move-up.ts'
import {
  type AdmissionRow,
  enterAccepted,
  type PlaceRow,
  selectAdmissions,
  selectGuardians,
  selectOptionalAdmission,
  selectPlacesAround,
  selectRecognisedAt,
  setConsent,
  setDocuments,
  setState,
  setWanted,
} from './queries/admissions.ts'
import { selectOptionalBridge } from './queries/bridges.ts'
import { selectOptionalIntake } from './queries/intakes.ts'
import { askToUse } from './to-use.ts'
import { fail } from './values.ts'

const TO_ENROL = 'overpass.enrol'
const CONSENT = 'overpass.consent'
const subject = (id: string) => ({ subject: { kind: 'admission', id } })

export const listAdmissions: Handler<typeof contract.listAdmissions> = async (context, { query }) => {
  context.signedIn()
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectAdmissions(context.db, { after: after?.[0] ?? null, limit: query.limit + 1 })
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

export const getAdmission: Handler<typeof contract.getAdmission> = async (context, { params }) => {
  const { db } = context
  const one = (await selectOptionalAdmission(db, params.id)) ?? missing()
  context.require(readAdmission, one)
  if (!one.own) context.noteReading(one.receivingOrganisationId, [one.learnerId])
  const intake = (await selectOptionalIntake(db, one.intakeId)) ?? missing()
  const bridge = (await selectOptionalBridge(db, intake.clauseId)) ?? missing()
  const { consentName, consentedAt, place, ...row } = one
  return {
    ...row,
    ...{ grounds: groundsOf(bridge), documents: bridge.data.documents },
    ...{ rankedBy: intake.rankedBy, seats: intake.seats },
    ranking: place ? rankingOf(place, intake.rankedBy, await selectPlacesAround(db, one.id)) : null,
    minor: one.own ? (await selectGuardians(db, one.id)).minor : one.guardianIds.length > 0,
    consent: consentName && consentedAt ? { name: consentName, at: consentedAt } : null,
  }
}

/** A place with its reason: what decided against whoever stands just before, and what the last seat took. */
function rankingOf(place: number, order: Order, around: readonly PlaceRow[]) {
  const at = (wanted: number) => {
    const found = around.find(row => row.place === wanted)
    return found && { ...found, id: String(found.place).padStart(6, '0'), entryMet: true }
  }
  const [own, before] = [at(place), at(place - 1)]
  const last = around.filter(row => row.place <= row.seats).at(-1)
  return {
    ...{ place, of: around[0]?.ranked ?? place },
    decidedBy: own && before ? decidedBy(order, own, before) : null,
    last: last ? { score: last.score, credits: last.credits } : null,
  }
}

/** Whatever waits about it no longer does; a seat that became free goes to whoever is next. */
async function end(context: Context, one: AdmissionRow, action: string): Promise<void> {
  await closeTodos(context.db, subject(one.id))
  if (['offered', 'accepted'].includes(one.state)) await context.enqueue(moveUp, { intakeId: one.intakeId })
  await tell(context, one, action)
}

const tell = (context: Context, one: AdmissionRow, action: string) =>
  context.audit({
    action: `overpass.${action}`,
    ...subject(one.id),
    organisationId: one.receivingOrganisationId,
    data: { intake: one.intakeId },
  })

export const withdrawAdmission: Handler<typeof contract.withdrawAdmission> = async (
  context,
  { params, body },
) => {
  const one = (await selectOptionalAdmission(context.db, params.id)) ?? missing()
  context.require(ownAdmission, one)
  if (!OPEN_STATES.includes(one.state)) fail('conflict', 'overpass.admission_over')
  if (!(await setState(context.db, { id: one.id, ...body }, 'withdrawn'))) stale(one.version)
  await end(context, one, 'admission_withdrawn')
  return undefined
}

/** The learner's answer. Whoever is not of age says yes first, and then a guardian is asked. */
export const answerOffer: Handler<typeof contract.answerOffer> = async (context, { params, body }) => {
  const { db } = context
  const one = (await selectOptionalAdmission(db, params.id)) ?? missing()
  context.require(ownAdmission, one)
  if (one.state !== 'offered') fail('conflict', 'overpass.no_offer')
  const at = { id: one.id, version: body.version }
  if (!body.accept) {
    if (!(await setState(db, at, 'declined'))) stale(one.version)
    await end(context, one, 'seat_declined')
    return { state: 'declined' as const }
  }
  const { minor, guardianIds } = await selectGuardians(db, one.id)
  if (!minor) {
    if (!(await setState(db, at, 'accepted'))) stale(one.version)
    await accepted(context, one)
    return { state: 'accepted' as const }
  }
  if (guardianIds.length === 0) fail('conflict', 'overpass.no_guardian')
  if (!(await setWanted(db, at))) stale(one.version)
  await closeTodos(db, subject(one.id))
  await putTodos(
    db,
    guardianIds.map(affiliationId => ({
      ...{ desk: { affiliationId }, kind: CONSENT, path: `/admissions/${one.id}` as const },
      ...{ ...subject(one.id), dueOn: one.answerBy },
    })),
  )
  await tell(context, one, 'seat_wanted')
  return { state: 'offered' as const }
}

/** The school is asked to enrol whoever has accepted. */
async function accepted(context: Context, one: AdmissionRow): Promise<void> {
  await closeTodos(context.db, subject(one.id))
  await putTodos(context.db, [
    {
      desk: { organisationId: one.receivingOrganisationId, role: 'school_admin' },
      ...{ kind: TO_ENROL, path: `/admissions/${one.id}`, ...subject(one.id), dueOn: one.startsOn },
    },
  ])
  await tell(context, one, 'seat_accepted')
}

export const consentToAdmission: Handler<typeof contract.consentToAdmission> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const one = (await selectOptionalAdmission(db, params.id)) ?? missing()
  context.require(consentToSeat, one)
  if (one.state !== 'offered' || !one.wanted) fail('conflict', 'overpass.nothing_to_consent')
  const { name } = await signatureOf(context)
  const { given, version } = body
  if (!(await setConsent(db, { id: one.id, version }, { given, name }))) stale(one.version)
  if (given) {
    await tell(context, one, 'consent_given')
    await accepted(context, one)
  } else await end(context, one, 'consent_refused')
  return { state: given ? ('accepted' as const) : ('declined' as const) }
}

export const receiveDocuments: Handler<typeof contract.receiveDocuments> = async (
  context,
  { params, body },
) => {
  const one = (await selectOptionalAdmission(context.db, params.id)) ?? missing()
  context.require(receivePermission, one)
  if (one.state !== 'submitted') fail('conflict', 'overpass.admission_over')
  if (!(await setDocuments(context.db, { id: one.id, version: body.version }, body.received)))
    stale(one.version)
  await tell(context, one, body.received ? 'documents_in' : 'documents_out')
  return undefined
}

/** Enrols: an entry as student, joined to the account that accepted, and credit recognised before can be used now. */
export const enrol: Handler<typeof contract.enrol> = async (context, { params, body }) => {
  const { db } = context
  const one = (await selectOptionalAdmission(db, params.id)) ?? missing()
  context.require(enrolPermission, one)
  if (one.state !== 'accepted') fail('conflict', 'overpass.not_accepted')
  if (one.version !== body.version) stale(one.version)
  const studentId = await enterAccepted(db, one.id, body.number, body.classId)
  await closeTodos(db, subject(one.id))
  await askToUse(db, await selectRecognisedAt(db, one.personId, one.receivingOrganisationId))
  await context.audit({
    action: 'overpass.enrolled',
    ...subject(one.id),
    organisationId: one.receivingOrganisationId,
    data: { intake: one.intakeId, student: studentId },
  })
  return { studentId }
}
