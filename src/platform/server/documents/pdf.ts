import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cleanText } from './clean-text.ts'

export type PdfOptions = {
  title: string
  language: 'zh' | 'en'
  page?: 'A4' | 'A3' | 'A5' | 'LETTER'
  landscape?: boolean
  author?: string
  /** Small line at the top of every page; the title by default. */
  header?: string
}

export type Pdf = {
  doc: PDFKit.PDFDocument
  /** Writes header and page numbers on every page and answers the file. Call once. */
  finish(): Promise<Buffer>
}

/** Points kept free at the edges of a page; printers cannot reach further, header and footer stand in it. */
export const PDF_MARGIN = { side: 30, top: 48, bottom: 42 } as const
export const PDF_COLOR = { text: '#1d2429', soft: '#5b6770', line: '#aeb7bd' } as const

const fonts = new Map<string, WeakRef<Buffer>>()

/** The bytes of a font (10 MB), which documents in quick succession share and nobody holds for long. */
function font(file: string): Buffer {
  const held = fonts.get(file)?.deref()
  if (held) return held
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${file}`)))
  fonts.set(file, new WeakRef(bytes))
  return bytes
}

/**
 * A PDF with metadata and the fonts "regular" and "bold" (Noto Sans SC; only the glyphs used are embedded).
 * Documents read both fonts (20 MB), so they belong into jobs.
 */
export async function createPdf(options: PdfOptions): Promise<Pdf> {
  const { title, language, page = 'A4', landscape, author, header } = options
  // Loaded when first needed: most processes never make one.
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: page,
    layout: landscape ? 'landscape' : 'portrait',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: { Title: cleanText(title), ...(author ? { Author: cleanText(author) } : {}), Creator: 'Overpass' },
  })
  doc.registerFont('regular', font('400Regular/NotoSansSC_400Regular.ttf'))
  doc.registerFont('bold', font('700Bold/NotoSansSC_700Bold.ttf'))
  const chunks: Buffer[] = []
  doc.on('data', chunk => chunks.push(chunk))
  return {
    doc,
    finish() {
      const { start, count } = doc.bufferedPageRange()
      for (let i = start; i < start + count; i++) {
        doc.switchToPage(i)
        writeEdges(doc, header ?? title, `${i - start + 1} / ${count}`)
      }
      return new Promise((resolve, reject) => {
        doc.once('end', () => resolve(Buffer.concat(chunks)))
        doc.once('error', reject)
        doc.end()
      })
    },
  }
}

function writeEdges(doc: PDFKit.PDFDocument, header: string, number: string): void {
  const width = doc.page.width - 2 * PDF_MARGIN.side
  const bottom = doc.page.height - PDF_MARGIN.bottom
  pdfLine(doc, header, PDF_MARGIN.side, 20, { width, size: 9, color: PDF_COLOR.soft })
  pdfLine(doc, number, PDF_MARGIN.side, bottom + 14, {
    width,
    size: 9,
    color: PDF_COLOR.soft,
    align: 'right',
  })
}

export type PdfLineOptions = {
  width: number
  size: number
  /** The text shrinks to this size before it is cut with an ellipsis. */
  leastSize?: number
  bold?: boolean
  color?: string
  align?: 'left' | 'center' | 'right'
}

/** One line of text that always fits its width. `y` is the top of the line. */
export function pdfLine(
  doc: PDFKit.PDFDocument,
  text: string,
  x: number,
  y: number,
  { width, size, leastSize = size, bold, color = PDF_COLOR.text, align = 'left' }: PdfLineOptions,
): void {
  let line = Array.from(cleanText(text).replace(/\s+/g, ' ').trim()).slice(0, 300).join('')
  doc.font(bold ? 'bold' : 'regular').fontSize(size)
  const natural = doc.widthOfString(line)
  if (natural > width) {
    doc.fontSize(Math.max(leastSize, (size * width) / natural))
    line = shorten(doc, line, width)
  }
  const free = width - doc.widthOfString(line)
  const shift = align === 'right' ? free : align === 'center' ? free / 2 : 0
  doc.fillColor(color).text(line, x + shift, y, { lineBreak: false })
}

function shorten(doc: PDFKit.PDFDocument, line: string, width: number): string {
  // A hair more than the width, since shrinking to fit exactly leaves a rounding error.
  if (doc.widthOfString(line) <= width + 0.01) return line
  const characters = Array.from(line)
  let fits = 0
  for (let low = 0, high = characters.length; low <= high; ) {
    const middle = (low + high) >> 1
    if (doc.widthOfString(`${characters.slice(0, middle).join('')}…`) <= width) {
      fits = middle
      low = middle + 1
    } else high = middle - 1
  }
  return `${characters.slice(0, fits).join('')}…`
}
