import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, line, oneLine } from '#platform/contract/fields.ts'
import { keepCredentials, listKept } from '../policy.ts'
import { KINDS } from '../rules/achievement.ts'
import { COLOURS } from '../rules/colours.ts'
import { OUTCOME_KINDS } from '../rules/outcomes.ts'

const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform(value => value || null)

const alignment = z.object({
  name: oneLine(200),
  url: z.url({ protocol: /^https?$/ }).max(500),
  code: optional(100),
  framework: optional(200),
})

export const templateInput = z.object({
  kind: z.enum(KINDS),
  name: z.object({ zh: oneLine(100), en: optional(200) }),
  description: z.object({ zh: line(2000), en: optional(4000) }),
  criteria: z.object({ zh: line(4000), en: optional(8000) }),
  colour: z.enum(COLOURS),
  /** Levels that can be reached, the lowest first. */
  levels: z.array(oneLine(50)).max(10).default([]),
  /** Competencies it stands for. */
  alignments: z.array(alignment).max(20).default([]),
  /** The recorded outcome that earns it; its title holds `named`. */
  outcome: z
    .object({ kind: z.enum(OUTCOME_KINDS), named: optional(100) })
    .nullish()
    .transform(value => value ?? null),
})
export type TemplateInput = z.infer<typeof templateInput>

const template = z.object({
  id,
  kind: z.enum(KINDS),
  name: bilingual,
  description: bilingual,
  criteria: bilingual,
  colour: z.string(),
  levels: z.array(z.string()),
  alignments: z.array(
    z.object({
      name: z.string(),
      url: z.string(),
      code: z.string().nullable(),
      framework: z.string().nullable(),
    }),
  ),
  outcome: z.object({ kind: z.enum(OUTCOME_KINDS), named: z.string().nullable() }).nullable(),
  /** What its own picture is known by; null where it has the drawn sign. */
  picture: z.string().nullable(),
  archived: z.boolean(),
  /** How many are in learners' hands. */
  issued: z.int(),
  version: z.int(),
})
export type Template = z.infer<typeof template>

const params = z.object({ id })
const INPUT = {
  kind: 'completion' as const,
  name: { zh: '动画短片结业', en: 'Animated short completion' },
  description: { zh: '独立完成一部动画短片。' },
  criteria: { zh: '作品由导师与企业评审，合格以上。' },
  colour: COLOURS[0],
  levels: ['合格', '优秀'],
} as const

export const listTemplates = endpoint({
  id: 'credentials.listTemplates',
  method: 'GET',
  path: '/api/credentials/templates',
  summary: 'The designs that the viewer issues from, two hundred at most, those in use first',
  permission: listKept,
  answer: z.object({ rows: z.array(template) }),
  example: () => ({}),
})

export const getTemplate = endpoint({
  id: 'credentials.getTemplate',
  method: 'GET',
  path: '/api/credentials/templates/:id',
  summary: 'One design',
  permission: keepCredentials,
  params,
  answer: template,
  example: async ({ credentials }) => {
    const { id, subject } = await credentials.template()
    return { params: { id }, subject }
  },
})

export const createTemplate = endpoint({
  id: 'credentials.createTemplate',
  method: 'POST',
  path: '/api/credentials/templates',
  summary: 'A new design; never one of a 1+X certificate, which others issue',
  permission: listKept,
  body: templateInput,
  answer: z.object({ id }),
  example: () => ({ body: INPUT }),
})

export const updateTemplate = endpoint({
  id: 'credentials.updateTemplate',
  method: 'PUT',
  path: '/api/credentials/templates/:id',
  summary: 'Changes a design; what was issued from it stays as it is',
  permission: keepCredentials,
  params,
  body: templateInput.extend({ version: z.int().min(1) }),
  answer: z.object({ version: z.int() }),
  example: async ({ credentials }) => {
    const { id, version, subject } = await credentials.template()
    return { params: { id }, body: { ...INPUT, version }, subject }
  },
})

export const archiveTemplate = endpoint({
  id: 'credentials.archiveTemplate',
  method: 'POST',
  path: '/api/credentials/templates/:id/archive',
  summary: 'Nothing more is issued from a design, or it is taken up again',
  permission: keepCredentials,
  params,
  body: z.object({ archived: z.boolean(), version: z.int().min(1) }),
  answer: z.object({ version: z.int() }),
  example: async ({ credentials }) => {
    const { id, version, subject } = await credentials.template()
    return { params: { id }, body: { archived: true, version }, subject }
  },
})
