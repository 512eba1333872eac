import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { browse, createAgreement as createPermission, readVersion } from '../policy.ts'
import { MOST_PARTIES, PARTY_ROLES, STATUSES } from '../rules/vocabulary.ts'
import { kindCode, named, organisationName, params, partyInput, termInput } from './parts.ts'
import './world.ts'

const texts = z.object({ zh: z.string(), en: z.string() })

const kind = z.object({
  code: z.string(),
  name: texts,
  summary: texts,
  roles: z.array(z.enum(PARTY_ROLES)),
  /** Whether it is for years of entry. */
  byCohort: z.boolean(),
  open: z.boolean(),
  /** Titles of the clauses one begins with. */
  clauses: z.array(texts),
})
export type AgreementKind = z.infer<typeof kind>

export const listKinds = endpoint({
  id: 'agreements.listKinds',
  method: 'GET',
  path: '/api/agreement-kinds',
  summary: 'The kinds of agreement, with the roles of their parties and the clauses one begins with',
  permission: browse,
  impersonal: true,
  answer: z.object({ rows: z.array(kind) }),
  example: () => ({}),
})

const row = z.object({
  /** Of the version; the agreement it belongs to stands beside it. */
  id,
  agreementId: id,
  number: z.int(),
  kind: z.object({ code: z.string(), name: bilingual }),
  title: bilingual,
  reference: z.string().nullable(),
  status: z.enum(STATUSES),
  parties: z.array(organisationName),
  fromDate: day,
  /** The last day on which it holds, or is meant to. */
  untilDate: day.nullable(),
  fromCohort: z.int().nullable(),
  untilCohort: z.int().nullable(),
  /** Whether the viewer's organisation has yet to sign it. */
  toSign: z.boolean(),
})
export type AgreementRow = z.infer<typeof row>

const filters = {
  kind: kindCode.optional(),
  status: z.enum(STATUSES).optional(),
  /** Only those to which the viewer's organisation is a party. */
  whose: z.enum(['own']).optional(),
  party: id.optional(),
  q: z.string().trim().max(100).optional(),
}
export type AgreementFilters = z.infer<z.ZodObject<typeof filters>>

export const listAgreements = endpoint({
  id: 'agreements.listAgreements',
  method: 'GET',
  path: '/api/agreements',
  summary: 'Versions of agreements that the viewer may read, the newest first',
  permission: browse,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(row),
  example: () => ({ query: { status: 'in_force', q: '贯通' } }),
})

const count = z.object({ value: z.string(), count: z.int() })

export const countAgreements = endpoint({
  id: 'agreements.countAgreements',
  method: 'GET',
  path: '/api/agreements/facets',
  summary: 'How many versions each filter would leave',
  permission: browse,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    kinds: z.array(count.extend({ label: bilingual })),
    statuses: z.array(count),
    whose: z.array(count),
  }),
  example: () => ({ query: {} }),
})

export const exportAgreements = endpoint({
  id: 'agreements.exportAgreements',
  method: 'GET',
  path: '/api/agreements/export',
  summary: 'The list of agreements as a spreadsheet',
  permission: browse,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

const versionRow = z.object({
  id,
  number: z.int(),
  title: bilingual,
  status: z.enum(STATUSES),
  fromDate: day,
  untilDate: day.nullable(),
  fromCohort: z.int().nullable(),
  untilCohort: z.int().nullable(),
  signedOn: day.nullable(),
})
export type VersionRow = z.infer<typeof versionRow>

export const getAgreement = endpoint({
  id: 'agreements.getAgreement',
  method: 'GET',
  path: '/api/agreements/:id',
  summary: 'One agreement with the versions that the viewer may read, the newest first',
  permission: readVersion,
  params,
  answer: z.object({
    id,
    kind: z.object({ code: z.string(), name: bilingual }),
    versions: z.array(versionRow).min(1),
  }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('signed')
    return { params: { id: made.agreementId }, subject: made.facts }
  },
})

export const createAgreement = endpoint({
  id: 'agreements.createAgreement',
  method: 'POST',
  path: '/api/agreements',
  summary: 'A new agreement: its first draft with the clauses of its kind',
  permission: createPermission,
  body: z.object({
    kind: kindCode,
    title: named,
    groupId: id.nullable(),
    ...termInput,
    /** What the viewer's own organisation is in it. */
    role: z.enum(PARTY_ROLES),
    parties: z.array(partyInput).max(MOST_PARTIES - 1),
  }),
  answer: z.object({ id, versionId: id }),
  example: () => ({
    body: {
      ...{ kind: 'order_class', title: { zh: '动画订单班协议', en: null }, groupId: null },
      ...{
        fromDate: '2027-01-01',
        untilDate: null,
        fromCohort: 2027,
        untilCohort: null,
        role: 'school' as const,
      },
      parties: [],
    },
  }),
})
