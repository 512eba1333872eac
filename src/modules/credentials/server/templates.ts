import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/templates.ts'
import type { TemplateInput } from '../contract/templates.ts'
import { keepCredentials, type Owner } from '../policy.ts'
import { isOnePlusX } from '../rules/one-plus-x.ts'
import { fail } from './fail.ts'
import {
  insertTemplate,
  selectOptionalTemplate,
  selectTemplates,
  type TemplateRow,
  updateArchived,
  updateTemplateRow,
} from './queries/templates.ts'

/** As whom the viewer issues: a secretariat for its group, everybody else for their organisation. */
export function ownerOf(context: Pick<Context, 'signedIn'>): Owner {
  const { role, organisationId, groupId } = context.signedIn()
  return role === 'secretariat' ? { organisationId: null, groupId } : { organisationId, groupId: null }
}

/** Certificates of evaluation organisations are not ours to issue, whatever the design calls itself. */
export function refuseOnePlusX(names: readonly (string | null)[]): void {
  if (names.some(name => name !== null && isOnePlusX(name))) fail('unprocessable', 'credentials.one_plus_x')
}

const shown = ({ organisationId: _, groupId: __, ...template }: TemplateRow) => template

/** `hold`: for issuing, so that what is checked is what is issued. */
export async function keptTemplate(context: Context, id: string, hold = false): Promise<TemplateRow> {
  const template = (await selectOptionalTemplate(context.db, id, hold)) ?? missing()
  context.require(keepCredentials, template)
  return template
}

export const listTemplates: Handler<typeof contract.listTemplates> = async context => ({
  rows: (await selectTemplates(context.db, ownerOf(context))).map(shown),
})

export const getTemplate: Handler<typeof contract.getTemplate> = async (context, { params }) =>
  shown(await keptTemplate(context, params.id))

const check = ({ name }: TemplateInput) => refuseOnePlusX([name.zh, name.en])

export const createTemplate: Handler<typeof contract.createTemplate> = async (context, { body }) => {
  check(body)
  const id = await insertTemplate(context.db, ownerOf(context), body)
  await context.audit({
    action: 'credentials.template_created',
    subject: { kind: 'credential_template', id },
    data: { name: body.name.zh, kind: body.kind },
  })
  return { id }
}

export const updateTemplate: Handler<typeof contract.updateTemplate> = async (context, { params, body }) => {
  const template = await keptTemplate(context, params.id)
  check(body)
  const version = await updateTemplateRow(context.db, params.id, body.version, body)
  if (version === undefined) return stale(template.version)
  await context.audit({
    action: 'credentials.template_changed',
    subject: { kind: 'credential_template', id: params.id },
    data: { name: body.name.zh },
  })
  return { version }
}

export const archiveTemplate: Handler<typeof contract.archiveTemplate> = async (
  context,
  { params, body },
) => {
  const template = await keptTemplate(context, params.id)
  const version = await updateArchived(context.db, params.id, body.version, body.archived)
  if (version === undefined) return stale(template.version)
  await context.audit({
    action: 'credentials.template_archived',
    subject: { kind: 'credential_template', id: params.id },
    data: { archived: body.archived },
  })
  return { version }
}
