import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, oneLine } from '#platform/contract/fields.ts'
import { browse, createOwn, keepOwn } from '../policy.ts'
import { FRAMEWORK_KINDS } from '../rules/vocabulary.ts'
import { code, importAnswer, named, organisationName, params, texts, version } from './parts.ts'
import './world.ts'

const names = z.object({ zh: z.array(oneLine(60)).min(1).max(8), en: z.array(z.string().max(60)).max(8) })

const frameworkRow = z.object({
  id,
  kind: z.enum(FRAMEWORK_KINDS),
  name: bilingual,
  organisation: organisationName,
  group: organisationName.nullable(),
  issuer: bilingual.nullable(),
  edition: z.string().nullable(),
  levels: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  competencies: z.int(),
  version: z.int(),
})
export type FrameworkRow = z.infer<typeof frameworkRow>

const competency = z.object({
  id,
  code: z.string(),
  name: bilingual,
  description: bilingual.nullable(),
  descriptors: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  version: z.int(),
})
export type Competency = z.infer<typeof competency>

const framework = frameworkRow.extend({
  organisationId: id,
  groupId: id.nullable(),
  description: bilingual.nullable(),
  rows: z.array(competency),
})
export type Framework = z.infer<typeof framework>

const frameworkInput = z.object({
  kind: z.enum(FRAMEWORK_KINDS),
  name: named(),
  issuer: named().nullable(),
  edition: oneLine(40).nullable(),
  description: texts(2000),
  levels: names,
})
export type FrameworkInput = z.infer<typeof frameworkInput>

const competencyInput = z.object({
  code,
  name: named(),
  description: texts(2000),
  descriptors: z.object({
    zh: z.array(z.string().max(500)).max(8),
    en: z.array(z.string().max(500)).max(8),
  }),
})
export type CompetencyInput = z.infer<typeof competencyInput>

const anExample = (mark: string): FrameworkInput => ({
  kind: 'competencies',
  name: { zh: `示例能力框架 ${mark}`, en: null },
  ...{ issuer: null, edition: null, description: null },
  levels: { zh: ['基础', '熟练', '精通'], en: ['Basic', 'Skilled', 'Expert'] },
})

export const listFrameworks = endpoint({
  id: 'programmes.listFrameworks',
  method: 'GET',
  path: '/api/frameworks',
  summary: 'Competency frameworks and certificate standards; at most five hundred',
  permission: browse,
  answer: z.object({ rows: z.array(frameworkRow) }),
  example: () => ({}),
})

export const getFramework = endpoint({
  id: 'programmes.getFramework',
  method: 'GET',
  path: '/api/frameworks/:id',
  summary: 'One framework with its competencies',
  permission: browse,
  params,
  answer: framework,
  example: world => ({ params: { id: world.programmes.frameworkId } }),
})

export const createFramework = endpoint({
  id: 'programmes.createFramework',
  method: 'POST',
  path: '/api/frameworks',
  summary: "A new framework of the viewer's organisation, or of the secretariat's group",
  permission: createOwn,
  body: frameworkInput,
  answer: z.object({ id }),
  example: world => ({ body: anExample(world.programmes.freshCode()) }),
})

export const updateFramework = endpoint({
  id: 'programmes.updateFramework',
  method: 'PUT',
  path: '/api/frameworks/:id',
  summary: 'Changes a framework; levels in use are not taken away',
  permission: keepOwn,
  params,
  body: frameworkInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { framework: fresh } = await programmes.freshFramework()
    return {
      params: { id: fresh.id },
      body: { ...anExample(programmes.freshCode()), version: fresh.version },
      subject: { organisationId: programmes.organisationId, groupId: null },
    }
  },
})

export const createCompetency = endpoint({
  id: 'programmes.createCompetency',
  method: 'POST',
  path: '/api/frameworks/:id/competencies',
  summary: 'Adds a competency to a framework',
  permission: keepOwn,
  params,
  body: competencyInput,
  answer: z.object({ id }),
  example: async ({ programmes }) => ({
    params: { id: (await programmes.freshFramework()).framework.id },
    body: {
      code: programmes.freshCode(),
      ...{ name: { zh: '角色绑定', en: 'Rigging' }, description: null, descriptors: { zh: [], en: [] } },
    },
    subject: { organisationId: programmes.organisationId, groupId: null },
  }),
})

export const updateCompetency = endpoint({
  id: 'programmes.updateCompetency',
  method: 'PUT',
  path: '/api/competencies/:id',
  summary: 'Changes a competency',
  permission: keepOwn,
  params,
  body: competencyInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { competency: fresh } = await programmes.freshFramework()
    return {
      params: { id: fresh.id },
      body: {
        ...{ code: programmes.freshCode(), name: { zh: '灯光', en: 'Lighting' }, description: null },
        ...{ descriptors: { zh: [], en: [] }, version: fresh.version },
      },
      subject: { organisationId: programmes.organisationId, groupId: null },
    }
  },
})

export const removeCompetency = endpoint({
  id: 'programmes.removeCompetency',
  method: 'DELETE',
  path: '/api/competencies/:id',
  summary: 'Removes a competency that nothing refers to',
  permission: keepOwn,
  params,
  answer: 'nothing',
  example: async ({ programmes }) => ({
    params: { id: (await programmes.freshFramework()).competency.id },
    subject: { organisationId: programmes.organisationId, groupId: null },
  }),
})

export const exportFramework = endpoint({
  id: 'programmes.exportFramework',
  method: 'GET',
  path: '/api/frameworks/:id/export',
  summary: 'The competencies of a framework as a spreadsheet, which the import reads again',
  permission: browse,
  limit: 30,
  params,
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: world => ({ params: { id: world.programmes.frameworkId } }),
})

export const importCompetencies = endpoint({
  id: 'programmes.importCompetencies',
  method: 'POST',
  path: '/api/frameworks/:id/import',
  summary: 'Takes competencies from a spreadsheet: all of it, or nothing and every problem by row and column',
  permission: keepOwn,
  limit: 30,
  params,
  query: z.object({ name: oneLine(255) }),
  upload: { maxBytes: 5_000_000 },
  answer: importAnswer,
  example: async ({ programmes }) => ({
    params: { id: (await programmes.freshFramework()).framework.id },
    query: { name: '能力.csv' },
    upload: new TextEncoder().encode('能力代码,能力名称\nC-01,三维建模\n'),
    subject: { organisationId: programmes.organisationId, groupId: null },
  }),
})
