import { z } from 'zod'
import { closeTodos, putTodos } from '#modules/information/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/intakes.ts'
import { openIntake as openPermission, rankIntake as rankPermission, readApplicants } from '../policy.ts'
import { type IntakeProblem, phaseOf, problemOfIntake, rank } from '../rules/admission.ts'
import { groundsOf, standingFor } from './bridges.ts'
import { offerDays } from './parameters.ts'
import { type ApplicantRow, selectApplicants } from './queries/admissions.ts'
import {
  type SignedBridge,
  selectBridges,
  selectOptionalBridge,
  selectProgrammes,
  servesToday,
} from './queries/bridges.ts'
import {
  type IntakeRow,
  insertIntake,
  type Place,
  selectIntakes,
  selectOptionalIntake,
  setPlaces,
  setRanked,
} from './queries/intakes.ts'
import { type OwnStanding, selectOwnStandings } from './queries/learners.ts'
import { fail, ownOrganisation } from './values.ts'

const OFFERED = 'overpass.offered'

/** Opens an intake on a bridge to a programme of the own school, within the quota of its agreement. */
export const openIntake: Handler<typeof contract.openIntake> = async (context, { body }) => {
  const { db } = context
  const bridge = (await selectOptionalBridge(db, body.clauseId)) ?? missing()
  const { to, quota } = bridge.data
  const [programme] = to.kind === 'programme' ? await selectProgrammes(db, [to.programmeId]) : []
  if (!programme) return missing()
  context.require(openPermission, { receivingOrganisationId: programme.organisationId })
  if (!bridge.inForce) fail('conflict', 'overpass.not_in_force')
  refuse(problemOfIntake(body, null, { quota, today: today() }), quota)
  const id = await insertIntake(db, {
    ...body,
    ...{ versionId: bridge.versionId, groupId: bridge.groupId },
    ...{ programmeId: programme.id, organisationId: programme.organisationId },
  })
  await context.audit({
    action: 'overpass.intake_opened',
    subject: { kind: 'intake', id },
    organisationId: programme.organisationId,
    data: { clause: body.clauseId, seats: body.seats, rankedBy: body.rankedBy },
  })
  return { id }
}

/** Says what keeps an intake from being as it is wanted, at the field where it is. */
export function refuse(problem: IntakeProblem | null, quota: number | null): void {
  const at = (field: string) => [{ path: `body.${field}`, code: 'invalid' }]
  if (problem === 'days') fail('unprocessable', 'overpass.intake_days', undefined, at('closesOn'))
  if (problem === 'over_quota')
    fail('unprocessable', 'overpass.over_quota', { quota: quota ?? 0 }, at('seats'))
  if (problem === 'fewer_seats') fail('unprocessable', 'overpass.fewer_seats', undefined, at('seats'))
  if (problem === 'ranked_days') fail('conflict', 'overpass.ranked_days')
}

/** Intakes as their viewer sees them: whether one may apply depends on the bridge, the day and the own standing. */
async function shown(
  context: Context,
  rows: readonly IntakeRow[],
  standings: readonly OwnStanding[],
): Promise<ReturnType<typeof intakeOf>[]> {
  const { db } = context
  const bridges = await selectBridges(
    db,
    rows.map(row => row.clauseId),
  )
  const byClause = new Map(bridges.map(bridge => [bridge.clauseId, bridge]))
  const out = []
  for (const row of rows) {
    const bridge = byClause.get(row.clauseId) ?? missing()
    const standing = standingFor(bridge, standings)
    const serves = standing ? await servesToday(db, bridge.versionId, standing.cohort) : false
    out.push(intakeOf(row, bridge, serves))
  }
  return out
}

function intakeOf({ clauseId: _, groupId: __, ...row }: IntakeRow, bridge: SignedBridge, serves: boolean) {
  const phase = phaseOf(
    { ...row, ranked: row.rankedAt !== null, cancelled: row.cancelReason !== null },
    today(),
  )
  return {
    ...row,
    ...{ grounds: groundsOf(bridge), documents: bridge.data.documents, phase },
    mine: serves && phase === 'open' && row.applicationId === null,
  }
}

export const listIntakes: Handler<typeof contract.listIntakes> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const own = query.own ? context.signedIn().organisationId : null
  const found = await selectIntakes(
    context.db,
    { clause: query.clause ?? null, own },
    { after: after?.[0] ?? null, limit: query.limit + 1 },
  )
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return {
    rows: await shown(context, rows, await selectOwnStandings(context.db)),
    next: found.length > query.limit && last ? writeKey([last.id]) : null,
  }
}

export const getIntake: Handler<typeof contract.getIntake> = async (context, { params }) => {
  const row = (await selectOptionalIntake(context.db, params.id)) ?? missing()
  const [one] = await shown(context, [row], await selectOwnStandings(context.db))
  return one ?? missing()
}

/** By place; before the ranking in the order that would hold today, whoever cannot be ranked last. */
export function inOrder(intake: IntakeRow, found: readonly ApplicantRow[]): ApplicantRow[] {
  if (intake.rankedAt) return [...found]
  const { ranked, unfit } = rank(intake.rankedBy, found)
  return [...ranked.map((row, i) => ({ ...row, place: i + 1 })), ...unfit]
}

export const listApplicants: Handler<typeof contract.listApplicants> = async (context, { params, query }) => {
  const intake = (await selectOptionalIntake(context.db, params.id)) ?? missing()
  context.require(readApplicants, { receivingOrganisationId: intake.organisation.id })
  const rows = inOrder(intake, await selectApplicants(context.db, intake.id)).filter(
    row => query.state === undefined || row.state === query.state,
  )
  context.noteReading(
    ownOrganisation(context),
    rows.map(row => row.learner.id),
  )
  return { rows }
}

/** Ranks all who applied, offers as many seats as there are, and lets the others wait in line. */
export const rankIntake: Handler<typeof contract.rankIntake> = async (context, { params, body }) => {
  const { db } = context
  const intake = (await selectOptionalIntake(db, params.id)) ?? missing()
  context.require(rankPermission, { receivingOrganisationId: intake.organisation.id })
  if (intake.rankedAt) fail('conflict', 'overpass.ranked_already')
  if (intake.cancelReason !== null) fail('conflict', 'overpass.intake_cancelled')
  if (intake.closesOn >= today()) fail('conflict', 'overpass.still_open')
  if (!(await setRanked(db, intake.id, body.version))) stale(intake.version)
  const found = (await selectApplicants(db, intake.id)).filter(row => row.state === 'submitted')
  const { ranked, unfit } = rank(intake.rankedBy, found)
  const days = await readParameter(db, offerDays, { groupId: intake.groupId })
  const answerBy = daysAfter(today(), days)
  const places: Place[] = [
    ...ranked.map(({ id }, i) => ({
      ...{ id, place: i + 1, state: i < intake.seats ? ('offered' as const) : ('waiting' as const) },
    })),
    ...unfit.map(({ id }) => ({ id, place: null, state: 'unfit' as const })),
  ]
  await setPlaces(db, places, answerBy)
  const offered = ranked.slice(0, intake.seats)
  await putTodos(
    db,
    offered.map(({ id, learner }) => ({
      ...{ desk: { affiliationId: learner.id }, kind: OFFERED, path: `/admissions/${id}` as const },
      ...{ subject: { kind: 'admission', id }, dueOn: answerBy },
    })),
  )
  await closeTodos(db, { subject: { kind: 'intake', id: intake.id } })
  const counts = {
    ...{ offered: offered.length, waiting: ranked.length - offered.length, unfit: unfit.length },
  }
  await context.audit({
    action: 'overpass.intake_ranked',
    subject: { kind: 'intake', id: intake.id },
    organisationId: intake.organisation.id,
    data: { ...counts, rankedBy: intake.rankedBy },
  })
  return counts
}
