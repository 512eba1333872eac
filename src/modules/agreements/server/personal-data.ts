import { collectDeeds } from '#platform/server/deeds.ts'
import type { PersonalDataSource } from '#platform/server/personal-data.ts'
import { eraseNames, ownDeeds } from './queries/personal-data.ts'

/** What somebody drafted and signed for their organisation, said of a text, and proposed or answered about its end. */
export const agreementsPersonalData: PersonalDataSource = {
  collect: reach => collectDeeds(reach, ownDeeds(reach.personId), 'agreement'),
  erase: eraseNames,
  // Everything hangs on affiliations, which move with their person.
  merge: async () => {},
}
