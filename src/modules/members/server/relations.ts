import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/relations.ts'
import {
  answerRelation as answerPermission,
  endRelation as endPermission,
  withdrawRelation as withdrawPermission,
} from '../policy.ts'
import { type RelationState, sidesOf } from '../rules/relations.ts'
import { administratorRoleOf } from '../rules/roles.ts'
import { selectNetwork, selectNetworkCounts } from './queries/network.ts'
import { selectOptionalOrganisationFacts } from './queries/organisations.ts'
import {
  endRelationRow,
  insertRelation,
  selectOptionalRelation,
  selectOptionalSide,
  selectRelations,
  settleRelation,
} from './queries/relations.ts'
import { signatureOf } from './signature.ts'
import { checkEnd, fail } from './values.ts'

export const getNetwork: Handler<typeof contract.getNetwork> = async (context, { query }) => {
  const day = query.on ?? today()
  return {
    ...(await selectNetwork(context, query, day)),
    ...(await selectNetworkCounts(context, query, day)),
  }
}

export const listRelations: Handler<typeof contract.listRelations> = async (context, { params }) => {
  if (!(await selectOptionalOrganisationFacts(context.db, params.id))) missing()
  return { rows: await selectRelations(context.db, params.id) }
}

const refuse = (
  path: string,
  code:
    | 'members.relation_with_itself'
    | 'members.relation_closed'
    | 'members.relation_alliance'
    | 'members.not_of_group'
    | 'members.relation_in_future',
): never => fail('unprocessable', code, undefined, [{ path: `body.${path}`, code: 'invalid' }])

/** What the network shows has begun: a plan is not a relation. */
function checkStart(startsOn: string): void {
  if (startsOn > today()) refuse('startsOn', 'members.relation_in_future')
}

export const proposeRelation: Handler<typeof contract.proposeRelation> = async (context, { body }) => {
  const { db } = context
  const { kind, otherId, startsOn, note } = body
  const ownId = context.signedIn().organisationId ?? missing()
  if (ownId === otherId) refuse('otherId', 'members.relation_with_itself')
  checkStart(startsOn)
  const own = (await selectOptionalSide(db, ownId)) ?? missing()
  const other = await selectOptionalSide(db, otherId)
  if (!other || other.closedOn) return refuse('otherId', 'members.relation_closed')
  const sides = sidesOf(kind, own, other) ?? refuse('kind', 'members.relation_alliance')
  const { name: by } = await signatureOf(context)
  const id = await insertRelation(db, {
    ...{ kind, startsOn, note, groupId: null, proposedBy: ownId, by },
    ...sides,
  })
  await putTodo(db, {
    desk: { organisationId: otherId, role: administratorRoleOf(other.kind) },
    kind: `members.relation_${kind}`,
    data: { organisation: own.nameZh },
    path: `/organisations/${otherId}#relations`,
    subject: { kind: 'relation', id },
  })
  await context.audit({
    action: 'members.relation_proposed',
    subject: { kind: 'relation', id },
    organisationId: ownId,
    data: { kind, otherId, startsOn },
  })
  return { id }
}

async function found(context: Context, id: string) {
  const relation = (await selectOptionalRelation(context.db, id)) ?? missing()
  return { ...relation, sides: [relation.fromId, relation.toId] }
}
type Found = Awaited<ReturnType<typeof found>>

/** Settles a proposal in the viewer's name, and with it what waits for the other side. */
async function settle(
  context: Context,
  relation: Found,
  version: number,
  state: Exclude<RelationState, 'proposed'>,
): Promise<{ version: number }> {
  if (relation.version !== version) stale(relation.version)
  if (relation.state !== 'proposed') fail('conflict', 'members.relation_settled')
  const { name: by } = await signatureOf(context)
  const next = (await settleRelation(context.db, relation.id, version, state, by)) ?? stale(version)
  await closeTodos(context.db, { subject: { kind: 'relation', id: relation.id } })
  await context.audit({
    action: `members.relation_${state}`,
    subject: { kind: 'relation', id: relation.id },
    organisationId: context.signedIn().organisationId,
    data: { kind: relation.kind, fromId: relation.fromId, toId: relation.toId },
  })
  return { version: next }
}

export const answerRelation: Handler<typeof contract.answerRelation> = async (context, { params, body }) => {
  const relation = await found(context, params.id)
  context.require(answerPermission, relation)
  return settle(context, relation, body.version, body.confirm ? 'confirmed' : 'declined')
}

export const withdrawRelation: Handler<typeof contract.withdrawRelation> = async (
  context,
  { params, body },
) => {
  const relation = await found(context, params.id)
  context.require(withdrawPermission, relation)
  return settle(context, relation, body.version, 'withdrawn')
}

export const endRelation: Handler<typeof contract.endRelation> = async (context, { params, body }) => {
  const relation = await found(context, params.id)
  context.require(endPermission, relation)
  if (relation.endsOn) fail('conflict', 'members.ended_already', { endsOn: relation.endsOn })
  if (relation.state !== 'confirmed') fail('conflict', 'members.relation_settled')
  checkEnd(relation.startsOn, body.day, 'day')
  const { name: by } = await signatureOf(context)
  const version =
    (await endRelationRow(context.db, params.id, body.version, body.day, by)) ?? stale(relation.version)
  await context.audit({
    action: 'members.relation_ended',
    subject: { kind: 'relation', id: params.id },
    organisationId: context.signedIn().organisationId,
    groupId: relation.groupId,
    data: { kind: relation.kind, day: body.day },
  })
  return { version }
}

/** @throws Failure `members.not_of_group` unless both sides are in the group today */
export const enterRelation: Handler<typeof contract.enterRelation> = async (context, { params, body }) => {
  const { kind, fromId, toId, startsOn, note } = body
  if (fromId === toId) refuse('toId', 'members.relation_with_itself')
  checkStart(startsOn)
  for (const [path, id] of [
    ['fromId', fromId],
    ['toId', toId],
  ] as const)
    if (!(await selectOptionalSide(context.db, id))?.groupIds.includes(params.id))
      refuse(path, 'members.not_of_group')
  const { name: by } = await signatureOf(context)
  const id = await insertRelation(context.db, {
    ...{ kind, fromId, toId, startsOn, note, groupId: params.id, proposedBy: null, by },
  })
  await context.audit({
    action: 'members.relation_entered',
    subject: { kind: 'relation', id },
    groupId: params.id,
    data: { kind, fromId, toId, startsOn },
  })
  return { id }
}
