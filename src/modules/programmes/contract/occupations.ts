import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, oneLine, text } from '#platform/contract/fields.ts'
import { browse, createOwn, keepOwn, reportResearch } from '../policy.ts'
import { code, importAnswer, named, organisationName, params, texts, version } from './parts.ts'
import './world.ts'

const occupationRow = z.object({
  id,
  code: z.string(),
  name: bilingual,
  organisation: organisationName,
  /** People looked for by companies, from the latest answer of each, and the day of the newest. */
  demand: z.int(),
  companies: z.int(),
  surveyedOn: day.nullable(),
})
export type OccupationRow = z.infer<typeof occupationRow>

const skill = z.object({
  competencyId: id,
  code: z.string(),
  name: bilingual,
  framework: organisationName,
  level: z.int(),
  levelName: bilingual,
})
export type Skill = z.infer<typeof skill>

const research = z.object({
  id,
  organisation: organisationName,
  surveyedOn: day,
  demand: z.int(),
  tasks: bilingual,
  skills: z.array(skill),
  byName: z.string(),
})
export type Research = z.infer<typeof research>

const occupation = occupationRow.extend({
  organisationId: id,
  groupId: id.nullable(),
  summary: bilingual.nullable(),
  version: z.int(),
  /** What companies said, the newest first; at most two hundred. */
  research: z.array(research),
  programmes: z.array(z.object({ id, name: bilingual, organisation: organisationName })),
})
export type Occupation = z.infer<typeof occupation>

const occupationInput = z.object({ code, name: named(), summary: texts(2000) })
export type OccupationInput = z.infer<typeof occupationInput>

const researchInput = z.object({
  surveyedOn: day,
  demand: z.int().min(0).max(10_000),
  tasks: z.object({ zh: text(4000).min(1), en: text(4000).min(1).nullable() }),
  skills: z.array(z.object({ competencyId: id, level: z.int().min(1).max(8) })).max(100),
})
export type ResearchInput = z.infer<typeof researchInput>

export const listOccupations = endpoint({
  id: 'programmes.listOccupations',
  method: 'GET',
  path: '/api/occupations',
  summary: 'Occupations by name with what companies look for; at most five hundred',
  permission: browse,
  query: z.object({ q: z.string().trim().max(100).optional() }),
  answer: z.object({ rows: z.array(occupationRow) }),
  example: () => ({ query: { q: '动画' } }),
})

export const getOccupation = endpoint({
  id: 'programmes.getOccupation',
  method: 'GET',
  path: '/api/occupations/:id',
  summary: 'One occupation: what companies said of it, and the programmes that lead to it',
  permission: browse,
  params,
  answer: occupation,
  example: world => ({ params: { id: world.programmes.occupationId } }),
})

export const createOccupation = endpoint({
  id: 'programmes.createOccupation',
  method: 'POST',
  path: '/api/occupations',
  summary: 'A new occupation',
  permission: createOwn,
  body: occupationInput,
  answer: z.object({ id }),
  example: world => ({
    body: { code: world.programmes.freshCode(), name: { zh: '特效合成师', en: 'Compositor' }, summary: null },
  }),
})

export const updateOccupation = endpoint({
  id: 'programmes.updateOccupation',
  method: 'PUT',
  path: '/api/occupations/:id',
  summary: 'Changes an occupation',
  permission: keepOwn,
  params,
  body: occupationInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const fresh = await programmes.freshOccupation()
    return {
      params: { id: fresh.id },
      body: {
        ...{ code: programmes.freshCode(), name: { zh: '角色动画师', en: null }, summary: null },
        version: fresh.version,
      },
      subject: { organisationId: programmes.organisationId, groupId: null },
    }
  },
})

export const reportDemand = endpoint({
  id: 'programmes.reportDemand',
  method: 'POST',
  path: '/api/occupations/:id/research',
  summary: "What the viewer's company says of an occupation on a day: tasks, skills and demand",
  permission: reportResearch,
  params,
  body: researchInput,
  answer: z.object({ id }),
  example: async ({ programmes }) => ({
    params: { id: (await programmes.freshOccupation()).id },
    body: {
      ...{ surveyedOn: '2026-03-01', demand: 3, tasks: { zh: '绑定角色，测试变形。', en: null } },
      skills: [{ competencyId: programmes.competencyId, level: 2 }],
    },
  }),
})

export const exportOccupations = endpoint({
  id: 'programmes.exportOccupations',
  method: 'GET',
  path: '/api/occupations/export',
  summary: 'Occupations and what companies said of them as a spreadsheet',
  permission: browse,
  limit: 30,
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

export const importResearch = endpoint({
  id: 'programmes.importResearch',
  method: 'POST',
  path: '/api/occupations/import',
  summary: "What the viewer's company says of several occupations, from a spreadsheet: all of it or nothing",
  permission: reportResearch,
  limit: 30,
  query: z.object({ name: oneLine(255) }),
  upload: { maxBytes: 5_000_000 },
  answer: importAnswer,
  example: () => ({
    query: { name: '岗位调研.csv' },
    upload: new TextEncoder().encode(
      '岗位代码,调研日期,需求人数,工作任务,能力\nOCC-01,2026-03-02,2,绑定角色,C-01:2\n',
    ),
  }),
})
