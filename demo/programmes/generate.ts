import type { Level } from '#modules/programmes/rules/vocabulary.ts'
import { foundBy } from '#modules/programmes/server/text.ts'
import type { Calendar } from '../calendar.ts'
import { GROUP_ID } from '../groups.ts'
import { isSchool, isSecondary, type Organisation } from '../organisations/kinds.ts'
import { GROUP_MEMBERS } from '../organisations/list.ts'
import { PROGRAMMES, type ProgrammeKey } from '../organisations/programmes.ts'
import { organisationId } from '../organisations/rows.ts'
import { type AffiliationKey, affiliationId } from '../people/ids.ts'
import { demoId } from '../random.ts'
import { competencyRows, FRAMEWORKS, frameworkId, frameworkRows } from './competencies.ts'
import { CATALOGUE, familyOf } from './families.ts'
import { occupationId, occupationRows, researchRows } from './occupations.ts'
import { planOf, semestersOf } from './plans.ts'
import type { ProgrammeDemoRows, ReviewerRow, TodoRow, VersionRow } from './rows.ts'

type WithTodos = ProgrammeDemoRows & { todos: TodoRow }
export type ProgrammeBatch = { [Name in keyof WithTodos]?: WithTodos[Name][] }

const levelOf = (school: Organisation): Level =>
  isSecondary(school) ? 'secondary' : school.kind === 'university' ? 'bachelor' : 'higher_vocational'

export const programmeId = (code: string, key: ProgrammeKey) => demoId(`programme ${code} ${key}`)
const versionId = (code: string, key: ProgrammeKey, number: number) =>
  demoId(`programme version ${code} ${key} ${number}`)

/** Programmes with a second version: one in force since this year, one under review, one draft. */
const SECOND: Record<string, VersionRow['state']> = {
  'BC08 hAnimation': 'in_force',
  'BC01 sMedia': 'review',
  'BC01 sGraphic': 'draft',
}
const MENTOR: AffiliationKey = { code: 'BC21', role: 'mentor', key: 'M001' }
const TEACHER: AffiliationKey = { code: 'BC01', role: 'teacher', key: 'T0003' }

/** What the group's schools teach, by which versions, and what companies look for. */
export function* programmeBatches(calendar: Calendar): Generator<ProgrammeBatch> {
  yield { frameworks: frameworkRows(calendar.year), competencies: competencyRows() }
  yield { occupations: occupationRows() }
  yield researchRows(calendar.year)
  // Of one batch each kind of row is written at once, in the order of the tables.
  const all: ProgrammeBatch = {}
  for (const name of ORDER) all[name] = []
  for (const school of GROUP_MEMBERS.filter(isSchool))
    for (const batch of schoolBatches(school, calendar))
      for (const [name, rows] of Object.entries(batch)) all[name as 'courses']?.push(...(rows as never[]))
  yield all
  yield groupBatch()
}

const ORDER = [
  ...(['programmes', 'versions', 'versionFrameworks', 'courses', 'prerequisites'] as const),
  ...(['courseAims', 'reviewers', 'diagnoses', 'todos'] as const),
]

function* schoolBatches(school: Organisation, calendar: Calendar): Generator<ProgrammeBatch> {
  const level = levelOf(school)
  for (const key of school.programmes) {
    const { zh, en } = PROGRAMMES[key]
    const family = familyOf(key)
    const code = `${school.code}-${key.slice(1).toUpperCase()}`.slice(0, 40)
    const programme = {
      ...{ id: programmeId(school.code, key), organisationId: organisationId(school.code), code, level },
      ...{
        catalogueCode: CATALOGUE[key] ?? null,
        nameZh: zh,
        nameEn: en,
        months: level === 'bachelor' ? 48 : 36,
      },
      form: key === 'sInterface' ? ('through_3_2' as const) : ('full_time' as const),
      occupationIds: family.occupations.map(occupationId),
      ...foundBy({ name: { zh, en }, codes: [code] }),
    }
    yield { programmes: [programme] }
    const second = SECOND[`${school.code} ${key}`]
    yield* versionBatches(school, key, calendar, {
      number: 1,
      state: 'in_force',
      followed: second === 'in_force',
    })
    if (second) yield* versionBatches(school, key, calendar, { number: 2, state: second, followed: false })
  }
}

type Which = { number: number; state: VersionRow['state']; followed: boolean }

function* versionBatches(
  school: Organisation,
  key: ProgrammeKey,
  { year }: Calendar,
  { number, state, followed }: Which,
): Generator<ProgrammeBatch> {
  const [id, level, family] = [versionId(school.code, key, number), levelOf(school), familyOf(key)]
  const { zh, en } = PROGRAMMES[key]
  const first = number === 1 ? year - 3 : state === 'in_force' ? year : year + 1
  const approved = state === 'in_force' ? `${first}-06-2${number}` : null
  const version: VersionRow = {
    ...{
      id,
      programmeId: programmeId(school.code, key),
      organisationId: organisationId(school.code),
      number,
      state,
    },
    ...{ semesters: semestersOf(level), fromCohort: first, toCohort: followed ? year - 1 : null },
    aimsZh: `培养德技并修、能胜任${zh}相关岗位的技术技能人才，掌握专业核心能力，能在企业制作流程中独立完成任务。`,
    aimsEn: `Trains people of good character and skill for work in ${en.toLowerCase()}, who master its core competencies and complete tasks alone in a company's pipeline.`,
    basedOn: number > 1 ? versionId(school.code, key, number - 1) : null,
    ...{ byName: '专业带头人', approvedOn: approved, approvedBy: approved && '学校管理员' },
    inForceOn: approved,
  }
  yield { versions: [version] }
  yield {
    versionFrameworks: FRAMEWORKS.filter(({ key: name }) => name === 'digital' || name === 'common').map(
      one => ({
        ...{ versionId: id, frameworkId: frameworkId(one.key) },
      }),
    ),
  }
  yield planOf({ versionId: id, school: school.code, level, family, revised: number > 1 })
  if (state === 'review') yield committee(id, zh, number)
  if (followed)
    yield {
      diagnoses: [
        {
          ...{ id: demoId(`diagnosis ${id}`), versionId: id, year: year - 1, verdict: 'adjust' },
          ...{ findings: '合作企业已转向实时渲染，建议减少一门选修课，增加实时渲染。', byName: '专业带头人' },
        },
      ],
    }
}

/** A committee of which the school has signed and the company has not yet. */
function committee(
  id: string,
  programme: string,
  number: number,
): { reviewers: ReviewerRow[]; todos: TodoRow[] } {
  const reviewer = (key: AffiliationKey, side: ReviewerRow['side'], name: string): ReviewerRow => ({
    ...{ id: demoId(`reviewer ${id} ${key.code}`), versionId: id, affiliationId: affiliationId(key) },
    ...{ organisationId: organisationId(key.code), side, name, opinion: null, comment: null, signedAt: null },
  })
  const company = reviewer(MENTOR, 'company', '企业导师')
  return {
    reviewers: [reviewer(TEACHER, 'school', '专业教师'), company],
    todos: [
      {
        ...{
          id: demoId(`todo ${id}`),
          desk: `a:${affiliationId(MENTOR)}`,
          kind: 'programmes.review',
          path: `/programme-versions/${id}`,
        },
        ...{
          data: JSON.stringify({ programme, number }),
          subjectKind: 'programme_reviewer',
          subjectId: company.id,
        },
      },
    ],
  }
}

const GROUPED: readonly [code: string, key: ProgrammeKey][] = [
  ['BC06', 'sAnimation'],
  ['BC07', 'sAnimation'],
  ['BC08', 'hAnimation'],
  ['BC08', 'hGame'],
  ['BC14', 'uAnimation'],
]

function groupBatch(): ProgrammeBatch {
  const id = demoId('programme group animation')
  const members = GROUPED.map(([code, key]) => ({
    programmeGroupId: id,
    programmeId: programmeId(code, key),
  }))
  const at = (i: number, courseCode: string, mode: 'shared' | 'chosen') => ({
    ...{ programmeGroupId: id, programmeId: members[i]?.programmeId ?? '', courseCode, mode },
  })
  return {
    programmeGroups: [
      {
        ...{ id, groupId: GROUP_ID, nameZh: '动漫与游戏专业群', nameEn: 'Animation and Games' },
        summaryZh: '由滨城数字艺术职业学院牵头，两所中职、一所高职和一所本科院校共用基础课，互选方向课。',
        summaryEn:
          'Led by the Digital Arts College: two secondary schools, a college and a university share basics and open their specialities to each other.',
      },
    ],
    groupProgrammes: members,
    groupCourses: [
      ...[0, 1, 2, 3].map(i => at(i, 'K01', 'shared')),
      ...[0, 1, 2].map(i => at(i, 'K04', 'shared')),
      ...[at(2, 'X04', 'chosen'), at(3, 'X03', 'chosen'), at(4, 'X05', 'chosen')],
    ],
  }
}
