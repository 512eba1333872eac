import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/organs.ts'
import { changeOrgans } from '../policy.ts'
import { hasField, isNamed, isUnitOffice, officesOf } from '../rules/organs.ts'
import { selectOptionalGroup } from './queries/groups.ts'
import { selectOptionalOrganisationFacts } from './queries/organisations.ts'
import {
  closeOrganRow,
  endTermRow,
  insertOrgan,
  insertTerm,
  selectOptionalOrgan,
  selectOptionalTerm,
  selectOrgans,
} from './queries/organs.ts'
import { signatureOf } from './signature.ts'
import { checkEnd, fail } from './values.ts'

export const listOrgans: Handler<typeof contract.listOrgans> = async (context, { params }) => {
  const { id, name } = (await selectOptionalGroup(context.db, params.id)) ?? missing()
  return { group: { id, name }, rows: await selectOrgans(context.db, params.id) }
}

export const createOrgan: Handler<typeof contract.createOrgan> = async (context, { params, body }) => {
  if (isNamed(body.kind) && !body.name)
    fail('unprocessable', 'members.organ_name', undefined, [{ path: 'body.name.zh', code: 'required' }])
  const id = await insertOrgan(context.db, { ...body, groupId: params.id })
  await context.audit({
    action: 'members.organ_created',
    subject: { kind: 'organ', id },
    data: { kind: body.kind, name: body.name?.zh },
  })
  return { id }
}

export const closeOrgan: Handler<typeof contract.closeOrgan> = async (context, { params, body }) => {
  const organ = (await selectOptionalOrgan(context.db, params.id)) ?? missing()
  context.require(changeOrgans, organ)
  checkEnd('1900-01-01', body.day, 'day')
  if (!(await closeOrganRow(context.db, params.id, body.version, body.day))) stale(organ.version)
  await context.audit({
    action: 'members.organ_closed',
    subject: { kind: 'organ', id: params.id },
    data: { day: body.day },
  })
  return undefined
}

/**
 * Gives an office to an organisation of the group or to a person, in the caller's transaction and the viewer's name.
 * @returns the term's id
 * @throws Failure `members.office_not_here`, `members.holder_missing`, `members.not_of_group`, `members.term_exists`
 */
export async function appoint(
  context: Context,
  organId: string,
  term: contract.Appointment,
): Promise<{ id: string }> {
  const { db } = context
  const organ = (await selectOptionalOrgan(db, organId)) ?? missing()
  context.require(changeOrgans, organ)
  const { office, organisationId, person } = term
  if (organ.closedOn || !officesOf(organ.kind).includes(office))
    fail('unprocessable', 'members.office_not_here', undefined, [{ path: 'body.office', code: 'invalid' }])
  const lacking = isUnitOffice(office) ? organisationId === null : person === null
  if (lacking)
    fail('unprocessable', 'members.holder_missing', undefined, [
      { path: isUnitOffice(office) ? 'body.organisationId' : 'body.person', code: 'required' },
    ])
  if (term.field && !hasField(office))
    fail('unprocessable', 'members.office_without_field', undefined, [
      { path: 'body.field.zh', code: 'invalid' },
    ])
  if (term.dueOn && term.dueOn < term.startsOn)
    fail('unprocessable', 'members.end_before_start', { startsOn: term.startsOn }, [
      { path: 'body.dueOn', code: 'invalid' },
    ])
  if (organisationId) {
    const facts = await selectOptionalOrganisationFacts(db, organisationId)
    if (!facts?.groupIds.includes(organ.groupId))
      fail('unprocessable', 'members.not_of_group', undefined, [
        { path: 'body.organisationId', code: 'invalid' },
      ])
  }
  const id = await insertTerm(db, organId, term, await signatureOf(context))
  await context.audit({
    action: 'members.appointed',
    subject: { kind: 'term', id },
    data: { office, organisationId, startsOn: term.startsOn, resolution: term.resolution },
  })
  return { id }
}

export const appointTo: Handler<typeof contract.appointTo> = (context, { params, body }) =>
  appoint(context, params.id, body)

export const endTerm: Handler<typeof contract.endTerm> = async (context, { params, body }) => {
  const term = (await selectOptionalTerm(context.db, params.id)) ?? missing()
  context.require(changeOrgans, term)
  if (term.endsOn) fail('conflict', 'members.ended_already', { endsOn: term.endsOn })
  checkEnd(term.startsOn, body.day, 'day')
  if (!(await endTermRow(context.db, params.id, body.version, body.day))) stale(term.version)
  await context.audit({
    action: 'members.term_ended',
    subject: { kind: 'term', id: params.id },
    data: { day: body.day },
  })
  return undefined
}
