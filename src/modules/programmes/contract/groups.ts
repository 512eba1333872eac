import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id } from '#platform/contract/fields.ts'
import { browse, createProgrammeGroup as createPermission, keepProgrammeGroup } from '../policy.ts'
import { LEVELS, SHARING_MODES } from '../rules/vocabulary.ts'
import { named, organisationName, params, texts, version } from './parts.ts'
import './world.ts'

const groupRow = z.object({
  id,
  name: bilingual,
  group: organisationName,
  programmes: z.int(),
  schools: z.int(),
})
export type ProgrammeGroupRow = z.infer<typeof groupRow>

const member = z.object({
  id,
  name: bilingual,
  level: z.enum(LEVELS),
  organisation: organisationName,
  /** The newest version in force; null while none is. */
  versionId: id.nullable(),
  courses: z.array(
    z.object({ code: z.string(), name: bilingual, mode: z.enum([...SHARING_MODES, 'separate']) }),
  ),
})

const programmeGroup = z.object({
  id,
  groupId: id,
  name: bilingual,
  group: organisationName,
  summary: bilingual.nullable(),
  version: z.int(),
  programmes: z.array(member),
  /** Every pair of programmes; computed from competencies and levels of the versions in force. */
  overlaps: z.array(
    z.object({
      first: id,
      second: id,
      share: z.number(),
      common: z.array(bilingual),
      onlyFirst: z.int(),
      onlySecond: z.int(),
    }),
  ),
})
export type ProgrammeGroup = z.infer<typeof programmeGroup>

const groupInput = z.object({
  name: named(),
  summary: texts(2000),
  programmeIds: z.array(id).max(30),
})
export type ProgrammeGroupInput = z.infer<typeof groupInput>

export const listProgrammeGroups = endpoint({
  id: 'programmes.listProgrammeGroups',
  method: 'GET',
  path: '/api/programme-groups',
  summary: 'Programme groups across schools; at most two hundred',
  permission: browse,
  answer: z.object({ rows: z.array(groupRow) }),
  example: () => ({}),
})

export const getProgrammeGroup = endpoint({
  id: 'programmes.getProgrammeGroup',
  method: 'GET',
  path: '/api/programme-groups/:id',
  summary: 'A programme group: who shares which courses, and how much the programmes teach alike',
  permission: browse,
  params,
  answer: programmeGroup,
  example: world => ({ params: { id: world.programmes.programmeGroupId } }),
})

export const createProgrammeGroup = endpoint({
  id: 'programmes.createProgrammeGroup',
  method: 'POST',
  path: '/api/programme-groups',
  summary: "A new programme group of the secretariat's group",
  permission: createPermission,
  body: groupInput,
  answer: z.object({ id }),
  example: ({ programmes }) => ({
    body: {
      name: { zh: `示例专业群 ${programmes.freshCode()}`, en: null },
      ...{ summary: null, programmeIds: [] },
    },
  }),
})

export const updateProgrammeGroup = endpoint({
  id: 'programmes.updateProgrammeGroup',
  method: 'PUT',
  path: '/api/programme-groups/:id',
  summary: 'Changes a programme group and which programmes are in it',
  permission: keepProgrammeGroup,
  params,
  body: groupInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const fresh = await programmes.freshProgrammeGroup()
    return {
      params: { id: fresh.id },
      body: {
        name: { zh: `示例专业群 ${programmes.freshCode()}`, en: null },
        ...{ summary: null, programmeIds: [programmes.programmeId], version: fresh.version },
      },
      subject: { groupId: programmes.groupId },
    }
  },
})

export const shareCourses = endpoint({
  id: 'programmes.shareCourses',
  method: 'PUT',
  path: '/api/programme-groups/:id/courses',
  summary:
    'Says which courses of one programme are shared by all or open to be chosen; all others are separate',
  permission: keepProgrammeGroup,
  params,
  body: z.object({
    programmeId: id,
    courses: z.array(z.object({ code: z.string().min(1).max(40), mode: z.enum(SHARING_MODES) })).max(200),
    version,
  }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const fresh = await programmes.freshProgrammeGroup()
    return {
      params: { id: fresh.id },
      body: {
        programmeId: programmes.programmeId,
        courses: [{ code: 'K-01', mode: 'shared' as const }],
        version: fresh.version,
      },
      subject: { groupId: programmes.groupId },
    }
  },
})
