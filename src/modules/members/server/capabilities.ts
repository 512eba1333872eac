import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/capabilities.ts'
import { changeCapability as permission } from '../policy.ts'
import {
  insertCapability,
  removeCapabilityRow,
  selectCapabilities,
  selectOptionalCapability,
  updateCapability,
} from './queries/capabilities.ts'
import { selectOptionalOrganisationFacts } from './queries/organisations.ts'
import { fail } from './values.ts'

export const listCapabilities: Handler<typeof contract.listCapabilities> = async (context, { params }) => {
  if (!(await selectOptionalOrganisationFacts(context.db, params.id))) missing()
  return { rows: await selectCapabilities(context.db, params.id, today()) }
}

/** What is to be found is not over already. */
function checkUntil(validUntil: string | null): void {
  if (validUntil && validUntil < today())
    fail('unprocessable', 'members.capability_over', undefined, [
      { path: 'body.validUntil', code: 'invalid' },
    ])
}

export const addCapability: Handler<typeof contract.addCapability> = async (context, { params, body }) => {
  checkUntil(body.validUntil)
  const id = await insertCapability(context.db, params.id, body)
  await context.audit({
    action: 'members.capability_added',
    subject: { kind: 'capability', id },
    organisationId: params.id,
    data: { direction: body.direction, kind: body.kind, title: body.title.zh },
  })
  return { id }
}

export const changeCapability: Handler<typeof contract.changeCapabilityText> = async (
  context,
  { params, body },
) => {
  const capability = (await selectOptionalCapability(context.db, params.id)) ?? missing()
  context.require(permission, capability)
  const { version: seen, ...input } = body
  checkUntil(input.validUntil)
  const version = (await updateCapability(context.db, params.id, seen, input)) ?? stale(capability.version)
  await context.audit({
    action: 'members.capability_changed',
    subject: { kind: 'capability', id: params.id },
    organisationId: capability.organisationId,
    data: { direction: input.direction, kind: input.kind, title: input.title.zh },
  })
  return { version }
}

export const removeCapability: Handler<typeof contract.removeCapability> = async (
  context,
  { params, body },
) => {
  const capability = (await selectOptionalCapability(context.db, params.id)) ?? missing()
  context.require(permission, capability)
  if (!(await removeCapabilityRow(context.db, params.id, body.version, today()))) stale(capability.version)
  await context.audit({
    action: 'members.capability_removed',
    subject: { kind: 'capability', id: params.id },
    organisationId: capability.organisationId,
  })
  return undefined
}
