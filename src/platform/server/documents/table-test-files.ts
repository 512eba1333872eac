import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { type ReadTableOptions, readTable, TableError, type TableRow } from './read-table.ts'

/** A folder for the files of one test file, gone afterwards. */
export async function testFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'overpass-table-'))
  let count = 0
  return {
    async file(content: Buffer | string): Promise<string> {
      const path = join(folder, `file-${++count}`)
      await writeFile(path, content)
      return path
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export async function rowsOf(path: string, options?: ReadTableOptions): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of readTable(path, options)) rows.push(row)
  return rows
}

export async function cellsOf(path: string, options?: ReadTableOptions): Promise<string[][]> {
  return (await rowsOf(path, options)).map(row => row.cells)
}

/** The code a file is refused with, with its data; fails when it is read without complaint. */
export async function refusal(path: string, options?: ReadTableOptions) {
  try {
    await rowsOf(path, options)
  } catch (error) {
    if (error instanceof TableError) return { code: error.code, ...error.data }
    throw error
  }
  throw new Error('the file was accepted')
}

export function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return buffer(zip.outputStream)
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook as another program might write it: shared texts, styles, several sheets, all given as XML. */
export function workbookOf(
  sheets: Record<string, string>,
  parts: { strings?: string; styles?: string; workbookPr?: string } = {},
): Promise<Buffer> {
  const names = Object.keys(sheets)
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}">${parts.workbookPr ?? ''}<sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i}.xml`))
      .join(
        '',
      )}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('y', 'styles', 'styles.xml')}</Relationships>`,
  }
  names.forEach((name, i) => {
    files[`xl/worksheets/sheet${i}.xml`] = sheets[name] ?? ''
  })
  if (parts.strings) files['xl/sharedStrings.xml'] = parts.strings
  if (parts.styles) files['xl/styles.xml'] = parts.styles
  return zipOf(files)
}

export function sheetOf(...rows: string[]): string {
  return `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`
}
