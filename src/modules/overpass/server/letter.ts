import { dayOf } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Language } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { createPdf, PDF_COLOR, PDF_MARGIN, pdfLine } from '#platform/server/documents/pdf.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { getLetter as contract } from '../contract/claims.ts'
import { ownClaim } from '../policy.ts'
import { appealUntil, groundsOfClaim } from './claim-page.ts'
import { selectOptionalAppealOf } from './queries/appeals.ts'
import { type ClaimRow, type LineRow, selectLines, selectOptionalClaim } from './queries/claims.ts'
import { fail } from './values.ts'

const LEFT = 56
const LANGUAGES = ['zh', 'en'] as const

/** The decision on a claim as a letter to the learner: what, why, by which rule of which version, and the appeal. */
export const getLetter: Handler<typeof contract> = async (context, { params }) => {
  const claim = (await selectOptionalClaim(context.db, params.id)) ?? missing()
  context.require(ownClaim, claim)
  if (!claim.decidedAt) fail('conflict', 'overpass.not_decided')
  const title = context.text('zh', 'overpass.letter.title')
  return {
    name: `${title} ${dayOf(claim.decidedAt ?? '')}.pdf`,
    mediaType: 'application/pdf',
    content: await draw(context, claim),
  }
}

async function draw(context: Context, claim: ClaimRow): Promise<Buffer> {
  const { text } = context
  const { bridge, sentences } = await groundsOfClaim(context, claim)
  const lines = await selectLines(context.db, claim.id)
  const appeal = await selectOptionalAppealOf(context.db, claim.id)
  const until = await appealUntil(context, claim)
  const title = text('zh', 'overpass.letter.title')
  const { doc, finish } = await createPdf({ title, language: 'zh', header: `${title} ${claim.id}` })
  const width = doc.page.width - 2 * LEFT
  let y = 60
  const line = (words: string, size = 10.5, more: { bold?: boolean; color?: string } = {}) => {
    doc.fontSize(size)
    const height = doc.heightOfString(words, { width })
    if (y + height > doc.page.height - PDF_MARGIN.bottom) {
      doc.addPage({ margin: 0 })
      y = PDF_MARGIN.top
    }
    pdfLine(doc, words, LEFT, y, { width, size, leastSize: 6, ...more })
    y += size * 1.7
  }
  const rules = new Set(lines.map(each => each.recognitionId))
  for (const language of LANGUAGES) {
    const say = (key: string, data?: Record<string, string | number>) => text(language, key, data)
    const inWords = (name: { zh: string; en: string | null }) => (language === 'en' && name.en) || name.zh
    line(say('overpass.letter.title'), language === 'zh' ? 22 : 15, { bold: true })
    y += 6
    line(say('overpass.letter.to', { name: claim.learnerName }))
    line(
      say(`overpass.letter.${claim.state}`, {
        ...{ programme: inWords(claim.programme.name), school: inWords(claim.receiving.name) },
        ...{ claimed: claim.claimed, recognised: claim.recognised, day: dayOf(claim.decidedAt ?? '') },
      }),
    )
    for (const each of lines) line(lineText(each, say, inWords), 9.5, { color: PDF_COLOR.soft })
    line(say('overpass.letter.reason', { reason: reasonOf(claim, say) }))
    const grounds = {
      agreement: inWords({ zh: bridge.titleZh, en: bridge.titleEn }),
      ...{ version: bridge.versionNumber, clause: bridge.clauseNumber },
    }
    line(say('overpass.letter.grounds', grounds))
    bridge.data.recognitions.forEach((rule, i) => {
      const sentence = sentences.find(each => each.part === `recognitions.${i}`)
      if (rules.has(rule.id) && sentence)
        line(sentence.text[language as Language], 9, { color: PDF_COLOR.soft })
    })
    if (appeal?.answer) line(say('overpass.letter.appeal_answer', { answer: appeal.answer }))
    else if (until && claim.state !== 'approved') line(say('overpass.letter.appeal', { day: until }))
    y += 14
  }
  return finish()
}

function lineText(
  { courseName, claimed, recognised }: LineRow,
  say: (key: string, data?: Record<string, string | number>) => string,
  inWords: (name: LineRow['courseName']) => string,
): string {
  return say('overpass.letter.line', {
    course: inWords(courseName),
    ...{ claimed: claimed / 10, recognised: recognised / 10 },
  })
}

const reasonOf = (claim: ClaimRow, say: (key: string) => string) =>
  claim.automatic
    ? say('overpass.letter.by_rule')
    : [say(`overpass.reason.${claim.reasonCode}`), claim.reason].filter(Boolean).join(' · ')
