import { fixesUses, type Licence, type Use, usesUnder } from './licences.ts'
import type { Access, Audience, State, Status } from './vocabulary.ts'

export type Rights = {
  licence: Licence
  licenceText: string | null
  uses: readonly Use[]
  audience: Audience
  groupId: string | null
  access: Access
  embargoUntil: string | null
  expiresOn: string | null
}

export type RightsProblem =
  | { field: 'licence'; code: 'library.licence_unknown' }
  | { field: 'licenceText'; code: 'library.licence_text_wanted' }
  | { field: 'uses'; code: 'library.uses_beyond' | 'library.uses_wanted' }
  | { field: 'groupId'; code: 'library.group_wanted' }
  | { field: 'expiresOn'; code: 'library.days_reversed' }

/** What contradicts itself in a set of rights; the database refuses the first and the last too. */
export function problemsOf(rights: Rights): RightsProblem[] {
  const problems: RightsProblem[] = []
  const allowed = usesUnder(rights.licence)
  if (rights.licence === 'unknown' && rights.audience !== 'organisation')
    problems.push({ field: 'licence', code: 'library.licence_unknown' })
  if (rights.licence === 'custom' && !rights.licenceText)
    problems.push({ field: 'licenceText', code: 'library.licence_text_wanted' })
  if (!rights.uses.every(use => allowed.includes(use)))
    problems.push({ field: 'uses', code: 'library.uses_beyond' })
  else if (rights.audience !== 'organisation' && rights.uses.length === 0)
    problems.push({ field: 'uses', code: 'library.uses_wanted' })
  if (rights.audience === 'group' && !rights.groupId)
    problems.push({ field: 'groupId', code: 'library.group_wanted' })
  if (rights.embargoUntil && rights.expiresOn && rights.expiresOn < rights.embargoUntil)
    problems.push({ field: 'expiresOn', code: 'library.days_reversed' })
  return problems
}

/** Rights as they are kept: what the licence decides is not left to be chosen, and nothing stands where it does not belong. */
export function settled(rights: Rights): Rights {
  return {
    ...rights,
    uses: fixesUses(rights.licence) ? usesUnder(rights.licence) : rights.uses,
    licenceText: rights.licence === 'custom' ? rights.licenceText : null,
    groupId: rights.audience === 'group' ? rights.groupId : null,
  }
}

type Named = { creators: readonly { name: string }[]; creatorsAgreed: boolean }

/** Whether somebody is named who has not agreed to it: what is shared names nobody like that. */
export const lacksConsent = ({ creators, creatorsAgreed }: Named): boolean =>
  creators.length > 0 && !creatorsAgreed

type Dated = { state: State; trashed: boolean; embargoUntil: string | null; expiresOn: string | null }

/** What an item is on a day. `library.offered` in the database says `offered` of the same; a test holds both together. */
export function statusOf({ state, trashed, embargoUntil, expiresOn }: Dated, day: string): Status {
  if (trashed) return 'trashed'
  if (state !== 'shared') return state
  if (embargoUntil && embargoUntil > day) return 'waiting'
  return expiresOn && expiresOn < day ? 'expired' : 'offered'
}
