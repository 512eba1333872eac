import {
  asInstant,
  asText,
  type DataPart,
  type DataReach,
  fieldsOf,
  type PersonalDataSource,
  type Processing,
} from '#platform/server/personal-data.ts'
import { type DeedKind, eraseTraces, mergeTraces, selectOwnDeeds } from './queries/personal-data.ts'

const KINDS: readonly DeedKind[] = ['brought', 'taken', 'asked', 'looked']

/** What somebody brought for their organisation, took along, asked for and looked at. */
async function collect({ system, personId, most }: DataReach): Promise<DataPart[]> {
  const parts: DataPart[] = []
  for (const kind of KINDS) {
    const { rows, total } = await selectOwnDeeds(system, kind, personId, most)
    parts.push({
      ...{ kind: `library.${kind}`, organisation: null, affiliationId: null, total },
      rows: rows.map(row =>
        fieldsOf({
          material: { as: 'names', ...row.title },
          text: asText(row.text),
          since: asInstant(row.at),
        }),
      ),
    })
  }
  return parts
}

export const libraryPersonalData: PersonalDataSource = { collect, erase: eraseTraces, merge: mergeTraces }

export const libraryProcessing: readonly Processing[] = [
  { key: 'library.receipts', basis: ['contract'], periods: [] },
  { key: 'library.counted', basis: ['public_interest'], periods: [] },
]
