export const MEMBERSHIP_STATES = ['member', 'suspended', 'left', 'lapsed', 'ended'] as const
export type MembershipState = (typeof MEMBERSHIP_STATES)[number]

export const MEMBERSHIP_STEPS = ['admitted', 'suspended', 'resumed', 'left', 'lapsed', 'ended'] as const
export type MembershipStep = (typeof MEMBERSHIP_STEPS)[number]
/** Steps the group decides on; leaving is the member's own. */
export const DECIDED_STEPS = ['suspended', 'resumed', 'lapsed'] as const
export type DecidedStep = (typeof DECIDED_STEPS)[number]

type Facts = { suspendedOn: string | null; endsOn: string | null; endKind: MembershipState | null }

export function membershipState({ suspendedOn, endsOn, endKind }: Facts): MembershipState {
  if (endsOn) return endKind ?? 'ended'
  return suspendedOn ? 'suspended' : 'member'
}

const FROM: Record<DecidedStep | 'left', readonly MembershipState[]> = {
  suspended: ['member'],
  resumed: ['suspended'],
  lapsed: ['member', 'suspended'],
  left: ['member', 'suspended'],
}

/** Whether a step can be taken as a membership stands. */
export const canFollow = (state: MembershipState, step: DecidedStep | 'left') => FROM[step].includes(state)
