import { z } from 'zod'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/claims.ts'
import { ownClaim } from '../policy.ts'
import { tenths } from '../rules/credits.ts'
import { evaluateOnly } from '../rules/evaluate.ts'
import { expiryOf } from '../rules/expiry.ts'
import { holderOf } from './bank.ts'
import { standingFor } from './bridges.ts'
import { loadOutcomes } from './outcomes.ts'
import { decideDays } from './parameters.ts'
import { depositAll, holdLedger, insertPostings } from './queries/bank.ts'
import {
  selectOptionalBridge,
  selectProgrammes,
  selectTargetCourses,
  selectTargetVersion,
  servesToday,
} from './queries/bridges.ts'
import {
  insertClaim,
  insertLines,
  type NewClaim,
  selectLines,
  selectLinesBefore,
  selectOptionalClaim,
  selectOwnClaims,
  selectSchoolClaims,
  setSpendings,
  withdrawRow,
} from './queries/claims.ts'
import { selectOwnStandings } from './queries/learners.ts'
import { askToUse } from './to-use.ts'
import { fail, ownOrganisation } from './values.ts'

export const TODO = 'overpass.claim'

/** Claims credit: checks the bridge and for whom it is, lets the rule say what it gives, and books it. */
export const submitClaim: Handler<typeof contract.submitClaim> = async (context, { body }) => {
  const { db } = context
  const { personId } = context.signedIn()
  const bridge = (await selectOptionalBridge(db, body.clauseId)) ?? missing()
  const standings = await selectOwnStandings(db)
  const standing = standingFor(bridge, standings) ?? fail('conflict', 'overpass.not_for_you')
  if (!(await servesToday(db, bridge.versionId, standing.cohort))) fail('conflict', 'overpass.not_in_force')
  const { to, automatic, capTotal, validYears, recognitions } = bridge.data
  if (to.kind !== 'programme') return fail('conflict', 'overpass.nothing_to_claim')
  const [programme] = await selectProgrammes(db, [to.programmeId])
  const targetVersionId =
    (await selectTargetVersion(db, to)) ?? fail('conflict', 'overpass.programme_not_open')
  const courses = await selectTargetCourses(db, targetVersionId)
  const chosen = new Set(body.outcomeIds)
  const own = await loadOutcomes(
    db,
    standings.map(one => one.learnerId),
  )
  const outcomes = own.filter(outcome => chosen.has(outcome.id))
  if (outcomes.length !== chosen.size) fail('unprocessable', 'overpass.outcome_not_yours')
  // From here on whoever claims for the same programme waits, so that caps are read as they will be.
  await holdLedger(db, personId, to.programmeId, capTotal === null ? null : tenths(capTotal))
  const before = await selectLinesBefore(db, personId, to.programmeId, bridge)
  if (before.some(line => chosen.has(line.outcomeId))) fail('conflict', 'overpass.spent')
  const { recognised, total } = evaluateOnly(body.lines, bridge.data, outcomes, today(), courses, before)
  if (recognised.length === 0) fail('conflict', 'overpass.nothing_to_claim')
  const days = await readParameter(db, decideDays, { groupId: bridge.groupId })
  const claim: NewClaim = {
    ...{ personId, organisationId: standing.organisationId, learnerId: standing.learnerId },
    ...{ learnerName: standing.name, clauseId: bridge.clauseId, versionId: bridge.versionId },
    ...{ groupId: bridge.groupId, programmeId: to.programmeId, targetVersionId, note: body.note, automatic },
    receivingOrganisationId: programme?.organisationId ?? missing(),
    dueOn: daysAfter(today(), days),
  }
  await depositAll(db, personId)
  const id = await insertClaim(db, claim)
  const heldOn = new Map(outcomes.map(one => [one.id, one.heldOn]))
  const yearsOf = new Map(recognitions.map(rule => [rule.id, rule.when.withinYears]))
  const lines = recognised.map(line => ({
    ...{ outcomeId: line.outcomeId, recognitionId: line.recognitionId, courseId: line.courseId },
    claimed: tenths(line.credits),
    expiresOn: expiryOf(heldOn.get(line.outcomeId) ?? today(), [
      validYears,
      yearsOf.get(line.recognitionId) ?? null,
    ]),
  }))
  await insertLines(db, { id, programmeId: to.programmeId, automatic }, lines)
  const moved = (from: 'granted' | 'claimed', to: 'claimed' | 'recognised') =>
    lines.map(({ outcomeId, claimed }) => ({ from, to, amount: claimed, outcomeId }))
  const ledger = { personId, programmeId: to.programmeId, claimId: id }
  await insertPostings(db, ledger, moved('granted', 'claimed'))
  if (automatic) {
    await insertPostings(db, ledger, moved('claimed', 'recognised'))
    await askToUse(db, [{ id, receivingOrganisationId: claim.receivingOrganisationId }])
  } else await askTheSchool(context, id, claim)
  await context.audit({
    action: automatic ? 'overpass.recognised_by_rule' : 'overpass.claimed',
    subject: { kind: 'claim', id },
    organisationId: claim.receivingOrganisationId,
    data: { clause: bridge.clauseId, programme: to.programmeId, outcomes: outcomes.length, credits: total },
  })
  return { id, state: automatic ? ('approved' as const) : ('submitted' as const), credits: total }
}

async function askTheSchool({ db }: Context, id: string, claim: NewClaim): Promise<void> {
  for (const role of ['school_admin', 'teacher'] as const)
    await putTodo(db, {
      ...{ desk: { organisationId: claim.receivingOrganisationId, role }, kind: TODO },
      ...{ path: `/claims/${id}`, subject: { kind: 'claim', id }, dueOn: claim.dueOn },
    })
}

export const withdrawClaim: Handler<typeof contract.withdrawClaim> = async (context, { params, body }) => {
  const { db } = context
  const claim = (await selectOptionalClaim(db, params.id)) ?? missing()
  context.require(ownClaim, claim)
  if (claim.state !== 'submitted') fail('conflict', 'overpass.decided_already')
  const lines = await selectLines(db, claim.id)
  if (!(await withdrawRow(db, claim.id, body.version))) stale(claim.version)
  await setSpendings(db, claim.id, 'claimed', 'withdrawn')
  const { personId, programmeId } = claim
  await insertPostings(
    db,
    { personId, programmeId, claimId: claim.id },
    lines.map(({ outcomeId, claimed }) => ({ from: 'claimed', to: 'granted', amount: claimed, outcomeId })),
  )
  await closeTodos(db, { subject: { kind: 'claim', id: claim.id } })
  await context.audit({
    action: 'overpass.claim_withdrawn',
    subject: { kind: 'claim', id: claim.id },
    organisationId: claim.receivingOrganisationId,
  })
  return undefined
}

export const listOwnClaims: Handler<typeof contract.listOwnClaims> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const { personId } = await holderOf(context, query.child)
  const found = await selectOwnClaims(context.db, personId, {
    ...{ after: after?.[0] ?? null, limit: query.limit + 1 },
  })
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

const KEY = z.tuple([z.iso.date(), z.uuid()])

export const listSchoolClaims: Handler<typeof contract.listSchoolClaims> = async (context, { query }) => {
  const { limit, state, clause, ready } = query
  const organisationId = ownOrganisation(context)
  const page = { after: readKey(query.after, KEY), limit: limit + 1 }
  const found = await selectSchoolClaims(context.db, organisationId, { state, clause, ready }, page)
  const rows = found.slice(0, limit)
  context.noteReading(
    organisationId,
    rows.map(row => row.learner.id),
  )
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? writeKey([last.dueOn, last.id]) : null }
}
