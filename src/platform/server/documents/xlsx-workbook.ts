import { posix } from 'node:path'
import { TableError } from './table-error.ts'
import { localName, type XlsxPackage } from './xlsx-package.ts'

export type Workbook = {
  /** Visible sheets first come first; hidden ones can still be named. */
  sheets: { name: string; path: string; hidden: boolean }[]
  date1904: boolean
  sharedStrings?: string
  styles?: string
}

type Relation = { id: string; type: string; target: string }

/** Reads what a workbook consists of. Answers `table.not_a_table` for other zip files. */
export async function readWorkbook(pack: XlsxPackage): Promise<Workbook> {
  if (!pack.has('_rels/.rels')) throw new TableError('table.not_a_table', { found: 'zip' })
  const main = (await relations(pack, '_rels/.rels', '')).find(r => r.type === 'officeDocument')
  if (!main || !pack.has(main.target)) throw new TableError('table.not_a_table', { found: 'zip' })
  if (!/\.xml$/i.test(main.target)) throw new TableError('table.not_a_table', { found: 'xlsb' })

  const folder = posix.dirname(main.target)
  const relsPath = posix.join(folder, '_rels', `${posix.basename(main.target)}.rels`)
  const related = pack.has(relsPath) ? await relations(pack, relsPath, folder) : []
  const workbook: Workbook = {
    sheets: [],
    date1904: false,
    sharedStrings: related.find(r => r.type === 'sharedStrings')?.target,
    styles: related.find(r => r.type === 'styles')?.target,
  }
  let root = ''
  await pack.parse(main.target, {
    open(name, attributes) {
      root ||= name
      if (name === 'workbookPr') workbook.date1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === 'id')?.[1]
      const relation = related.find(r => r.id === id && r.type === 'worksheet')
      if (relation && pack.has(relation.target))
        workbook.sheets.push({
          name: attributes.name ?? '',
          path: relation.target,
          hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
        })
    },
  })
  if (root !== 'workbook') throw new TableError('table.not_a_table', { found: 'zip' })
  if (workbook.sheets.length === 0) throw new TableError('table.empty')
  return workbook
}

/** The sheet of that name, or the first one a reader of the workbook would see. */
export function chooseSheet(workbook: Workbook, name: string | undefined): Workbook['sheets'][number] {
  const { sheets } = workbook
  const sheet =
    name === undefined ? (sheets.find(s => !s.hidden) ?? sheets[0]) : sheets.find(s => s.name === name)
  if (!sheet) throw new TableError('table.no_such_sheet', { name: name ?? '' })
  return sheet
}

async function relations(pack: XlsxPackage, path: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = []
  await pack.parse(path, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Type || !Target || TargetMode === 'External') return
      // Both flavours of the standard end their type address with the same word.
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolve(folder, Target) })
    },
  })
  return found
}

function resolve(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
}
