import { signatureOf } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/occupations.ts'
import { type CellProblem, type Column, readSkills } from '../rules/table.ts'
import { ownerOf } from './frameworks.ts'
import { selectCompetenciesByCode } from './queries/frameworks.ts'
import {
  insertResearch,
  selectOccupations,
  selectOccupationsByCode,
  selectResearch,
  selectResearchDays,
} from './queries/occupations.ts'
import { fileOf, readUpload } from './tables.ts'

const COLUMNS: readonly Column[] = [
  {
    name: 'occupation',
    heading: '岗位代码',
    also: ['岗位编号', 'occupation', 'occupation code'],
    required: true,
  },
  { name: 'day', heading: '调研日期', also: ['日期', 'date', 'surveyed on'], required: true },
  { name: 'demand', heading: '需求人数', also: ['人数', 'demand'], required: true },
  { name: 'zh', heading: '工作任务', also: ['典型工作任务', 'tasks'], required: true },
  { name: 'en', heading: '工作任务（英文）', also: ['tasks en'] },
  { name: 'skills', heading: '能力', also: ['能力要求', 'skills'], required: true },
]

export const exportOccupations: Handler<typeof contract.exportOccupations> = async (context, { query }) => {
  const rows = []
  for (const occupation of await selectOccupations(context.db, null)) {
    const research = await selectResearch(context.db, occupation.id)
    const named = [occupation.code, occupation.name.zh, occupation.name.en]
    if (research.length === 0) rows.push(named)
    for (const { organisation, surveyedOn, demand, tasks, skills } of research)
      rows.push([
        ...[...named, organisation.name.zh, surveyedOn, demand, tasks.zh, tasks.en],
        skills.map(({ code, level }) => `${code}:${level}`).join('；'),
      ])
  }
  const [code, day, demand, zh, en, skills] = COLUMNS.map(({ heading }) => heading)
  return fileOf(query.format, {
    name: '岗位调研',
    columns: [code, '岗位名称', '岗位英文名称', '调研企业', day, demand, zh, en, skills].map(header => ({
      header: header ?? '',
      width: header === zh || header === en || header === skills ? 44 : 18,
      kind: header === demand ? 'number' : header === day ? 'date' : 'text',
    })),
    rows,
  })
}

type Answer = {
  occupation: string
  surveyedOn: string
  demand: number
  tasks: { zh: string; en: string | null }
  skills: { code: string; level: number }[]
}

export const importResearch: Handler<typeof contract.importResearch> = async (context, _, upload) => {
  const { organisationId } = ownerOf(context)
  const { rows, problems } = await readUpload(context, upload, COLUMNS, (reader): Answer => {
    const skills = readSkills(reader.text('skills', 2000))
    for (const { code, level } of skills)
      if (level === 0) reader.problem('skills', 'level', { code: code.slice(0, 60) })
    return {
      ...{ occupation: reader.code('occupation'), surveyedOn: reader.day('day', today()) },
      demand: reader.whole('demand', 0, 10_000),
      tasks: { zh: reader.text('zh', 4000), en: reader.text('en', 4000) || null },
      skills,
    }
  })
  const counts = { added: 0, changed: 0, unchanged: 0 }
  if (problems.length) return { ...counts, problems }
  const answers = rows.map(({ row, value }) => ({ row, ...value }))
  const occupations = await selectOccupationsByCode(
    context.db,
    answers.map(one => one.occupation),
  )
  const competencies = await competenciesOf(
    context,
    answers.flatMap(one => one.skills.map(skill => skill.code)),
  )
  const days = await selectResearchDays(context.db, organisationId)
  const found: CellProblem[] = []
  const ready = answers.map(answer => {
    const occupationId = occupations.get(answer.occupation) ?? ''
    const problem = (column: string, code: CellProblem['code'], data: CellProblem['data']) =>
      found.push({ row: answer.row, column, code, data })
    if (!occupationId) problem('岗位代码', 'unknown', { value: answer.occupation })
    const key = `${occupationId} ${answer.surveyedOn}`
    if (days.has(key)) problem('调研日期', 'twice', { row: answer.row })
    else if (occupationId) days.add(key)
    const skills = answer.skills.flatMap(({ code, level }) => {
      const known = competencies.get(code) ?? []
      const [one] = known
      if (!one) problem('能力', 'unknown', { value: code })
      else if (known.length > 1) problem('能力', 'ambiguous', { value: code })
      else if (level > one.levels) problem('能力', 'level', { code })
      return one ? [{ competencyId: one.id, level }] : []
    })
    if (new Set(skills.map(skill => skill.competencyId)).size < skills.length)
      problem('能力', 'twice', { row: answer.row })
    return { ...answer, occupationId, organisationId, skills }
  })
  if (found.length) return { ...counts, problems: found.slice(0, 200) }
  const by = await signatureOf(context)
  for (const research of ready) await insertResearch(context.db, research, by)
  await context.audit({
    action: 'programmes.research_imported',
    subject: { kind: 'organisation', id: organisationId },
    data: { added: ready.length },
  })
  return { ...counts, added: ready.length, problems: [] }
}

async function competenciesOf(
  { db }: Parameters<Handler<typeof contract.importResearch>>[0],
  codes: string[],
) {
  const byCode = new Map<string, { id: string; levels: number }[]>()
  for (const one of await selectCompetenciesByCode(db, [...new Set(codes)]))
    byCode.set(one.code, [...(byCode.get(one.code) ?? []), one])
  return byCode
}
