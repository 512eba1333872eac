import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, text } from '#platform/contract/fields.ts'
import { changeSite, chooseShown, findSite } from './policy.ts'
import { GROUP_ADDRESS, isGroupAddress } from './rules/addresses.ts'

/** What the examples of this module's endpoints need of the prepared group. */
export type SiteWorld = {
  /** The version of a group's settings, or of a member's choice, as it stands; 0 where there is none yet. */
  settingsVersion(groupId: string): Promise<number>
  choiceVersion(organisationId: string): Promise<number>
}
declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly site: SiteWorld
  }
}

/** 0 where nothing has been saved yet. */
const version = z.int().min(0)
const params = z.object({ id })

const settings = z.object({
  address: z.string(),
  public: z.boolean(),
  /** Once the site has been public its address stays. */
  addressFixed: z.boolean(),
  intro: bilingual.nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  version,
})
export type SiteSettings = z.infer<typeof settings>

const settingsInput = z.object({
  address: z
    .string()
    .max(GROUP_ADDRESS.longest)
    .refine(isGroupAddress, { params: { code: 'site.address' } }),
  public: z.boolean(),
  intro: z.object({ zh: text(5000).min(1), en: text(5000).min(1).nullable() }).nullable(),
  email: z.email().max(254).nullable(),
  phone: z
    .string()
    .regex(/^\+?[\d][\d\s()-]{4,38}$/)
    .nullable(),
  version,
})
export type SiteInput = z.infer<typeof settingsInput>

export const getGroupSite = endpoint({
  id: 'site.getGroupSite',
  method: 'GET',
  path: '/api/groups/:id/site',
  summary: "Where a group's public site is; for its secretariat also what stands on it",
  permission: findSite,
  params,
  answer: z.object({
    /** Null while the group has no public site. */
    address: z.string().nullable(),
    settings: settings.nullable(),
  }),
  example: world => ({ params: { id: world.members.groupId } }),
})
export const saveGroupSite = endpoint({
  id: 'site.saveGroupSite',
  method: 'PUT',
  path: '/api/groups/:id/site',
  summary: "Switches a group's public site on or off and says what stands on it",
  permission: changeSite,
  subject: ({ params }) => ({ groupId: params.id }),
  params,
  body: settingsInput,
  answer: z.object({ version }),
  example: async world => ({
    params: { id: world.members.groupId },
    body: {
      ...{ address: 'example-group', public: false, email: 'office@example.org', phone: '+86 10 5550 0100' },
      intro: { zh: '示例集团的介绍。', en: 'About the example group.' },
      version: await world.site.settingsVersion(world.members.groupId),
    },
  }),
})

export const getShown = endpoint({
  id: 'site.getShown',
  method: 'GET',
  path: '/api/organisations/:id/shown',
  summary: 'Whether an organisation shows more than its name on public sites',
  permission: chooseShown,
  subject: ({ params }) => ({ organisationId: params.id }),
  params,
  answer: z.object({ nameOnly: z.boolean(), version }),
  example: world => ({ params: { id: world.members.ownOrganisationId } }),
})

export const saveShown = endpoint({
  id: 'site.saveShown',
  method: 'PUT',
  path: '/api/organisations/:id/shown',
  summary: 'Decides whether an organisation shows more than its name on public sites',
  permission: chooseShown,
  subject: ({ params }) => ({ organisationId: params.id }),
  params,
  body: z.object({ nameOnly: z.boolean(), version }),
  answer: z.object({ version }),
  example: async world => ({
    params: { id: world.members.ownOrganisationId },
    body: {
      nameOnly: false,
      version: await world.site.choiceVersion(world.members.ownOrganisationId),
    },
  }),
})
