import { closeTodos } from '#modules/information/server/index.ts'
import { signatureOf } from '#modules/members/server/index.ts'
import { appendOutcomes } from '#modules/records/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/decisions.ts'
import { decideClaim, useCredit as usePermission, voteOnClaim } from '../policy.ts'
import { tenths } from '../rules/credits.ts'
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
import { insertAllPostings, insertPostings } from './queries/bank.ts'
import {
  type LineRow,
  selectArrived,
  selectLines,
  selectOptionalClaim,
  settleLines,
  takeRecognised,
  upsertVote,
  useLines,
} from './queries/claims.ts'
import {
  type Deciding,
  type DecidingLine,
  endClaims,
  selectDeciding,
  selectDecidingLines,
  selectGone,
  selectOpinions,
} from './queries/decide.ts'
import { askToUse } from './to-use.ts'
import { fail } from './values.ts'

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
  given: (lines: readonly DecidingLine[]) => Given[]
}

/** Decides claims as their voices allow, all of them or none; books what they gave, in credits, and frees the rest. */
async function decideAll(
  context: Context,
  seen: readonly { id: string; version: number }[],
  { opinion, reasonCode, reason, given: givenOf }: Decision,
): Promise<number> {
  const { db } = context
  const ids = seen.map(claim => claim.id)
  const claims = await selectDeciding(db, ids)
  if (claims.length !== ids.length) missing()
  for (const claim of claims) context.require(decideClaim, claim)
  if (claims.some(claim => claim.state !== 'submitted')) fail('conflict', 'overpass.decided_already')
  const { personId } = context.signedIn()
  if (claims.some(claim => claim.personId === personId)) fail('conflict', 'overpass.own_claim')
  await checkVoices(context, claims, opinion)
  if ((opinion === 'approve') !== (reasonCode === 'as_the_rule'))
    fail('unprocessable', 'overpass.reason_unfit', undefined, [{ path: 'body.reasonCode', code: 'invalid' }])
  const lines = Map.groupBy(await selectDecidingLines(db, ids), line => line.claimId)
  const gone = await selectGone(db, ids)
  const settled = claims.flatMap(claim => {
    const own = lines.get(claim.id) ?? []
    const given = givenOf(own)
    if (opinionOf(own, given) !== opinion)
      fail('unprocessable', 'overpass.amounts_unfit', undefined, [{ path: 'body.lines', code: 'invalid' }])
    // What was revoked or is no longer confirmed since it was claimed gives nothing.
    if (given.some(line => line.recognised > 0 && gone.has(line.outcomeId)))
      fail('conflict', 'overpass.outcome_gone')
    return given.map((line, i) => ({ ...line, claim, claimed: own[i]?.claimed ?? 0 }))
  })
  const { name } = await signatureOf(context)
  const state = DECIDED[opinion]
  const ended = await endClaims(db, seen, { state, reasonCode, reason, name })
  if (ended.length !== ids.length) stale(claims.find(claim => !ended.includes(claim.id))?.version ?? 1)
  await settleLines(
    db,
    settled.map(({ claim, outcomeId, courseId, recognised }) => ({
      ...{ claimId: claim.id, outcomeId, courseId, recognised },
    })),
  )
  await insertAllPostings(
    db,
    settled.flatMap(({ claim, outcomeId, claimed, recognised }) => {
      const ledger = {
        personId: claim.personId,
        programmeId: claim.programmeId,
        claimId: claim.id,
        outcomeId,
      }
      return [
        { ...ledger, from: 'claimed' as const, to: 'recognised' as const, amount: recognised },
        { ...ledger, from: 'claimed' as const, to: 'granted' as const, amount: claimed - recognised },
      ]
    }),
  )
  await Promise.all(
    claims.flatMap(({ id, clauseId }) => [
      closeTodos(db, { subject: { kind: 'claim', id } }),
      context.audit({
        action: `overpass.${state}`,
        subject: { kind: 'claim', id },
        data: {
          ...{ clause: clauseId, reason: reasonCode },
          credits: sumOf(settled.filter(line => line.claim.id === id)) / 10,
        },
      }),
    ]),
  )
  await askToUse(
    db,
    claims.filter(({ id }) => settled.some(line => line.claim.id === id && line.recognised > 0)),
  )
  return sumOf(settled) / 10
}

const sumOf = (given: readonly { recognised: number }[]) =>
  given.reduce((sum, line) => sum + line.recognised, 0)

/** Enough voices on each claim, and none decided against most of them. */
async function checkVoices({ db }: Context, claims: readonly Deciding[], opinion: Opinion): Promise<void> {
  const votes = Map.groupBy(
    await selectOpinions(
      db,
      claims.map(claim => claim.id),
    ),
    vote => vote.claimId,
  )
  for (const [groupId, own] of Map.groupBy(claims, claim => claim.groupId)) {
    const least = await readParameter(db, votesLeast, { groupId })
    for (const claim of own) {
      const said = (votes.get(claim.id) ?? []).map(each => each.opinion)
      if (said.length < least) fail('conflict', 'overpass.voices_missing', { least, given: said.length })
      if (!allowedBy(said).includes(opinion)) fail('conflict', 'overpass.against_committee')
    }
  }
}

/** Amounts as somebody typed them, in tenths and for lines that are there. */
export const saidOf = (lines: readonly { outcomeId: string; courseId: string; credits: number }[]): Given[] =>
  lines.map(({ outcomeId, courseId, credits }) => ({ outcomeId, courseId, recognised: tenths(credits) }))

export const decide: Handler<typeof contract.decide> = async (context, { params, body }) => {
  const { opinion, lines: said, version } = body
  const credits = await decideAll(context, [{ id: params.id, version }], {
    ...body,
    given: lines => givenBy(opinion, lines, saidOf(said)),
  })
  return { state: DECIDED[opinion], credits }
}

export const decideMany: Handler<typeof contract.decideMany> = async (context, { body }) => {
  const { claims, opinion, reasonCode, reason } = body
  if (new Set(claims.map(claim => claim.id)).size !== claims.length)
    fail('unprocessable', 'overpass.claim_twice')
  await decideAll(context, claims, {
    ...{ opinion, reasonCode, reason },
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
  const taken = await takeRecognised(db, claim.id)
  // What an appeal added to what was used already is written as well, and nothing twice.
  const lines = (await selectLines(db, claim.id)).flatMap(line =>
    taken.has(line.outcomeId) && line.recognised > line.used
      ? [{ ...line, recognised: line.recognised - line.used }]
      : [],
  )
  if (lines.length === 0) fail('conflict', 'overpass.nothing_to_use')
  await useLines(db, claim.id, [...taken])
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
