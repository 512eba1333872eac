import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/versions.ts'
import { hoursOf } from '../rules/plan.ts'
import { fileOf } from './tables.ts'
import { readPlan } from './versions.ts'

/** The teaching plan as a table, with the column names of the ministry's forms. */
export const exportCourses: Handler<typeof contract.exportCourses> = async (context, { params, query }) => {
  const plan = await readPlan(context, params.id)
  const codes = new Map(plan.courses.map(course => [course.id, course.code]))
  const competencies = new Map(plan.frameworks.flatMap(one => one.competencies.map(c => [c.id, c.code])))
  const number = 'number' as const
  return fileOf(query.format, {
    name: `${plan.programme.name.zh} 教学进程表`,
    columns: [
      { header: '课程代码', width: 14 },
      { header: '课程名称', width: 28 },
      { header: '课程英文名称', width: 36 },
      { header: '课程性质', width: 14 },
      { header: '开课学期', width: 10, kind: number },
      { header: '总学时', width: 10, kind: number },
      { header: '理论学时', width: 10, kind: number },
      { header: '实践学时', width: 10, kind: number },
      { header: '学分', width: 8, kind: number },
      { header: '岗位实习（月）', width: 12, kind: number },
      { header: '先修课程', width: 20 },
      { header: '对应能力', width: 36 },
      { header: '负责部门', width: 20 },
      { header: '合作企业', width: 28 },
    ],
    rows: plan.courses.map(course => [
      ...[course.code, course.name.zh, course.name.en],
      ...[context.text('zh', `programmes.kind.${course.kind}`), course.semester],
      ...[hoursOf(course), course.theoryHours, course.practiceHours, course.credits, course.placementMonths],
      course.requires.map(id => codes.get(id)).join('、'),
      course.aims.map(aim => `${competencies.get(aim.competencyId) ?? ''}:${aim.level}`).join('；'),
      ...[course.responsible, course.company?.name.zh],
    ]),
  })
}
