import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/frameworks.ts'
import type { CompetencyInput } from '../contract/frameworks.ts'
import type { Column, RowReader } from '../rules/table.ts'
import { keptFramework } from './frameworks.ts'
import {
  insertCompetency,
  selectCompetencies,
  selectOptionalFramework,
  updateCompetencyRow,
} from './queries/frameworks.ts'
import { fileOf, readUpload } from './tables.ts'
import { fail } from './values.ts'

const COLUMNS: readonly Column[] = [
  { name: 'code', heading: '能力代码', also: ['代码', '编号', 'code'], required: true },
  { name: 'zh', heading: '能力名称', also: ['能力', '名称', 'name'], required: true },
  { name: 'en', heading: '能力英文名称', also: ['英文名称', 'english name', 'name en'] },
  { name: 'descriptionZh', heading: '能力说明', also: ['说明', 'description'] },
  { name: 'descriptionEn', heading: '能力英文说明', also: ['英文说明', 'description en'] },
]

const levelColumns = (count: number): Column[] =>
  Array.from({ length: count }, (_, i) => [
    { name: `zh${i}`, heading: `等级${i + 1}描述`, also: [`level ${i + 1}`] },
    { name: `en${i}`, heading: `等级${i + 1}英文描述`, also: [`level ${i + 1} en`] },
  ]).flat()

export const exportFramework: Handler<typeof contract.exportFramework> = async (
  context,
  { params, query },
) => {
  const framework = (await selectOptionalFramework(context.db, params.id)) ?? missing()
  const levels = framework.levels.zh.length
  const competencies = await selectCompetencies(context.db, params.id)
  return fileOf(query.format, {
    name: framework.name.zh,
    columns: [...COLUMNS, ...levelColumns(levels)].map(({ heading }) => ({ header: heading, width: 24 })),
    rows: competencies.map(({ code, name, description, descriptors }) => [
      ...[code, name.zh, name.en, description?.zh, description?.en],
      ...Array.from({ length: levels }, (_, i) => [descriptors.zh[i], descriptors.en[i]]).flat(),
    ]),
  })
}

function readRow(reader: RowReader, levels: number): CompetencyInput {
  const optional = (name: string, most: number) => reader.text(name, most) || null
  const description = optional('descriptionZh', 2000)
  const described = (language: 'zh' | 'en') =>
    Array.from({ length: levels }, (_, i) => reader.text(`${language}${i}`, 500))
  return {
    code: reader.code('code'),
    name: { zh: reader.text('zh', 200), en: optional('en', 200) },
    description: description ? { zh: description, en: optional('descriptionEn', 2000) } : null,
    descriptors: { zh: described('zh'), en: described('en') },
  }
}

const MOST = 1000

export const importCompetencies: Handler<typeof contract.importCompetencies> = async (
  context,
  { params },
  upload,
) => {
  const framework = await keptFramework(context, params.id)
  const levels = framework.levels.zh.length
  const seen = new Map<string, number>()
  const { rows, problems } = await readUpload(
    context,
    upload,
    [...COLUMNS, ...levelColumns(levels)],
    reader => {
      const input = readRow(reader, levels)
      const earlier = seen.get(input.code)
      if (earlier !== undefined) reader.problem('code', 'twice', { row: earlier })
      else seen.set(input.code, reader.row)
      return input
    },
  )
  const counts = { added: 0, changed: 0, unchanged: 0 }
  if (problems.length) return { ...counts, problems }
  const known = new Map((await selectCompetencies(context.db, params.id)).map(one => [one.code, one]))
  if (known.size + rows.length > MOST) fail('conflict', 'programmes.competencies_most', { most: MOST })
  for (const { value } of rows) {
    const stored = known.get(value.code)
    if (!stored) await insertCompetency(context.db, params.id, value)
    else if (isSame(stored, value)) counts.unchanged += 1
    else await updateCompetencyRow(context.db, stored.id, stored.version, value)
    if (!stored) counts.added += 1
  }
  counts.changed = rows.length - counts.added - counts.unchanged
  await context.audit({
    action: 'programmes.competencies_imported',
    subject: { kind: 'framework', id: params.id },
    data: counts,
  })
  return { ...counts, problems: [] }
}

function isSame(stored: CompetencyInput, value: CompetencyInput): boolean {
  const plain = ({ code, name, description, descriptors }: CompetencyInput) =>
    JSON.stringify([
      ...[code, name.zh, name.en, description?.zh, description?.en],
      ...[...descriptors.zh, '#', ...descriptors.en].filter(text => text !== ''),
    ])
  return plain(stored) === plain(value)
}
