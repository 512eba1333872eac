import { TableError } from './table-error.ts'
import type { TableTask } from './table-messages.ts'
import type { TableSink } from './table-sink.ts'
import { XlsxPackage, type XmlHandler } from './xlsx-package.ts'
import { readSharedTexts, SharedTexts, unescapeText } from './xlsx-text.ts'
import { dateText, type NumberKind, plainNumber, readStyles } from './xlsx-values.ts'
import { chooseSheet, readWorkbook } from './xlsx-workbook.ts'

/** Streams one sheet of a workbook into the sink. Formulas give their stored result; macros are not looked at. */
export async function readXlsx(fd: number, task: TableTask, sink: TableSink): Promise<void> {
  const pack = await XlsxPackage.open(fd, sink.limits)
  const workbook = await readWorkbook(pack)
  const sheet = chooseSheet(workbook, task.sheet)
  sink.send({ info: { format: 'xlsx', sheets: workbook.sheets.map(s => s.name), sheet: sheet.name } })

  const { sharedStrings, styles, date1904 } = workbook
  const texts =
    sharedStrings && pack.has(sharedStrings)
      ? await readSharedTexts(pack, sharedStrings, sink.limits.sharedTextBytes)
      : new SharedTexts()
  const kinds = styles && pack.has(styles) ? await readStyles(pack, styles) : []
  await pack.parse(sheet.path, sheetHandler(sink, { texts, kinds, date1904 }), async () => {
    await sink.flush()
    return sink.full
  })
}

type CellContext = { texts: SharedTexts; kinds: NumberKind[]; date1904: boolean }

function sheetHandler(sink: TableSink, context: CellContext): XmlHandler {
  let rowNumber = 0
  let cells: string[] = []
  let column = 0
  let type = ''
  let style = 0
  let value = ''
  let collecting = false
  let phonetic = 0
  return {
    open(name, attributes) {
      if (name === 'c') {
        const reference = attributes.r
        column = reference ? columnOf(reference) : column + 1
        type = attributes.t ?? 'n'
        style = attributes.s ? Number(attributes.s) : 0
        value = ''
      } else if (name === 'v' || name === 't') collecting = phonetic === 0
      else if (name === 'rPh') phonetic++
      else if (name === 'row') {
        const stated = Number(attributes.r)
        rowNumber = stated > rowNumber && stated <= 1_048_576 ? stated : rowNumber + 1
        cells = []
        column = 0
      }
    },
    text(text) {
      if (collecting) value += text
    },
    close(name) {
      if (name === 'v' || name === 't') collecting = false
      else if (name === 'rPh') phonetic--
      else if (name === 'c') {
        if (value === '') return
        const text = cellText(type, style, value, context)
        if (text === '') return
        if (column > sink.limits.columns)
          throw new TableError('table.too_many_columns', { limit: sink.limits.columns, row: rowNumber })
        while (cells.length < column - 1) cells.push('')
        cells[column - 1] = text
      } else if (name === 'row') sink.row(rowNumber, cells)
    },
  }
}

function cellText(type: string, style: number, value: string, context: CellContext): string {
  switch (type) {
    case 's':
      return context.texts.get(Number(value))
    case 'inlineStr':
    case 'str':
      return unescapeText(value)
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '')
    case 'e':
      return value
  }
  const kind = context.kinds[style] ?? 'number'
  return kind === 'number' ? plainNumber(value) : dateText(value, kind, context.date1904)
}

/** "AB12" -> 28. Anything else is beyond every limit. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const code = reference.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column === 0 ? Number.MAX_SAFE_INTEGER : column
}
