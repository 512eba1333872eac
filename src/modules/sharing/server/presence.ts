import { selectActorNames } from '#modules/members/server/index.ts'
import { appendFollowUp, appendOutcomes } from '#modules/records/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { confirmPresence as contract } from '../contract/door.ts'
import { evidenceTitle, hoursOf, type Steps, stepsOf } from '../rules/door.ts'
import { supervised } from './door.ts'
import { lockBooking, type StoredBooking } from './queries/bookings.ts'
import {
  briefOthers,
  confirmDoor,
  insertDoor,
  selectInForce,
  selectOptionalDoor,
  selectRoster,
  updateEntered,
  updatePresence,
} from './queries/door.ts'
import { closePresence } from './todos.ts'
import { fail } from './values.ts'

export const confirmPresence: Handler<typeof contract> = async (context, { params, body }) => {
  const { db } = context
  const booking = await supervised(context, params.id)
  if (booking.state !== 'confirmed') fail('conflict', 'sharing.door.none')
  if (booking.from.getTime() > Date.now()) fail('conflict', 'sharing.not_begun')
  // Two that confirm at once do so one after the other, and the second is told.
  await lockBooking(db, booking.id)
  const door = await selectOptionalDoor(db, booking.id)
  const version = door?.version ?? 0
  if (version !== body.version) stale(version)
  if (!door) await insertDoor(db, booking.id)

  const guests = await selectRoster(db, booking.id)
  const present = new Set(body.present)
  const known = new Set(guests.map(({ affiliationId }) => affiliationId))
  if ([...present].some(id => !known.has(id)))
    fail('unprocessable', 'sharing.not_expected', undefined, problem('present'))
  const toBrief = guests.filter(guest => present.has(guest.affiliationId) && !guest.briefed)
  if (toBrief.length && !body.briefed)
    fail('unprocessable', 'sharing.to_brief', { count: toBrief.length }, problem('briefed'))
  const lines = guests.map(({ affiliationId, role, ...guest }) => ({
    ...{ id: affiliationId, learner: role === 'student' || role === 'resident' },
    ...guest,
  }))
  const steps = stepsOf(lines, present)
  if (steps.corrects && !body.reason)
    fail('unprocessable', 'sharing.correction_reason', undefined, problem('reason'))

  await updatePresence(db, booking.id, steps.lines)
  await briefOthers(
    db,
    booking.id,
    toBrief.map(({ affiliationId }) => affiliationId),
  )
  const recordedBy = await signatureOf(context)
  await enter(context, booking, steps, recordedBy)
  const revoked = await revoke(context, booking, steps, { reason: body.reason, recordedBy })
  const counted = await confirmDoor(db, booking.id, recordedBy.name)
  await closePresence(db, booking.id)
  const done = { ...counted, entered: steps.enter.length, revoked }
  await context.audit({
    action: steps.corrects ? 'sharing.presence_corrected' : 'sharing.presence_confirmed',
    subject: { kind: 'booking', id: booking.id },
    data: done,
  })
  return done
}

const problem = (path: string) => [{ path: `body.${path}`, code: 'invalid' }]

type Signature = Awaited<ReturnType<typeof signatureOf>>
async function signatureOf({ db, signedIn }: Context) {
  const { affiliationId, organisationId } = signedIn()
  const names = await selectActorNames(db, affiliationId ? [affiliationId] : [])
  return { affiliationId, organisationId, name: names.get(affiliationId ?? '') ?? '' }
}

const timeOf = ({ from, until }: StoredBooking) => ({ from: from.getTime(), until: until.getTime() })

/** Practice of so many hours, with where and whose it was; never a grade. */
async function enter(
  context: Context,
  booking: StoredBooking,
  { enter: entries }: Steps,
  recordedBy: Signature,
): Promise<void> {
  if (entries.length === 0) return
  const { id, organisationId, parts } = booking
  const [first] = parts
  const inBoth = (language: 'zh' | 'en') =>
    evidenceTitle(
      parts.map(({ title }) => title[language] ?? title.zh),
      [first?.owner.name[language] ?? first?.owner.name.zh ?? null, first?.place ?? null],
    )[language]
  const outcomeIds = await appendOutcomes(
    context,
    entries.map(entry => ({
      learner: { organisationId, learnerId: entry.id },
      confirmingOrganisationId: organisationId,
      ...{ kind: 'practice', title: { zh: inBoth('zh'), en: inBoth('en') }, day: dayOf(booking.from) },
      ...{ hours: hoursOf(timeOf(booking)), recordedBy },
      resultKey: `booking|${id}|${entry.attempt}`,
    })),
    { subject: { kind: 'booking', id }, organisationId },
  )
  await updateEntered(
    context.db,
    id,
    entries.map((entry, i) => ({ ...entry, outcomeId: outcomeIds[i] as string })),
  )
}

/** Takes back what stands for somebody who was not there; what no longer stands is left. */
async function revoke(
  context: Context,
  booking: StoredBooking,
  { revoke: entries }: Steps,
  reason: { reason: string | null; recordedBy: Signature },
): Promise<number> {
  const standing = await selectInForce(
    context.db,
    entries.map(({ outcomeId }) => outcomeId),
  )
  const inForce = entries.filter(({ outcomeId }) => standing.has(outcomeId))
  const { organisationId } = booking
  for (const { id, outcomeId } of inForce)
    await appendFollowUp(context, {
      learner: { organisationId, learnerId: id },
      ...{
        rootId: outcomeId,
        confirmingOrganisationId: organisationId,
        kind: 'practice',
        entry: 'revocation',
      },
      ...{ day: dayOf(booking.from), visibility: 'school', reason },
    })
  return inForce.length
}
