import { cleanText } from './clean-text.ts'
import { createPdf, PDF_COLOR, PDF_MARGIN, type PdfOptions, pdfLine } from './pdf.ts'

/** One card of a sheet. Every text is one line; long ones shrink, then end in an ellipsis. */
export type PdfCard = {
  /** Small, above: where the card comes from. */
  heading?: string
  /** Large: whom it is for. */
  title: string
  lines?: { label: string; value: string }[]
  /** Set in cells of one width, so that no character is misread. */
  code?: { label: string; value: string }
  /** Small, at the foot. */
  note?: string
  /** Text of a QR code. */
  qr?: string
}

export type PdfCardsOptions = Omit<PdfOptions, 'page' | 'landscape'> & { cards: PdfCard[] }

const COLUMNS = 2
const ROWS = 5
const PADDING = 13
const QR_SIZE = 74
const CARDS_MOST = 2000

/** Cards to cut apart, two by five on each A4 page, with dashed lines between them. */
export async function pdfCards({ cards, ...options }: PdfCardsOptions): Promise<Buffer> {
  if (cards.length > CARDS_MOST) throw new RangeError(`At most ${CARDS_MOST} cards on one sheet`)
  const { doc, finish } = await createPdf({ ...options, page: 'A4' })
  const width = (doc.page.width - 2 * PDF_MARGIN.side) / COLUMNS
  const height = (doc.page.height - PDF_MARGIN.top - PDF_MARGIN.bottom) / ROWS
  for (const [index, card] of cards.entries()) {
    const place = index % (COLUMNS * ROWS)
    if (place === 0) {
      if (index > 0) doc.addPage()
      const rows = Math.min(ROWS, Math.ceil((cards.length - index) / COLUMNS))
      drawCutLines(doc, width, height, rows)
    }
    const x = PDF_MARGIN.side + (place % COLUMNS) * width
    const y = PDF_MARGIN.top + Math.floor(place / COLUMNS) * height
    await drawCard(doc, card, x + PADDING, y + PADDING, width - 2 * PADDING, height - 2 * PADDING)
  }
  return finish()
}

function drawCutLines(doc: PDFKit.PDFDocument, width: number, height: number, rows: number): void {
  const { side, top } = PDF_MARGIN
  doc.save().lineWidth(0.5).strokeColor(PDF_COLOR.line).dash(3, { space: 3 })
  for (let i = 0; i <= COLUMNS; i++)
    doc.moveTo(side + i * width, top).lineTo(side + i * width, top + rows * height)
  for (let i = 0; i <= rows; i++)
    doc.moveTo(side, top + i * height).lineTo(side + COLUMNS * width, top + i * height)
  doc.stroke().restore()
}

async function drawCard(
  doc: PDFKit.PDFDocument,
  card: PdfCard,
  x: number,
  y: number,
  width: number,
  height: number,
): Promise<void> {
  const textWidth = card.qr ? width - QR_SIZE - 10 : width
  const soft = { color: PDF_COLOR.soft, leastSize: 6 }
  if (card.heading) pdfLine(doc, card.heading, x, y, { width, size: 8.5, ...soft })
  pdfLine(doc, card.title, x, y + 15, { width: textWidth, size: 15, leastSize: 9, bold: true })
  const lines = (card.lines ?? []).slice(0, 2)
  lines.forEach(({ label, value }, i) => {
    const lineY = y + 41 + i * 15
    pdfLine(doc, label, x, lineY + 1.5, { width: 44, size: 8.5, ...soft })
    pdfLine(doc, value, x + 48, lineY, { width: textWidth - 48, size: 10, leastSize: 7 })
  })
  if (card.code) {
    const codeY = y + 46 + lines.length * 15
    pdfLine(doc, card.code.label, x, codeY, { width: textWidth, size: 8.5, ...soft })
    drawCode(doc, card.code.value, x, codeY + 12, textWidth)
  }
  if (card.note) pdfLine(doc, card.note, x, y + height - 11, { width, size: 8.5, ...soft })
  if (card.qr) await drawQr(doc, card.qr, x + width - QR_SIZE, y + 17, QR_SIZE)
}

/** Characters in cells of one width, wide enough for a W; a hyphen takes less. */
function drawCode(doc: PDFKit.PDFDocument, code: string, x: number, y: number, width: number): void {
  const characters = Array.from(cleanText(code)).slice(0, 40)
  const cells = characters.reduce((sum, char) => sum + cellsOf(char), 0)
  const cell = Math.min(13, width / Math.max(1, cells))
  doc
    .font('bold')
    .fontSize(cell * 1.08)
    .fillColor(PDF_COLOR.text)
  let left = x
  for (const char of characters) {
    const own = cell * cellsOf(char)
    doc.text(char, left + (own - doc.widthOfString(char)) / 2, y, { lineBreak: false })
    left += own
  }
}

function cellsOf(character: string): number {
  return character === '-' ? 0.6 : 1
}

/** A QR code as one filled path: sharp at any size and small in the file. */
export async function drawQr(
  doc: PDFKit.PDFDocument,
  text: string,
  x: number,
  y: number,
  size: number,
): Promise<void> {
  const { create } = await import('qrcode')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const unit = size / modules.size
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      let run = 0
      while (column + run < modules.size && modules.get(row, column + run)) run++
      // A hair of overlap: renderers leave white seams between touching shapes.
      if (run > 0) doc.rect(x + column * unit, y + row * unit, run * unit, unit + 0.05)
      column += run
    }
  }
  doc.fill('#000000')
}
