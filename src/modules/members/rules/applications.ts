/** How an application stands: with the secretariat, with the applicant, with the council, or over. */
export const APPLICATION_STATES = [
  'submitted',
  'incomplete',
  'checked',
  'admitted',
  'rejected',
  'withdrawn',
] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

export const APPLICATION_STEPS = [
  'submitted',
  'asked',
  'completed',
  'document',
  'checked',
  'admitted',
  'rejected',
  'withdrawn',
] as const
export type ApplicationStep = (typeof APPLICATION_STEPS)[number]

/** From which states a step can be taken, and where it leads; a document changes nothing. */
const STEPS: Record<
  Exclude<ApplicationStep, 'submitted' | 'document'>,
  [ApplicationState[], ApplicationState]
> = {
  asked: [['submitted', 'checked'], 'incomplete'],
  completed: [['incomplete'], 'submitted'],
  checked: [['submitted', 'incomplete'], 'checked'],
  admitted: [['checked'], 'admitted'],
  rejected: [['submitted', 'incomplete', 'checked'], 'rejected'],
  withdrawn: [['submitted', 'incomplete', 'checked'], 'withdrawn'],
}

export type ApplicationChange = keyof typeof STEPS

/** Where a step leads; null when it cannot be taken from here. */
export function afterStep(state: ApplicationState, step: ApplicationChange): ApplicationState | null {
  const [from, to] = STEPS[step]
  return from.includes(state) ? to : null
}

/** Whether documents can be added: while they can still be looked at. */
export const takesDocuments = (state: ApplicationState) => state === 'submitted' || state === 'incomplete'

/** Letters and digits that nobody misreads for another. */
const SPOKEN = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A reference to speak and write: year, month and six characters. `bytes`: six random ones. */
export function referenceOf(today: string, bytes: Uint8Array): string {
  const tail = [...bytes.subarray(0, 6)].map(byte => SPOKEN[byte % SPOKEN.length]).join('')
  return `${today.slice(0, 4)}${today.slice(5, 7)}-${tail}`
}
