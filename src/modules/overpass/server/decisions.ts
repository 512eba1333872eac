import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { signatureOf } from '#modules/members/server/index.ts'
import { appendOutcomes } from '#modules/records/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/decisions.ts'
import { decideClaim, useCredit as usePermission, voteOnClaim } from '../policy.ts'
import {
  allowedBy,
  DECIDED,
  type Given,
  givenBy,
  type Opinion,
  opinionOf,
  type Reason,
} from '../rules/decision.ts'
import { groundsOfClaim } from './claim-page.ts'
import { votesLeast } from './parameters.ts'
import { insertPostings } from './queries/bank.ts'
import {
  type ClaimRow,
  endClaim,
  type LineRow,
  selectArrived,
  selectClaimedOutcomes,
  selectLines,
  selectOptionalClaim,
  selectVotes,
  settleLines,
  upsertVote,
  useLines,
} from './queries/claims.ts'
import { fail, missing, stale, tenths, today } from './values.ts'

export const vote: Handler<typeof contract.vote> = async (context, { params, body }) => {
  const { db } = context
  const claim = (await selectOptionalClaim(db, params.id)) ?? missing()
  context.require(voteOnClaim, claim)
  if (claim.state !== 'submitted') fail('conflict', 'overpass.decided_already')
  if (claim.personId === context.signedIn().personId) fail('conflict', 'overpass.own_claim')
  if (body.opinion !== 'approve' && !body.comment)
    fail('unprocessable', 'overpass.say_why', undefined, [{ path: 'body.comment', code: 'required' }])
  const { affiliationId, name } = await signatureOf(context)
  await upsertVote(db, { claimId: claim.id, affiliationId: affiliationId ?? missing(), name, ...body })
  await context.audit({
    action: 'overpass.voted',
    subject: { kind: 'claim', id: claim.id },
    data: { opinion: body.opinion },
  })
  return undefined
}

type Decision = {
  opinion: Opinion
  reasonCode: Reason
  reason: string
  version: number
  given: (lines: readonly LineRow[]) => Given[]
}

/** Decides one claim as the voices allow, books what it gave and frees the rest. */
async function decideOne(context: Context, id: string, decision: Decision) {
  const { db } = context
  const claim = (await selectOptionalClaim(db, id)) ?? missing()
  context.require(decideClaim, claim)
  const { opinion, reasonCode, reason, version } = decision
  if (claim.state !== 'submitted') fail('conflict', 'overpass.decided_already')
  if (claim.personId === context.signedIn().personId) fail('conflict', 'overpass.own_claim')
  const votes = await selectVotes(db, id)
  const least = await readParameter(db, votesLeast, { groupId: claim.groupId })
  if (votes.length < least) fail('conflict', 'overpass.voices_missing', { least, given: votes.length })
  if (!allowedBy(votes.map(each => each.opinion)).includes(opinion))
    fail('conflict', 'overpass.against_committee')
  if ((opinion === 'approve') !== (reasonCode === 'as_the_rule'))
    fail('unprocessable', 'overpass.reason_unfit', undefined, [{ path: 'body.reasonCode', code: 'invalid' }])
  const lines = await selectLines(db, id)
  const given = decision.given(lines)
  if (opinionOf(lines, given) !== opinion)
    fail('unprocessable', 'overpass.amounts_unfit', undefined, [{ path: 'body.lines', code: 'invalid' }])
  await checkOutcomes(context, id, given)
  const { name } = await signatureOf(context)
  const state = DECIDED[opinion]
  if (!(await endClaim(db, id, version, { state, reasonCode, reason, name }))) stale(claim.version)
  await settleLines(db, id, given)
  await book(context, claim, lines, given)
  await closeTodos(db, { subject: { kind: 'claim', id } })
  const credits = sumOf(given) / 10
  await context.audit({
    action: `overpass.${state}`,
    subject: { kind: 'claim', id },
    data: { clause: claim.clauseId, reason: reasonCode, credits },
  })
  return { claim, state, credits }
}

const sumOf = (given: readonly Given[]) => given.reduce((sum, line) => sum + line.recognised, 0)

/** What was revoked or is no longer confirmed since it was claimed gives nothing. */
async function checkOutcomes({ db }: Context, id: string, given: readonly Given[]): Promise<void> {
  const facts = new Map((await selectClaimedOutcomes(db, id)).map(fact => [fact.outcomeId, fact.state]))
  const gone = given.some(line => line.recognised > 0 && facts.get(line.outcomeId) !== 'confirmed')
  if (gone) fail('conflict', 'overpass.outcome_gone')
}

async function book(
  { db }: Context,
  claim: ClaimRow,
  lines: readonly LineRow[],
  given: readonly Given[],
): Promise<void> {
  const { personId, programmeId } = claim
  await insertPostings(
    db,
    { personId, programmeId, claimId: claim.id },
    given.flatMap(({ outcomeId, courseId, recognised }) => {
      const line = lines.find(one => one.outcomeId === outcomeId && one.courseId === courseId)
      const rest = (line?.claimed ?? 0) - recognised
      return [
        { from: 'claimed' as const, to: 'recognised' as const, amount: recognised, outcomeId },
        { from: 'claimed' as const, to: 'granted' as const, amount: rest, outcomeId },
      ]
    }),
  )
}

/** Amounts as somebody typed them, in tenths and for lines that are there. */
export const saidOf = (lines: readonly { outcomeId: string; courseId: string; credits: number }[]): Given[] =>
  lines.map(({ outcomeId, courseId, credits }) => ({ outcomeId, courseId, recognised: tenths(credits) }))

export const decide: Handler<typeof contract.decide> = async (context, { params, body }) => {
  const { opinion, lines: said } = body
  const given = (lines: readonly LineRow[]) => givenBy(opinion, lines, saidOf(said))
  const { claim, state, credits } = await decideOne(context, params.id, { ...body, given })
  if (credits > 0 && (await selectArrived(context.db, claim.id)))
    await putTodo(context.db, {
      desk: { organisationId: claim.receivingOrganisationId, role: 'school_admin' },
      ...{ kind: 'overpass.to_use', path: `/claims/${claim.id}`, subject: { kind: 'claim', id: claim.id } },
    })
  return { state, credits }
}

export const decideMany: Handler<typeof contract.decideMany> = async (context, { body }) => {
  const { claims, opinion, reasonCode, reason } = body
  const ids = new Set(claims.map(claim => claim.id))
  if (ids.size !== claims.length) fail('unprocessable', 'overpass.claim_twice')
  // In one order, so that two who decide the same claims never wait for each other in a circle.
  for (const { id, version } of claims.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    await decideOne(context, id, {
      ...{ opinion, reasonCode, reason, version },
      given: lines => givenBy(opinion, lines, []),
    })
  return { decided: claims.length }
}

/** What was recognised becomes results in the record of the learner's new school, and counts as used. */
export const useCredit: Handler<typeof contract.useCredit> = async (context, { params, body }) => {
  const { db } = context
  const claim = (await selectOptionalClaim(db, params.id)) ?? missing()
  context.require(usePermission, claim)
  if (claim.version !== body.version) stale(claim.version)
  const learnerId = (await selectArrived(db, claim.id)) ?? fail('conflict', 'overpass.not_arrived')
  // What an appeal added to what was used already is written as well, and nothing twice.
  const lines = (await selectLines(db, claim.id)).flatMap(line =>
    line.state === 'recognised' && line.recognised > line.used
      ? [{ ...line, recognised: line.recognised - line.used }]
      : [],
  )
  if (lines.length === 0) fail('conflict', 'overpass.nothing_to_use')
  const { bridge } = await groundsOfClaim(context, claim)
  const { affiliationId, name } = await signatureOf(context)
  const organisationId = claim.receivingOrganisationId
  const grounds = { agreement: bridge.titleZh, version: bridge.versionNumber, clause: bridge.clauseNumber }
  const courses = [...Map.groupBy(lines, line => line.courseId)]
  await appendOutcomes(
    context,
    courses.map(([courseId, own]) => ({
      learner: { organisationId, learnerId },
      confirmingOrganisationId: organisationId,
      ...{ kind: 'course_result', title: (own[0] as LineRow).courseName, day: today() },
      ...{ score: { scale: 'pass', passed: true }, passed: true, credits: sumOf(own) / 10 },
      course: { id: courseId, code: (own[0] as LineRow).courseCode, name: (own[0] as LineRow).courseName },
      evidence: own.map(line => ({ type: 'outcome', id: line.outcomeId })),
      note: context.text('zh', 'overpass.record_note', grounds),
      recordedBy: { affiliationId, organisationId, name },
    })),
    { subject: { kind: 'claim', id: claim.id }, organisationId },
  )
  await useLines(db, claim.id)
  const { personId, programmeId } = claim
  await insertPostings(
    db,
    { personId, programmeId, claimId: claim.id },
    lines.map(({ outcomeId, recognised }) => ({
      from: 'recognised',
      to: 'used',
      amount: recognised,
      outcomeId,
    })),
  )
  await closeTodos(db, { subject: { kind: 'claim', id: claim.id } })
  await context.audit({ action: 'overpass.used', subject: { kind: 'claim', id: claim.id } })
  return { courses: courses.length, credits: sumOf(lines) / 10 }
}
