import { cleanText } from '#platform/server/documents/clean-text.ts'
import { createPdf, PDF_COLOR, PDF_MARGIN } from '#platform/server/documents/pdf.ts'

type Register = {
  title: string
  lead: string
  language: 'zh' | 'en'
  entries: { title: string; facts: { label: string; value: string }[] }[]
}

const LABEL = 110
const GAP = 5

/** Entries one below the other, each with its facts in two columns; a fact is never cut at the foot of a page. */
export async function drawRegister({ title, lead, language, entries }: Register): Promise<Buffer> {
  const { doc, finish } = await createPdf({ title, language })
  const left = PDF_MARGIN.side + 20
  const width = doc.page.width - 2 * left
  const foot = doc.page.height - PDF_MARGIN.bottom
  let y = PDF_MARGIN.top
  const block = (
    words: string,
    x: number,
    size: number,
    at: { width: number; bold?: boolean; soft?: boolean },
  ) => {
    doc.font(at.bold ? 'bold' : 'regular').fontSize(size)
    doc.fillColor(at.soft ? PDF_COLOR.soft : PDF_COLOR.text)
    doc.text(cleanText(words), x, y, { width: at.width, lineGap: 1 })
  }
  const heightOf = (words: string, size: number, within: number, bold = false) =>
    doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .heightOfString(cleanText(words), { width: within, lineGap: 1 })
  const room = (height: number) => {
    if (y + height <= foot) return
    doc.addPage()
    y = PDF_MARGIN.top
  }
  block(title, left, 20, { width, bold: true })
  y += heightOf(title, 20, width, true) + GAP
  block(lead, left, 9.5, { width, soft: true })
  y += heightOf(lead, 9.5, width) + 3 * GAP
  for (const entry of entries) {
    const first = entry.facts[0]
    room(
      heightOf(entry.title, 12, width, true) +
        (first ? heightOf(first.value, 9.5, width - LABEL) : 0) +
        2 * GAP,
    )
    block(entry.title, left, 12, { width, bold: true })
    y += heightOf(entry.title, 12, width, true) + GAP
    for (const { label, value } of entry.facts) {
      const height = Math.max(heightOf(value, 9.5, width - LABEL), heightOf(label, 9.5, LABEL - 8))
      room(height)
      block(label, left, 9.5, { width: LABEL - 8, soft: true })
      block(value, left + LABEL, 9.5, { width: width - LABEL })
      y += height + GAP
    }
    y += GAP
    doc
      .lineWidth(0.5)
      .strokeColor(PDF_COLOR.line)
      .moveTo(left, y)
      .lineTo(left + width, y)
      .stroke()
    y += 2 * GAP
  }
  return finish()
}
