import type { Paragraph, Table, TableCell } from 'docx'
import { cleanText } from './clean-text.ts'
import type { FlowBlock, FlowColumn, FlowDocument, FlowRow } from './flow.ts'

type Docx = typeof import('docx')

/** Fonts that Word has on machines in China, with Latin ones beside them; none is embedded. */
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: '宋体', cs: 'Calibri' } as const
const HEADING_FONT = { ...FONT, eastAsia: '黑体' } as const
/** Half points. */
const SIZE = { title: 40, subtitle: 22, heading: 26, text: 21, cell: 18 } as const
const SOFT = '5b6770'
const RULE = 'aeb7bd'
/** Twentieths of a point: A4, its margins, and what is left between them. */
const PAGE = { width: 11906, height: 16838, margin: 1134 } as const
const WIDTH = PAGE.width - 2 * PAGE.margin

/** Sets a document for Word: the same pieces as the PDF, to be edited and stamped. */
export async function docxOf(flow: FlowDocument): Promise<Buffer> {
  // Loaded when first needed: most processes never make one.
  const docx = await import('docx')
  const { AlignmentType, Document, Footer, Packer, PageNumber, TextRun } = docx
  const children = flow.blocks.flatMap(block => blockOf(docx, block))
  const document = new Document({
    title: cleanText(flow.title),
    creator: cleanText(flow.author),
    description: cleanText(flow.subtitle),
    styles: { default: { document: { run: { font: FONT, size: SIZE.text } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new docx.Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({
                    children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                    ...{ size: SIZE.cell, color: SOFT },
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          paragraph(docx, flow.title, { size: SIZE.title, bold: true, heading: 'title' }),
          paragraph(docx, flow.subtitle, { size: SIZE.subtitle, color: SOFT, after: 280 }),
          ...children,
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

type TextOptions = {
  size?: number
  bold?: boolean
  color?: string
  after?: number
  heading?: 'title' | 'section'
  align?: FlowColumn['align']
}

function paragraph(docx: Docx, text: string, options: TextOptions = {}): Paragraph {
  const { size = SIZE.text, bold, color, after = 100, heading, align = 'left' } = options
  const { AlignmentType, HeadingLevel } = docx
  return new docx.Paragraph({
    ...(heading && {
      heading: heading === 'title' ? HeadingLevel.TITLE : HeadingLevel.HEADING_1,
      keepNext: true,
    }),
    spacing: { after, before: heading === 'section' ? 240 : 0 },
    alignment: { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER }[align],
    children: [
      new docx.TextRun({
        text: cleanText(text),
        ...{ size, bold, color: color ?? '1d2429', font: heading ? HEADING_FONT : FONT },
      }),
    ],
  })
}

function blockOf(docx: Docx, block: FlowBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph(docx, block.text, { size: SIZE.heading, bold: true, heading: 'section' })]
    case 'text':
      return block.text
        .split('\n')
        .map(text => paragraph(docx, text, block.soft ? { color: SOFT, size: SIZE.cell } : {}))
    case 'facts':
      return [
        table(
          docx,
          [
            { header: '', share: 26 },
            { header: '', share: 74 },
          ],
          block.facts.map(([label, value]) => ({ cells: [label, value] })),
        ),
      ]
    case 'table':
      return [
        table(docx, block.columns, [
          { cells: block.columns.map(({ header }) => header), strong: true, head: true },
          ...block.rows,
        ]),
        paragraph(docx, ''),
      ]
    case 'signatures':
      return block.lines.flatMap(line => [
        paragraph(docx, `${line} ＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿`, { after: 60 }),
        paragraph(docx, block.date, { size: SIZE.cell, color: SOFT, align: 'right', after: 240 }),
      ])
  }
}

function table(
  docx: Docx,
  columns: readonly FlowColumn[],
  rows: readonly (FlowRow & { head?: boolean })[],
): Table {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.round((share / whole) * WIDTH))
  const { BorderStyle, WidthType } = docx
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const line = { style: BorderStyle.SINGLE, size: 4, color: RULE }
  const cell = (text: string, i: number, row: FlowRow): TableCell =>
    new docx.TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 70, right: 70 },
      children: [
        paragraph(docx, text, { size: SIZE.cell, bold: row.strong, after: 0, align: columns[i]?.align }),
      ],
    })
  return new docx.Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      ...{ top: line, bottom: line, insideHorizontal: line },
      ...{ left: none, right: none, insideVertical: none },
    },
    rows: rows.map(
      row =>
        new docx.TableRow({
          tableHeader: row.head,
          cantSplit: true,
          children: row.cells.map((text, i) => cell(text, i, row)),
        }),
    ),
  })
}
