import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, language, text } from '#platform/contract/fields.ts'
import {
  decideVersion as decidePermission,
  editProgramme,
  giveOpinion as opinionPermission,
  readVersion,
} from '../policy.ts'
import { COMPARED } from '../rules/difference.ts'
import { RULES } from '../rules/plan.ts'
import { COURSE_KINDS, FORMS, LEVELS, OPINIONS, SIDES, STATES, VERDICTS } from '../rules/vocabulary.ts'
import { cohort, organisationName, params, texts, version } from './parts.ts'
import './world.ts'

const aim = z.object({ competencyId: id, level: z.int() })

const course = z.object({
  id,
  code: z.string(),
  name: bilingual,
  kind: z.enum(COURSE_KINDS),
  theoryHours: z.int(),
  practiceHours: z.int(),
  credits: z.number(),
  placementMonths: z.number().nullable(),
  semester: z.int(),
  place: z.int(),
  responsible: z.string().nullable(),
  company: organisationName.nullable(),
  /** Courses of the same version that come first. */
  requires: z.array(id),
  aims: z.array(aim),
  version: z.int(),
})
export type Course = z.infer<typeof course>

const framework = z.object({
  id,
  name: bilingual,
  levels: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  competencies: z.array(z.object({ id, code: z.string(), name: bilingual })),
})
export type PlanFramework = z.infer<typeof framework>

const reviewer = z.object({
  id,
  affiliationId: id,
  name: z.string(),
  organisation: organisationName,
  side: z.enum(SIDES),
  opinion: z.enum(OPINIONS).nullable(),
  /** Null for those who may not read what the committee wrote. */
  comment: z.string().nullable(),
  signedAt: instant.nullable(),
  version: z.int(),
})
export type Reviewer = z.infer<typeof reviewer>

const ruleValue = z.object({
  rule: z.enum(RULES),
  value: z.number(),
  validFrom: day,
  source: z.object({ zh: z.string(), en: z.string() }),
  verified: z.boolean(),
})

const planVersion = z.object({
  id,
  programme: z.object({
    id,
    code: z.string(),
    catalogueCode: z.string().nullable(),
    name: bilingual,
    level: z.enum(LEVELS),
    form: z.enum(FORMS),
    months: z.int(),
  }),
  organisation: organisationName,
  number: z.int(),
  state: z.enum(STATES),
  semesters: z.int(),
  fromCohort: z.int(),
  toCohort: z.int().nullable(),
  aims: bilingual.nullable(),
  basedOn: z.object({ id, number: z.int() }).nullable(),
  byName: z.string(),
  approvedOn: day.nullable(),
  approvedBy: z.string().nullable(),
  inForceOn: day.nullable(),
  closedOn: day.nullable(),
  version: z.int(),
  facts: z.object({
    organisationId: id,
    state: z.enum(STATES),
    reviewerIds: z.array(id),
    groupIds: z.array(id),
  }),
  frameworks: z.array(framework),
  courses: z.array(course),
  rules: z.array(ruleValue),
  reviewers: z.array(reviewer),
  diagnoses: z.array(
    z.object({ id, year: z.int(), verdict: z.enum(VERDICTS), findings: z.string(), byName: z.string() }),
  ),
})
export type PlanVersion = z.infer<typeof planVersion>

export const getVersion = endpoint({
  id: 'programmes.getVersion',
  method: 'GET',
  path: '/api/programme-versions/:id',
  summary: 'One version of a programme: courses, competencies, the rules it is held against, the committee',
  permission: readVersion,
  params,
  answer: planVersion,
  example: ({ programmes }) => ({
    params: { id: programmes.versionId },
    subject: {
      organisationId: programmes.organisationId,
      ...{ state: 'in_force' as const, reviewerIds: [], groupIds: [] },
    },
  }),
})

export const draftVersion = endpoint({
  id: 'programmes.draftVersion',
  method: 'POST',
  path: '/api/programmes/:id/versions',
  summary: 'A new draft with the courses of an earlier version',
  permission: editProgramme,
  params,
  body: z.object({ basedOn: id, fromCohort: cohort }),
  answer: z.object({ id }),
  example: async ({ programmes }) => {
    const made = await programmes.fresh('in_force')
    return {
      params: { id: made.programme.id },
      body: { basedOn: made.version.id, fromCohort: 2029 },
      subject: { organisationId: programmes.organisationId },
    }
  },
})

const versionInput = z.object({
  semesters: z.int().min(1).max(16),
  fromCohort: cohort,
  toCohort: cohort.nullable(),
  aims: texts(4000),
  frameworkIds: z.array(id).max(10),
})
export type VersionInput = z.infer<typeof versionInput>

export const updateVersion = endpoint({
  id: 'programmes.updateVersion',
  method: 'PUT',
  path: '/api/programme-versions/:id',
  summary: 'Changes aims, cohorts, semesters and frameworks of a draft',
  permission: editProgramme,
  params,
  body: versionInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { version: fresh } = await programmes.fresh()
    return {
      params: { id: fresh.id },
      body: {
        ...{ semesters: 6, fromCohort: 2027, toCohort: null, aims: { zh: '培养动画制作人员。', en: null } },
        ...{ frameworkIds: [programmes.frameworkId], version: fresh.version },
      },
      subject: { organisationId: programmes.organisationId },
    }
  },
})

export const inviteReviewer = endpoint({
  id: 'programmes.inviteReviewer',
  method: 'POST',
  path: '/api/programme-versions/:id/reviewers',
  summary: 'Invites somebody of the own school or a listed partner into the committee of a draft',
  permission: editProgramme,
  params,
  body: z.object({ affiliationId: id }),
  answer: z.object({ id }),
  example: async ({ programmes }) => ({
    params: { id: (await programmes.fresh()).version.id },
    body: { affiliationId: programmes.partnerAffiliationId },
    subject: { organisationId: programmes.organisationId },
  }),
})

export const removeReviewer = endpoint({
  id: 'programmes.removeReviewer',
  method: 'DELETE',
  path: '/api/programme-reviewers/:id',
  summary: 'Takes somebody who has not spoken yet out of the committee',
  permission: editProgramme,
  params,
  answer: 'nothing',
  example: async ({ programmes }) => ({
    params: { id: (await programmes.fresh()).reviewerId },
    subject: { organisationId: programmes.organisationId },
  }),
})

export const giveOpinion = endpoint({
  id: 'programmes.giveOpinion',
  method: 'POST',
  path: '/api/programme-versions/:id/opinion',
  summary: "Signs the viewer's own opinion about a version in review",
  permission: opinionPermission,
  params,
  body: z.object({ opinion: z.enum(OPINIONS), comment: text(2000).min(1).nullable() }),
  answer: 'nothing',
  example: async ({ programmes }) => {
    const { versionId, affiliationId } = await programmes.invited()
    return {
      params: { id: versionId },
      body: { opinion: 'agree', comment: '同意，实训比例合适。' },
      subject: {
        organisationId: programmes.organisationId,
        ...{ state: 'review' as const, reviewerIds: [affiliationId], groupIds: [] },
      },
    }
  },
})

export const moveVersion = endpoint({
  id: 'programmes.moveVersion',
  method: 'POST',
  path: '/api/programme-versions/:id/move',
  summary: 'Sends a draft to its committee, or takes it back to be changed',
  permission: editProgramme,
  params,
  body: z.object({ step: z.enum(['send', 'back']), version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { version: fresh } = await programmes.fresh('review')
    return {
      params: { id: fresh.id },
      body: { step: 'back', version: fresh.version },
      subject: { organisationId: programmes.organisationId },
    }
  },
})

export const decideVersion = endpoint({
  id: 'programmes.decideVersion',
  method: 'POST',
  path: '/api/programme-versions/:id/decide',
  summary: 'The school approves a version, puts it in force for its cohorts, or closes it',
  permission: decidePermission,
  params,
  body: z.object({ step: z.enum(['approve', 'enact', 'close']), version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { version: fresh } = await programmes.fresh('in_force')
    return {
      params: { id: fresh.id },
      body: { step: 'close', version: fresh.version },
      subject: { organisationId: programmes.organisationId },
    }
  },
})

export const diagnoseVersion = endpoint({
  id: 'programmes.diagnoseVersion',
  method: 'POST',
  path: '/api/programme-versions/:id/diagnoses',
  summary: 'Notes what the yearly look at a version in force found',
  permission: editProgramme,
  params,
  body: z.object({ year: cohort, verdict: z.enum(VERDICTS), findings: text(4000).min(1) }),
  answer: z.object({ id }),
  example: async ({ programmes }) => ({
    params: { id: (await programmes.fresh('in_force')).version.id },
    body: { year: 2026, verdict: 'adjust', findings: '企业要求增加实时渲染。' },
    subject: { organisationId: programmes.organisationId },
  }),
})

const value = z.union([z.string(), z.number()]).nullable()

export const compareVersions = endpoint({
  id: 'programmes.compareVersions',
  method: 'GET',
  path: '/api/programme-versions/:id/difference',
  summary: 'What changed from an earlier version to this one, course by course',
  permission: readVersion,
  params,
  /** The version it was begun with, when left out. */
  query: z.object({ from: id.optional() }),
  answer: z.object({
    from: z.object({ id, number: z.int() }),
    to: z.object({ id, number: z.int() }),
    rows: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        fields: z.array(z.object({ field: z.enum(COMPARED), before: value, after: value })),
      }),
    ),
  }),
  example: ({ programmes }) => ({
    params: { id: programmes.versionId },
    query: { from: programmes.versionId },
    subject: {
      organisationId: programmes.organisationId,
      ...{ state: 'in_force' as const, reviewerIds: [], groupIds: [] },
    },
  }),
})

export const printPlan = endpoint({
  id: 'programmes.printPlan',
  method: 'GET',
  path: '/api/programme-versions/:id/plan',
  summary: 'The training plan as a document that a school can hand in',
  permission: readVersion,
  limit: 30,
  params,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf'), language: language.default('zh') }),
  answer: 'file',
  example: ({ programmes }) => ({
    params: { id: programmes.versionId },
    query: { format: 'docx', language: 'zh' },
    subject: {
      organisationId: programmes.organisationId,
      ...{ state: 'in_force' as const, reviewerIds: [], groupIds: [] },
    },
  }),
})

export const exportCourses = endpoint({
  id: 'programmes.exportCourses',
  method: 'GET',
  path: '/api/programme-versions/:id/courses/export',
  summary: 'The courses of a version as a spreadsheet with the official column names',
  permission: readVersion,
  limit: 30,
  params,
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: ({ programmes }) => ({
    params: { id: programmes.versionId },
    query: { format: 'csv' },
    subject: {
      organisationId: programmes.organisationId,
      ...{ state: 'in_force' as const, reviewerIds: [], groupIds: [] },
    },
  }),
})
