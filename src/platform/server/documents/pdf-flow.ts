import { cleanText } from './clean-text.ts'
import type { FlowBlock, FlowColumn, FlowDocument, FlowRow } from './flow.ts'
import { createPdf, PDF_COLOR, PDF_MARGIN } from './pdf.ts'

const SIDE = 54
const PAD = 4
const SIZE = { title: 22, subtitle: 11, heading: 13, text: 10, cell: 8.5 } as const
const SIGNATURE_HEIGHT = 62

/** Sets a document as PDF: headings stay with what follows, tables repeat their head on every page. */
export async function pdfOf(flow: FlowDocument): Promise<Buffer> {
  const { title, language, author } = flow
  const { doc, finish } = await createPdf({ title, language, author })
  const setter = new Setter(doc)
  setter.line(title, SIZE.title, { bold: true, gap: 4 })
  setter.line(flow.subtitle, SIZE.subtitle, { color: PDF_COLOR.soft, gap: 14 })
  for (const block of flow.blocks) setter.block(block)
  return finish()
}

type LineOptions = { bold?: boolean; color?: string; gap?: number; keep?: number }

/** Where on which page the next piece goes. */
class Setter {
  private readonly doc: PDFKit.PDFDocument
  private y = PDF_MARGIN.top + 8

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc
  }

  private get width(): number {
    return this.doc.page.width - 2 * SIDE
  }
  private get bottom(): number {
    return this.doc.page.height - PDF_MARGIN.bottom - 12
  }

  /** Begins a new page where less than this is left. */
  private need(height: number): void {
    if (this.y + height <= this.bottom) return
    this.doc.addPage()
    this.y = PDF_MARGIN.top + 8
  }

  line(
    text: string,
    size: number,
    { bold, color = PDF_COLOR.text, gap = 6, keep = 0 }: LineOptions = {},
  ): void {
    const words = cleanText(text)
    this.doc.font(bold ? 'bold' : 'regular').fontSize(size)
    const options = { width: this.width, lineGap: size * 0.25 }
    const height = this.doc.heightOfString(words, options)
    this.need(Math.min(height + keep, this.bottom - PDF_MARGIN.top - 8))
    this.doc.fillColor(color).text(words, SIDE, this.y, options)
    this.y += height + gap
  }

  block(block: FlowBlock): void {
    switch (block.kind) {
      case 'heading':
        this.y += 8
        this.line(block.text, SIZE.heading, { bold: true, gap: 5, keep: 60 })
        break
      case 'text':
        for (const paragraph of block.text.split('\n'))
          this.line(paragraph, SIZE.text, { color: block.soft ? PDF_COLOR.soft : PDF_COLOR.text })
        break
      case 'facts':
        this.facts(block.facts)
        break
      case 'table':
        this.table(block.columns, block.rows)
        break
      case 'signatures':
        this.signatures(block.lines, block.date)
        break
    }
  }

  private facts(facts: readonly (readonly [string, string])[]): void {
    const label = this.width * 0.26
    for (const [name, value] of facts) {
      this.doc.font('regular').fontSize(SIZE.text)
      const height = this.doc.heightOfString(cleanText(value), { width: this.width - label })
      this.need(height + 6)
      this.doc.fillColor(PDF_COLOR.soft).text(cleanText(name), SIDE, this.y, { width: label - 8 })
      this.doc
        .fillColor(PDF_COLOR.text)
        .text(cleanText(value), SIDE + label, this.y, { width: this.width - label })
      this.y += height + 6
    }
    this.y += 4
  }

  private table(columns: readonly FlowColumn[], rows: readonly FlowRow[]): void {
    const whole = columns.reduce((sum, { share }) => sum + share, 0)
    const widths = columns.map(({ share }) => (share / whole) * this.width)
    const head: FlowRow = { cells: columns.map(({ header }) => header), strong: true }
    this.need(this.heightOf(head, widths) + 40)
    this.row(head, columns, widths, 1)
    for (const row of rows) {
      if (this.y + this.heightOf(row, widths) > this.bottom) {
        this.need(this.bottom)
        this.row(head, columns, widths, 1)
      }
      this.row(row, columns, widths, 0.4)
    }
    this.y += 10
  }

  private font(row: FlowRow): void {
    this.doc.font(row.strong ? 'bold' : 'regular').fontSize(SIZE.cell)
  }

  private heightOf(row: FlowRow, widths: readonly number[]): number {
    this.font(row)
    const heights = row.cells.map((cell, i) =>
      this.doc.heightOfString(cleanText(cell) || ' ', { width: (widths[i] ?? 0) - 2 * PAD }),
    )
    return Math.max(...heights) + 2 * PAD
  }

  private row(row: FlowRow, columns: readonly FlowColumn[], widths: readonly number[], rule: number): void {
    const height = this.heightOf(row, widths)
    let x = SIDE
    for (const [i, cell] of row.cells.entries()) {
      const width = widths[i] ?? 0
      this.font(row)
      this.doc.fillColor(PDF_COLOR.text).text(cleanText(cell), x + PAD, this.y + PAD, {
        width: width - 2 * PAD,
        align: columns[i]?.align ?? 'left',
      })
      x += width
    }
    this.y += height
    this.doc
      .lineWidth(rule)
      .strokeColor(rule === 1 ? PDF_COLOR.text : PDF_COLOR.line)
      .moveTo(SIDE, this.y)
      .lineTo(SIDE + this.width, this.y)
      .stroke()
  }

  private signatures(lines: readonly string[], date: string): void {
    const width = (this.width - 24) / 2
    for (let i = 0; i < lines.length; i += 2) {
      this.need(SIGNATURE_HEIGHT)
      for (const [j, words] of lines.slice(i, i + 2).entries()) {
        const x = SIDE + j * (width + 24)
        this.doc.font('regular').fontSize(SIZE.text).fillColor(PDF_COLOR.text)
        this.doc.text(cleanText(words), x, this.y, { width })
        const at = this.y + 38
        this.doc
          .lineWidth(0.6)
          .strokeColor(PDF_COLOR.text)
          .moveTo(x, at)
          .lineTo(x + width, at)
          .stroke()
        this.doc
          .fontSize(SIZE.cell)
          .fillColor(PDF_COLOR.soft)
          .text(date, x, at + 4, { width, align: 'right' })
      }
      this.y += SIGNATURE_HEIGHT
    }
  }
}
