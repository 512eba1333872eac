export const TRANSFER_STATES = [
  'proposed',
  'sent',
  'accepted',
  'refused',
  'declined',
  'withdrawn',
  'expired',
] as const
export type TransferState = (typeof TRANSFER_STATES)[number]

/** Where the step of a transfer leads, or nothing where it is not to be done in that state. */
const STEPS: Record<
  'agree' | 'decline' | 'withdraw' | 'accept' | 'refuse' | 'expire',
  Partial<Record<TransferState, TransferState>>
> = {
  agree: { proposed: 'sent' },
  decline: { proposed: 'declined' },
  withdraw: { proposed: 'withdrawn', sent: 'withdrawn' },
  accept: { sent: 'accepted' },
  refuse: { sent: 'refused' },
  expire: { proposed: 'expired', sent: 'expired' },
}
export type TransferStep = keyof typeof STEPS

export function afterStep(state: TransferState, step: TransferStep): TransferState | undefined {
  return STEPS[step][state]
}

/** Whether the receiving school may know of it: only what was sent by the person, never a proposal. */
export const isSeenByReceiver = (state: TransferState): boolean =>
  state === 'sent' || state === 'accepted' || state === 'refused'

/** Somebody who may speak for the person of a transfer. */
export type Speaker = 'person' | 'guardian'

/**
 * Whether a speaker's yes counts: a guardian's for a minor who has one here, else the person's own
 * (Civil Code of the PRC, art. 19: acts of a minor are done or agreed to by the legal representative).
 */
export function mayAgree(speaker: Speaker, needsGuardian: boolean): boolean {
  return needsGuardian ? speaker === 'guardian' : true
}

type Known = {
  name: string
  birthDate: string | null
  school: { zh: string; en: string | null } | null
  class: string | null
}
export type Chosen = { birthDate: boolean; formerSchool: boolean; formerClass: boolean }

/** What leaves: the name, and of the rest only what the person chose. */
export function whatIsSent(known: Known, chosen: Chosen) {
  return {
    name: known.name,
    birthDate: chosen.birthDate ? known.birthDate : null,
    formerSchool: chosen.formerSchool ? known.school : null,
    formerClass: chosen.formerSchool && chosen.formerClass ? known.class : null,
  }
}
