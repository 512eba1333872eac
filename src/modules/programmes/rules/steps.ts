import type { Opinion, Side, State } from './vocabulary.ts'

/** What moves a version on. The yearly diagnosis leaves it where it is: in force. */
export const STEPS = ['send', 'back', 'approve', 'enact', 'close'] as const
export type Step = (typeof STEPS)[number]

type Move = { from: readonly State[]; to: State; by: 'editor' | 'administrator' }

/** Draft -> committee review -> school approval -> in force -> closed; before approval it can come back. */
export const MOVES: Record<Step, Move> = {
  send: { from: ['draft'], to: 'review', by: 'editor' },
  back: { from: ['review', 'approved'], to: 'draft', by: 'editor' },
  approve: { from: ['review'], to: 'approved', by: 'administrator' },
  enact: { from: ['approved'], to: 'in_force', by: 'administrator' },
  close: { from: ['in_force'], to: 'closed', by: 'administrator' },
}

export type CommitteeMember = { side: Side; opinion: Opinion | null }

/** What a step still wants of the version, as codes of the module's failures; empty when it can be taken. */
export type Want =
  | 'wrong_state'
  | 'no_courses'
  | 'order'
  | 'no_school_reviewer'
  | 'no_company_reviewer'
  | 'opinions_open'
  | 'revision_asked'

export type VersionFacts = {
  state: State
  courses: number
  /** Courses that stand before, or beside, what they require. */
  outOfOrder: number
  committee: readonly CommitteeMember[]
}

/**
 * What is missing for a step. A committee needs people of schools and of companies (Ministry of Education 2019,
 * guidance on programme plans: the plan is reviewed with industry); all of them have spoken before the school
 * decides, and nobody asks for a revision.
 */
export function wantsOf(step: Step, version: VersionFacts): Want[] {
  if (!MOVES[step].from.includes(version.state)) return ['wrong_state']
  if (step !== 'send' && step !== 'approve') return []
  const wants: Want[] = []
  const sits = (side: Side) => version.committee.some(member => member.side === side)
  if (version.courses === 0) wants.push('no_courses')
  if (version.outOfOrder > 0) wants.push('order')
  if (!sits('school')) wants.push('no_school_reviewer')
  if (!sits('company')) wants.push('no_company_reviewer')
  if (step === 'send') return wants
  if (version.committee.some(member => member.opinion === null)) wants.push('opinions_open')
  if (version.committee.some(member => member.opinion === 'revise')) wants.push('revision_asked')
  return wants
}
