import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, oneLine, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  appointAdministrator as appointAdministratorPermission,
  browseOrganisations,
  createOrganisation as createOrganisationPermission,
  endMembership as endMembershipPermission,
  updateOrganisation as updateOrganisationPermission,
} from '../policy.ts'
import { CAPABILITY_KINDS } from '../rules/capabilities.ts'
import { isUscc } from '../rules/uscc.ts'
import { ORGANISATION_KINDS, POSITIONS } from './vocabulary.ts'
import './world.ts'

const kind = z.enum(ORGANISATION_KINDS)
const version = z.int().min(1)
const capabilityKind = z.enum(CAPABILITY_KINDS)

const organisationRow = z.object({
  id,
  kind,
  code: z.string(),
  name: bilingual,
  short: bilingual.nullable(),
  region: bilingual.nullable(),
  fields: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
})
export type OrganisationRow = z.infer<typeof organisationRow>
/** A row of the list also says, in kinds, what is offered and sought today. */
const listedOrganisation = organisationRow.extend({
  offers: z.array(capabilityKind),
  seeks: z.array(capabilityKind),
})
export type ListedOrganisation = z.infer<typeof listedOrganisation>

const membership = z.object({
  id,
  group: z.object({ id, name: bilingual }),
  position: z.enum(POSITIONS),
  number: z.string().nullable(),
  startsOn: day,
  endsOn: day.nullable(),
  /** Since when it rests, and how it ended. */
  suspendedOn: day.nullable(),
  endKind: z.enum(['left', 'lapsed', 'ended']).nullable(),
  version: z.int(),
})

const organisation = organisationRow.extend({
  uscc: z.string().nullable(),
  summary: bilingual.nullable(),
  website: z.string().nullable(),
  address: bilingual.nullable(),
  /** Degrees in WGS 84. */
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  closedOn: day.nullable(),
  version: z.int(),
  memberships: z.array(membership),
})
export type Organisation = z.infer<typeof organisation>

/** What may be asked of the list, of its counts and of its export alike. */
const filters = {
  kind: kind.optional(),
  field: oneLine(60).optional(),
  group: id.optional(),
  region: oneLine(100).optional(),
  offers: capabilityKind.optional(),
  seeks: capabilityKind.optional(),
  q: z.string().trim().max(100).optional(),
}
export type OrganisationFilters = z.infer<z.ZodObject<typeof filters>>

const named = (max: number) => z.object({ zh: oneLine(max), en: oneLine(max).nullable() })
const fieldList = z.array(oneLine(60)).max(40)

const organisationInput = z.object({
  kind,
  code: z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/),
  name: named(200),
  short: named(60).nullable(),
  uscc: z
    .string()
    .length(18)
    .refine(isUscc, { params: { code: 'members.uscc' } })
    .nullable(),
  region: named(100).nullable(),
  summary: z.object({ zh: text(5000).min(1), en: text(5000).min(1).nullable() }).nullable(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
  fields: z.object({ zh: fieldList, en: fieldList }),
  address: named(300).nullable(),
  place: z
    .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .nullable(),
})
export type OrganisationInput = z.infer<typeof organisationInput>

const example = (code: string): OrganisationInput => ({
  kind: 'company',
  code,
  name: { zh: `示例公司${code}`, en: `Example Company ${code}` },
  short: null,
  uscc: null,
  region: { zh: '示例市', en: 'Example City' },
  summary: null,
  website: 'https://example.org',
  fields: { zh: ['动画'], en: ['Animation'] },
  address: { zh: '示例市示例路 1 号', en: '1 Example Road, Example City' },
  place: { latitude: 38.9, longitude: 121.6 },
})

export const listOrganisations = endpoint({
  id: 'members.listOrganisations',
  method: 'GET',
  path: '/api/organisations',
  summary: 'Organisations by name, found in Chinese, pinyin and English',
  permission: browseOrganisations,
  scope: 'organisations.read',
  impersonal: true,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(listedOrganisation),
  example: world => ({ query: { kind: 'company', group: world.members.groupId, q: 'gong' } }),
})

const count = z.object({ value: z.string(), label: bilingual, count: z.int() })

export const countOrganisations = endpoint({
  id: 'members.countOrganisations',
  method: 'GET',
  path: '/api/organisations/facets',
  summary: 'How many organisations each filter would leave',
  permission: browseOrganisations,
  scope: 'organisations.read',
  impersonal: true,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    kinds: z.array(z.object({ value: kind, count: z.int() })),
    fields: z.array(count),
    regions: z.array(count),
    groups: z.array(count),
    offers: z.array(z.object({ value: capabilityKind, count: z.int() })),
    seeks: z.array(z.object({ value: capabilityKind, count: z.int() })),
  }),
  example: () => ({ query: { kind: 'company' } }),
})

export const exportOrganisations = endpoint({
  id: 'members.exportOrganisations',
  method: 'GET',
  path: '/api/organisations/export',
  summary: 'The organisations as a spreadsheet',
  permission: browseOrganisations,
  scope: 'organisations.read',
  impersonal: true,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

export const getOrganisation = endpoint({
  id: 'members.getOrganisation',
  method: 'GET',
  path: '/api/organisations/:id',
  summary: 'One organisation with its memberships',
  permission: browseOrganisations,
  scope: 'organisations.read',
  impersonal: true,
  params: z.object({ id }),
  answer: organisation,
  example: world => ({ params: { id: world.members.schoolId } }),
})

export const createOrganisation = endpoint({
  id: 'members.createOrganisation',
  method: 'POST',
  path: '/api/organisations',
  summary: "A new organisation as a member of the secretariat's group",
  permission: createOrganisationPermission,
  body: organisationInput.extend({ position: z.enum(POSITIONS), startsOn: day }),
  answer: z.object({ id, membershipId: id }),
  example: world => ({
    body: { ...example(world.members.freshCode()), position: 'member', startsOn: '2026-01-01' },
  }),
})

export const updateOrganisation = endpoint({
  id: 'members.updateOrganisation',
  method: 'PUT',
  path: '/api/organisations/:id',
  summary: 'Changes an organisation; kind, code and credit code only by the secretariat',
  permission: updateOrganisationPermission,
  params: z.object({ id }),
  body: organisationInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { organisation: fresh, code } = await world.members.freshMember()
    return {
      params: { id: fresh.id },
      body: { ...example(code), version: fresh.version },
      subject: { organisationId: fresh.id, groupIds: [world.members.groupId] },
    }
  },
})

export const endMembership = endpoint({
  id: 'members.endMembership',
  method: 'POST',
  path: '/api/memberships/:id/end',
  summary: 'Ends a membership with a date; it stays in the history',
  permission: endMembershipPermission,
  params: z.object({ id }),
  body: z.object({ endsOn: day, version }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { membership: fresh } = await world.members.freshMember()
    return {
      params: { id: fresh.id },
      body: { endsOn: '2026-06-30', version: fresh.version },
      subject: { groupId: world.members.groupId },
    }
  },
})

export const appointAdministrator = endpoint({
  id: 'members.appointAdministrator',
  method: 'POST',
  path: '/api/organisations/:id/administrators',
  summary: 'Gives a member of the group an administrator, who then keeps its people',
  permission: appointAdministratorPermission,
  params: z.object({ id }),
  body: z.object({
    name: oneLine(100),
    number: oneLine(40).nullable(),
    email: z.email().max(254).nullable(),
  }),
  answer: z.object({ id }),
  example: world => ({
    params: { id: world.members.schoolId },
    body: { name: '程示例', number: world.members.freshCode(), email: null },
    subject: { organisationId: world.members.schoolId, groupIds: world.members.schoolGroupIds },
  }),
})
