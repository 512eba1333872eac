import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/membership-steps.ts'
import { endMembership, leaveGroup as leavePermission, readMembership } from '../policy.ts'
import { canFollow, type DecidedStep, membershipState } from '../rules/memberships.ts'
import { tellMembershipStep } from './membership-letters.ts'
import {
  insertMembershipStep,
  selectMembershipSteps,
  selectVerified,
  updateMembership,
} from './queries/membership-steps.ts'
import { selectOptionalMembership } from './queries/memberships.ts'
import { signatureOf } from './signature.ts'
import { checkEnd, fail } from './values.ts'

type Membership = NonNullable<Awaited<ReturnType<typeof selectOptionalMembership>>>
type Taken = { kind: DecidedStep | 'left'; day: string; reason: string | null; resolution?: string | null }

/** Takes a step with a membership: its new state, its history, the audit trail, a letter to the other side. */
async function takeStep(context: Context, membership: Membership, version: number, step: Taken) {
  const { db } = context
  const { kind, day } = step
  if (membership.version !== version) stale(membership.version)
  if (!canFollow(membershipState(membership), kind)) fail('conflict', 'members.step_not_now')
  const from = membership.suspendedOn ?? membership.startsOn
  checkEnd(from, day, 'day')
  const ending = kind === 'left' || kind === 'lapsed' ? kind : null
  const suspendedOn = { suspended: day, resumed: null }[kind as string]
  const next = await updateMembership(db, membership, {
    suspendedOn: suspendedOn === undefined ? membership.suspendedOn : suspendedOn,
    endsOn: ending ? day : null,
    endKind: ending,
  })
  if (next === undefined) return stale(membership.version)
  const by = await signatureOf(context)
  const stepId = await insertMembershipStep(db, { ...step, membershipId: membership.id, by })
  await context.audit({
    action: `members.membership_${kind}`,
    subject: { kind: 'membership', id: membership.id },
    organisationId: membership.organisationId,
    groupId: membership.groupId,
    data: { day, resolution: step.resolution ?? undefined },
  })
  await context.enqueue(tellMembershipStep, { stepId })
  return { version: next }
}

export const leaveGroup: Handler<typeof contract.leaveGroup> = async (context, { params, body }) => {
  const membership = (await selectOptionalMembership(context.db, params.id)) ?? missing()
  context.require(leavePermission, membership)
  const { version, ...step } = body
  return takeStep(context, membership, version, { kind: 'left', ...step })
}

export const decideMembership: Handler<typeof contract.decideMembership> = async (
  context,
  { params, body },
) => {
  const membership = (await selectOptionalMembership(context.db, params.id)) ?? missing()
  context.require(endMembership, membership)
  const { version, step: kind, ...step } = body
  return takeStep(context, membership, version, { kind, ...step })
}

export const listMembershipSteps: Handler<typeof contract.listMembershipSteps> = async (
  context,
  { params },
) => {
  context.require(readMembership, (await selectOptionalMembership(context.db, params.id)) ?? missing())
  return { rows: await selectMembershipSteps(context.db, { membershipId: params.id }) }
}

export const listGroupSteps: Handler<typeof contract.listGroupSteps> = async (context, { params }) => ({
  rows: await selectMembershipSteps(context.db, { groupId: params.id }),
})

export const verifyMembership: Handler<typeof contract.verifyMembership> = async (context, { params }) => ({
  rows: await selectVerified(context.db, params.number),
})
