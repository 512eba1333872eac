import { payload } from '#modules/records/contract/payload.ts'
import { dayOf, daysAfter, today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type { getClaim as contract } from '../contract/claims.ts'
import type { Sentence } from '../contract/parts.ts'
import { readClaim } from '../policy.ts'
import { allowedBy, isAppealable } from '../rules/decision.ts'
import { groundsOf } from './bridges.ts'
import { loadKnown, readBack } from './facts.ts'
import { appealDays, votesLeast } from './parameters.ts'
import { selectOptionalAppealOf } from './queries/appeals.ts'
import { type SignedBridge, selectBridges } from './queries/bridges.ts'
import {
  type ClaimRow,
  type FactRow,
  type LineRow,
  selectArrived,
  selectClaimedOutcomes,
  selectLines,
  selectOptionalClaim,
  selectVotes,
} from './queries/claims.ts'

/** The last day on which a decision can be appealed; null while there is none. */
export async function appealUntil(context: Context, claim: ClaimRow): Promise<string | null> {
  if (!claim.decidedAt || !claim.groupId) return null
  const days = await readParameter(context.db, appealDays, { groupId: claim.groupId })
  return daysAfter(dayOf(claim.decidedAt), days)
}

/** The bridge a claim goes along, read back; a signed clause is never gone. */
export async function groundsOfClaim(
  context: Context,
  claim: ClaimRow,
): Promise<{ bridge: SignedBridge; sentences: Sentence[] }> {
  const [bridge] = await selectBridges(context.db, [claim.clauseId])
  if (!bridge) return missing()
  const known = await loadKnown(context.db, [bridge.data])
  return { bridge, sentences: readBack(bridge.data, known.names) }
}

export const getClaim: Handler<typeof contract> = async (context, { params }) => {
  const { db } = context
  const claim = (await selectOptionalClaim(db, params.id)) ?? missing()
  context.require(readClaim, claim)
  if (claim.personId !== context.signedIn().personId)
    context.noteReading(claim.organisationId, [claim.learnerId])
  const { bridge, sentences } = await groundsOfClaim(context, claim)
  const voices = await selectVotes(db, claim.id)
  const appeal = (await selectOptionalAppealOf(db, claim.id)) ?? null
  const until = await appealUntil(context, claim)
  const lines = await selectLines(db, claim.id)
  const facts = new Map((await selectClaimedOutcomes(db, claim.id)).map(row => [row.outcomeId, row]))
  const { reasonCode, reason, decidedName, decidedAt, guardianIds, ...row } = claim
  const { personId } = context.signedIn()
  // A guardian sees what the learner sees.
  const isOwn = claim.personId === personId || guardianIds.includes(personId)
  // Who takes a claim back no longer shows the school anything by it.
  const isShown = isOwn || claim.state !== 'withdrawn'
  const shown = isShown ? [...Map.groupBy(lines, line => line.outcomeId)] : []
  return {
    ...row,
    note: isShown ? claim.note : null,
    votes: voices.length,
    grounds: groundsOf(bridge),
    sentences,
    items: shown.map(([outcomeId, own]) => itemOf(own, facts.get(outcomeId), sentences, bridge)),
    // Who of the committee said what is for the school; the learner is told the decision and its reason.
    voices: isOwn ? [] : voices,
    votesLeast: await readParameter(db, votesLeast, { groupId: claim.groupId }),
    allowed: voices.length ? allowedBy(voices.map(voice => voice.opinion)) : [],
    decision: reasonCode && decidedAt ? { reasonCode, reason, by: decidedName, at: decidedAt } : null,
    appealUntil: isAppealable(claim, until, today()) ? until : null,
    appeal,
    arrivedId: await selectArrived(db, claim.id),
  }
}

function itemOf(
  lines: readonly LineRow[],
  fact: FactRow | undefined,
  sentences: readonly Sentence[],
  bridge: SignedBridge,
) {
  const [{ outcomeId, recognitionId, state, expiresOn }] = lines as [LineRow, ...LineRow[]]
  const at = bridge.data.recognitions.findIndex(rule => rule.id === recognitionId)
  return {
    ...{ outcomeId, recognitionId, state, expiresOn },
    rule: sentences.find(sentence => sentence.part === `recognitions.${at}`)?.text ?? null,
    facts: fact ? factsOf(fact) : null,
    lines: lines.map(({ courseId, courseName, claimed, recognised }) => ({
      ...{ courseId, name: courseName },
      ...{ claimed: claimed / 10, recognised: recognised / 10 },
    })),
  }
}

function factsOf({ state, disputed, kind, heldOn, payload: said, byZh, byEn }: FactRow) {
  const read = payload.safeParse(said)
  if (!read.success) return null
  const { title, score, level, prize, credits, hours, evidence, certificate } = read.data
  return {
    ...{ state, disputed, kind, title, day: heldOn, level, prize, credits, hours },
    score: score && scoreText(score),
    confirmedBy: { zh: byZh, en: byEn },
    evidence: evidence.flatMap(one => {
      if (one.type === 'outcome') return []
      return [
        one.type === 'link' ? { name: one.title ?? one.url, url: one.url } : { name: one.name, url: null },
      ]
    }),
    certificate: certificate ? `${certificate.number} · ${certificate.issuer}` : null,
  }
}

type Score = NonNullable<ReturnType<typeof payload.parse>['score']>

/** A score as it was given; grades and passes by the code of their words. */
function scoreText(score: Score): string {
  if (score.scale === 'five') return score.grade
  if (score.scale === 'pass') return score.passed ? 'passed' : 'failed'
  return score.scale === 'points' ? `${score.value}/${score.max}` : String(score.value)
}
