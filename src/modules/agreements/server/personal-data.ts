import {
  asInstant,
  asText,
  type DataPart,
  type DataReach,
  fieldsOf,
  type PersonalDataSource,
} from '#platform/server/personal-data.ts'
import { type DeedKind, eraseNames, selectOwnDeeds } from './queries/personal-data.ts'

const KINDS: readonly DeedKind[] = ['drafts', 'signatures', 'comments', 'endings']

/** What somebody drafted and signed for their organisation, said of a text, and proposed or answered about its end. */
async function collect({ system, personId, most }: DataReach): Promise<DataPart[]> {
  const parts: DataPart[] = []
  for (const kind of KINDS) {
    const { rows, total } = await selectOwnDeeds(system, kind, personId, most)
    parts.push({
      ...{ kind: `agreements.${kind}`, organisation: null, affiliationId: null, total },
      rows: rows.map(row =>
        fieldsOf({
          agreement: { as: 'names', ...row.title },
          text: asText(row.text),
          since: asInstant(row.at),
        }),
      ),
    })
  }
  return parts
}

export const agreementsPersonalData: PersonalDataSource = {
  collect,
  erase: eraseNames,
  // Everything hangs on affiliations, which move with their person.
  merge: async () => {},
}
