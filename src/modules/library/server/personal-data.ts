import { collectDeeds } from '#platform/server/deeds.ts'
import type { PersonalDataSource, Processing } from '#platform/server/personal-data.ts'
import { eraseTraces, mergeTraces, ownDeeds } from './queries/personal-data.ts'

/** What somebody brought for their organisation, took along, asked for and looked at. */
export const libraryPersonalData: PersonalDataSource = {
  collect: reach => collectDeeds(reach, ownDeeds(reach.personId), 'material'),
  erase: eraseTraces,
  merge: mergeTraces,
}

export const libraryProcessing: readonly Processing[] = [
  { key: 'library.receipts', basis: ['contract'], periods: [] },
  { key: 'library.counted', basis: ['public_interest'], periods: [] },
]
