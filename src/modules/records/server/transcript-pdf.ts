import type { Context } from '#platform/server/context.ts'
import { createPdf, PDF_COLOR, PDF_MARGIN, pdfLine } from '#platform/server/documents/pdf.ts'
import { drawQr } from '#platform/server/documents/pdf-cards.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import type { Learner, RecordEntry } from '../contract/record.ts'
import { writeScore } from '../rules/score.ts'

export type Transcript = {
  number: string
  holder: string
  asOf: string
  spans: Pick<Learner, 'organisation' | 'startsOn' | 'endsOn' | 'number'>[]
  entries: RecordEntry[]
  credits: number
  /** SHA-256 of the content, in hex. */
  hash: string
}

const QR = 78
const LEFT = 48
const ROW = 27
const LANGUAGES = ['zh', 'en'] as const

const grouped = (text: string) => text.replace(/(.{4})(?=.)/g, '$1 ')

/** The printed record in both languages, two lines an entry, with a code that leads to what it is worth later. */
export async function drawTranscript(
  context: Pick<Context, 'text' | 'config'>,
  shown: Transcript,
): Promise<Buffer> {
  const { text, config } = context
  const title = text('zh', 'records.transcript.title')
  const { doc, finish } = await createPdf({ title, language: 'zh', header: `${title} ${shown.number}` })
  const width = doc.page.width - 2 * LEFT
  const bottom = doc.page.height - PDF_MARGIN.bottom - 12
  const address = ownAddress(config, `/verify/record/${shown.number}#${shown.hash}`)
  let y = 54
  const line = (
    words: string,
    size: number,
    more: { bold?: boolean; color?: string; width?: number } = {},
  ) => {
    pdfLine(doc, words, LEFT, y, { width: width - QR - 16, leastSize: 7, size, ...more })
    y += size * 1.5
  }
  line(title, 24, { bold: true })
  line(text('en', 'records.transcript.title'), 11, { color: PDF_COLOR.soft })
  y += 6
  line(shown.holder, 17, { bold: true })
  for (const span of shown.spans.slice(0, 4)) {
    const years = `${span.startsOn} – ${span.endsOn ?? ''}`
    const { name } = span.organisation
    line([name.zh, name.en, span.number, years].filter(Boolean).join(' · '), 9)
  }
  const figures = { entries: shown.entries.length, credits: shown.credits, day: shown.asOf.slice(0, 10) }
  for (const language of LANGUAGES)
    line(text(language, 'records.transcript.sum', figures), 9, { color: PDF_COLOR.soft })
  await drawQr(doc, address, LEFT + width - QR, 54, QR)
  y = Math.max(y, 54 + QR) + 12
  drawHead()
  for (const entry of shown.entries) {
    if (y + ROW > bottom) {
      doc.addPage({ margin: 0 })
      y = PDF_MARGIN.top
      drawHead()
    }
    drawEntry(entry)
  }
  if (y + 74 > bottom) {
    doc.addPage({ margin: 0 })
    y = PDF_MARGIN.top
  }
  y += 14
  for (const language of LANGUAGES) {
    pdfLine(doc, text(language, 'records.transcript.check', { number: shown.number }), LEFT, y, {
      ...{ width, size: 8.5, leastSize: 6, color: PDF_COLOR.soft },
    })
    y += 13
  }
  pdfLine(doc, `SHA-256 ${grouped(shown.hash)}`, LEFT, y, {
    width,
    size: 7.5,
    leastSize: 5,
    color: PDF_COLOR.soft,
  })
  pdfLine(doc, `${ownAddress(config)}/verify/record/${shown.number}`, LEFT, y + 12, {
    ...{ width, size: 7.5, leastSize: 5, color: PDF_COLOR.soft },
  })
  return finish()

  function columns(): { x: number; width: number }[] {
    let x = LEFT
    return [62, width - 62 - 66 - 56 - 40 - 130, 66, 56, 40, 130].map(columnWidth => {
      const column = { x, width: columnWidth - 8 }
      x += columnWidth
      return column
    })
  }

  function drawHead(): void {
    const keys = ['day', 'what', 'kind', 'score', 'credits', 'by'] as const
    for (const [i, column] of columns().entries())
      for (const [j, language] of LANGUAGES.entries())
        pdfLine(doc, text(language, `records.transcript.column.${keys[i] ?? 'day'}`), column.x, y + j * 10, {
          ...{ width: column.width, size: 8, leastSize: 5, bold: j === 0, color: PDF_COLOR.soft },
        })
    y += 23
    doc
      .lineWidth(1)
      .strokeColor(PDF_COLOR.text)
      .moveTo(LEFT, y)
      .lineTo(LEFT + width, y)
      .stroke()
    y += 5
  }

  function drawEntry(entry: RecordEntry): void {
    const { organisation, group } = entry.confirmedBy
    const by = (group ?? organisation).name
    const score = entry.score ? writeScore(entry.score) : entry.passed === null ? '' : null
    const cells = [
      [entry.day, entry.term ?? ''],
      [
        entry.title.zh,
        entry.certificate ? `${entry.title.en ?? ''} ${entry.certificate.number}` : (entry.title.en ?? ''),
      ],
      LANGUAGES.map(language => text(language, `records.kind.${entry.kind}`)),
      [score ?? '', entry.disputed ? text('en', 'records.disputed') : englishScore(entry)],
      [entry.credits === null ? '' : String(entry.credits), ''],
      [by.zh, by.en ?? ''],
    ]
    for (const [i, column] of columns().entries())
      for (const [j, words] of (cells[i] ?? []).entries())
        pdfLine(doc, words, column.x, y + j * 11, {
          ...{ width: column.width, size: j === 0 ? 9 : 7.5, leastSize: 5.5 },
          color: j === 0 ? PDF_COLOR.text : PDF_COLOR.soft,
        })
    y += ROW - 3
    doc
      .lineWidth(0.4)
      .strokeColor(PDF_COLOR.line)
      .moveTo(LEFT, y)
      .lineTo(LEFT + width, y)
      .stroke()
    y += 3
  }

  function englishScore({ score }: RecordEntry): string {
    if (score?.scale === 'five') return text('en', `records.grade.${score.grade}`)
    return score?.scale === 'pass' ? text('en', `records.grade.${score.passed ? 'passed' : 'failed'}`) : ''
  }
}
