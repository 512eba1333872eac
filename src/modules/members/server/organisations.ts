import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/organisations.ts'
import { endMembership as endPermission, updateOrganisation as updatePermission } from '../policy.ts'
import { insertMembershipStep } from './queries/membership-steps.ts'
import {
  endMembershipRow,
  insertMembership,
  selectNextNumber,
  selectOptionalMembership,
} from './queries/memberships.ts'
import { selectOrganisationCounts } from './queries/organisation-counts.ts'
import { selectOrganisations } from './queries/organisation-list.ts'
import {
  insertOrganisation,
  selectMemberships,
  selectOptionalOrganisation,
  selectOptionalOrganisationFacts,
  updateOrganisationRow,
} from './queries/organisations.ts'
import { signatureOf } from './signature.ts'
import { checkEnd, fail } from './values.ts'

export const listOrganisations: Handler<typeof contract.listOrganisations> = (context, { query }) =>
  selectOrganisations(context, query, query)

export const countOrganisations: Handler<typeof contract.countOrganisations> = (context, { query }) =>
  selectOrganisationCounts(context, query)

export const getOrganisation: Handler<typeof contract.getOrganisation> = async (context, { params }) => {
  const organisation = (await selectOptionalOrganisation(context.db, params.id)) ?? missing()
  return { ...organisation, memberships: await selectMemberships(context.db, params.id) }
}

export const createOrganisation: Handler<typeof contract.createOrganisation> = async (context, { body }) => {
  const groupId = context.signedIn().groupId ?? fail('forbidden', 'members.no_group')
  const { position, startsOn, ...organisation } = body
  const id = await insertOrganisation(context.db, organisation)
  const number =
    position === 'authority' ? null : await selectNextNumber(context.db, groupId, startsOn.slice(0, 4))
  const membership = { groupId, organisationId: id, position, startsOn, number }
  const membershipId = await insertMembership(context.db, membership)
  const by = await signatureOf(context)
  await insertMembershipStep(context.db, { membershipId, kind: 'admitted', day: startsOn, by })
  await context.audit({
    action: 'members.organisation_created',
    subject: { kind: 'organisation', id },
    organisationId: id,
    data: { code: body.code, position, startsOn },
  })
  return { id, membershipId }
}

export const updateOrganisation: Handler<typeof contract.updateOrganisation> = async (
  context,
  { params, body },
) => {
  const facts = (await selectOptionalOrganisationFacts(context.db, params.id)) ?? missing()
  context.require(updatePermission, facts)
  const before = (await selectOptionalOrganisation(context.db, params.id)) ?? missing()
  const { version: seen, ...input } = body
  // What an organisation is and is registered as: the group relies on it, so it does not change it itself.
  const identity = ['kind', 'code', 'uscc'] as const
  if (context.signedIn().role !== 'secretariat' && identity.some(field => input[field] !== before[field]))
    fail('forbidden', 'members.identity_fixed')
  const version = await updateOrganisationRow(context.db, params.id, seen, input)
  if (version === undefined) stale(before.version)
  const changed = (Object.keys(input) as (keyof typeof input)[]).filter(
    field => JSON.stringify(input[field]) !== JSON.stringify(before[field]),
  )
  await context.audit({
    action: 'members.organisation_updated',
    subject: { kind: 'organisation', id: params.id },
    organisationId: params.id,
    data: { changed },
  })
  return { version }
}

export const endMembership: Handler<typeof contract.endMembership> = async (context, { params, body }) => {
  const membership = (await selectOptionalMembership(context.db, params.id)) ?? missing()
  context.require(endPermission, membership)
  if (membership.endsOn) fail('conflict', 'members.ended_already', { endsOn: membership.endsOn })
  checkEnd(membership.startsOn, body.endsOn)
  const version = await endMembershipRow(context.db, params.id, body.version, body.endsOn)
  if (version === undefined) stale(membership.version)
  const by = await signatureOf(context)
  await insertMembershipStep(context.db, { membershipId: params.id, kind: 'ended', day: body.endsOn, by })
  await context.audit({
    action: 'members.membership_ended',
    subject: { kind: 'membership', id: params.id },
    organisationId: membership.organisationId,
    data: { position: membership.position, endsOn: body.endsOn },
  })
  return { version }
}
