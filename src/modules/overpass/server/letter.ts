import { dayOf, today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Language } from '#platform/contract/fields.ts'
import type { FlowBlock, FlowDocument } from '#platform/server/documents/flow.ts'
import { pdfOf } from '#platform/server/documents/pdf-flow.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { getLetter as contract } from '../contract/claims.ts'
import type { Sentence } from '../contract/parts.ts'
import { ownClaim } from '../policy.ts'
import { isAppealable } from '../rules/decision.ts'
import { appealUntil, groundsOfClaim } from './claim-page.ts'
import { type AppealOfClaim, selectOptionalAppealOf } from './queries/appeals.ts'
import type { SignedBridge } from './queries/bridges.ts'
import { type ClaimRow, type LineRow, selectLines, selectOptionalClaim } from './queries/claims.ts'
import { fail } from './values.ts'

/** The decision on a claim as a letter to the learner: what, why, by which rule of which version, and the appeal. */
export const getLetter: Handler<typeof contract> = async (context, { params }) => {
  const { db, text } = context
  const claim = (await selectOptionalClaim(db, params.id)) ?? missing()
  context.require(ownClaim, claim)
  if (!claim.decidedAt) fail('conflict', 'overpass.not_decided')
  const until = await appealUntil(context, claim)
  const flow = letterOf(
    {
      claim,
      ...(await groundsOfClaim(context, claim)),
      lines: await selectLines(db, claim.id),
      appeal: await selectOptionalAppealOf(db, claim.id),
      appealUntil: isAppealable(claim, until, today()) ? until : null,
    },
    text,
  )
  return {
    name: `${flow.title} ${dayOf(claim.decidedAt ?? '')}.pdf`,
    mediaType: 'application/pdf',
    content: await pdfOf(flow),
  }
}

type Decided =
  | 'id'
  | 'state'
  | 'learnerName'
  | 'programme'
  | 'receiving'
  | 'claimed'
  | 'recognised'
  | 'decidedAt'
  | 'automatic'
  | 'reasonCode'
  | 'reason'
export type LetterParts = {
  claim: Pick<ClaimRow, Decided>
  bridge: Pick<SignedBridge, 'titleZh' | 'titleEn' | 'versionNumber' | 'clauseNumber' | 'data'>
  sentences: readonly Sentence[]
  lines: readonly Pick<LineRow, 'recognitionId' | 'courseName' | 'claimed' | 'recognised'>[]
  appeal: Pick<AppealOfClaim, 'state' | 'answer' | 'at'> | undefined
  /** Until when it can be appealed; null where it cannot. */
  appealUntil: string | null
}
type Text = (language: Language, key: string, data?: Record<string, string | number>) => string

/** The letter, in one language after the other. */
export function letterOf(parts: LetterParts, text: Text): FlowDocument {
  return {
    title: text('zh', 'overpass.letter.title'),
    subtitle: `${text('en', 'overpass.letter.title')} · ${parts.claim.id}`,
    language: 'zh',
    author: parts.claim.receiving.name.zh,
    blocks: [...blocksIn('zh', parts, text), ...blocksIn('en', parts, text)],
  }
}

function blocksIn(language: Language, parts: LetterParts, text: Text): FlowBlock[] {
  const { claim, bridge, sentences, lines, appeal, appealUntil: until } = parts
  const say = (key: string, data?: Record<string, string | number>) => text(language, key, data)
  const inWords = (name: { zh: string; en: string | null }) => (language === 'en' && name.en) || name.zh
  const words = (said: string): FlowBlock => ({ kind: 'text', text: said })
  const soft = (said: string): FlowBlock => ({ kind: 'text', text: said, soft: true })
  // What the committee changed is its decision; the school's reason was for another one.
  const changed = appeal?.state === 'changed' ? appeal : null
  const rules = new Set(lines.map(line => line.recognitionId))
  return [
    { kind: 'heading', text: say('overpass.letter.to', { name: claim.learnerName }) },
    words(
      say(`overpass.letter.${changed ? 'changed' : claim.state}`, {
        ...{ programme: inWords(claim.programme.name), school: inWords(claim.receiving.name) },
        ...{ claimed: claim.claimed, recognised: claim.recognised },
        day: dayOf(changed?.at ?? claim.decidedAt ?? ''),
      }),
    ),
    ...lines.map(line =>
      soft(
        say('overpass.letter.line', {
          course: inWords(line.courseName),
          ...{ claimed: line.claimed / 10, recognised: line.recognised / 10 },
        }),
      ),
    ),
    ...(changed ? [] : [words(say('overpass.letter.reason', { reason: reasonOf(claim, say) }))]),
    ...(appeal?.answer ? [words(say('overpass.letter.appeal_answer', { answer: appeal.answer }))] : []),
    words(
      say('overpass.letter.grounds', {
        agreement: inWords({ zh: bridge.titleZh, en: bridge.titleEn }),
        ...{ version: bridge.versionNumber, clause: bridge.clauseNumber },
      }),
    ),
    ...bridge.data.recognitions.flatMap((rule, i) => {
      const sentence = sentences.find(each => each.part === `recognitions.${i}`)
      return rules.has(rule.id) && sentence ? [soft(sentence.text[language])] : []
    }),
    ...(until ? [words(say('overpass.letter.appeal', { day: until }))] : []),
  ]
}

const reasonOf = (claim: LetterParts['claim'], say: (key: string) => string) =>
  claim.automatic
    ? say('overpass.letter.by_rule')
    : [say(`overpass.reason.${claim.reasonCode}`), claim.reason].filter(Boolean).join(' · ')
