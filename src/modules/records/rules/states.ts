import type { Entry, State } from './vocabulary.ts'

export type Step = { entry: Entry }

/** How an outcome stands after all that followed it. */
export function stateOf(root: Step, followUps: readonly Step[]): State {
  const has = (entry: Entry) => followUps.some(step => step.entry === entry)
  if (has('revocation')) return 'revoked'
  if (has('refusal')) return 'refused'
  if (has('withdrawal')) return 'withdrawn'
  return root.entry === 'claim' && !has('confirmation') ? 'pending' : 'confirmed'
}

/** What may follow: the same rule the database enforces. */
export function mayFollow(root: Step, followUps: readonly Step[], entry: Entry): boolean {
  const state = stateOf(root, followUps)
  if (['confirmation', 'refusal', 'withdrawal'].includes(entry)) return state === 'pending'
  return ['correction', 'revocation'].includes(entry) && state === 'confirmed'
}
