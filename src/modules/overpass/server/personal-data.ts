import {
  asInstant,
  asKey,
  asText,
  fieldsOf,
  type PersonalDataSource,
  type Processing,
} from '#platform/server/personal-data.ts'
import { eraseCredit, mergeCredit, selectClaimData } from './queries/personal-data.ts'

/** Claims of credit, by the school that was asked. */
export const overpassPersonalData: PersonalDataSource = {
  async collect({ system, personId, most }) {
    const rows = await selectClaimData(system, personId, most)
    return [...Map.groupBy(rows, row => row.receiving.id).values()].map(own => ({
      kind: 'overpass.claims',
      organisation: own[0]?.receiving ?? null,
      affiliationId: null,
      total: own.length,
      rows: own.map(row =>
        fieldsOf({
          programme: { as: 'names', text: row.programme.zh, en: row.programme.en },
          state: asKey(`overpass.state.${row.state}`),
          text: asText(row.note),
          since: asInstant(row.at),
        }),
      ),
    }))
  },
  erase: eraseCredit,
  merge: mergeCredit,
}

export const overpassProcessing: readonly Processing[] = [
  { key: 'overpass.claims', basis: ['contract', 'public_interest'], periods: [] },
]
