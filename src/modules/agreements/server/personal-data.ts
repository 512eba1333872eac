import {
  asInstant,
  asText,
  type DataPart,
  type DataReach,
  fieldsOf,
  type PersonalDataSource,
} from '#platform/server/personal-data.ts'
import { eraseNames, selectOwnComments, selectOwnSignatures } from './queries/personal-data.ts'

const own = { organisation: null, affiliationId: null }

/** What somebody signed for their organisation, and what they said of others' drafts. */
async function collect({ system, personId, most }: DataReach): Promise<DataPart[]> {
  const signatures = await selectOwnSignatures(system, personId, most)
  const comments = await selectOwnComments(system, personId, most)
  return [
    {
      ...{ ...own, kind: 'agreements.signatures', total: signatures.total },
      rows: signatures.rows.map(row =>
        fieldsOf({ agreement: { as: 'names', ...row.title }, since: asInstant(row.at) }),
      ),
    },
    {
      ...{ ...own, kind: 'agreements.comments', total: comments.total },
      rows: comments.rows.map(row =>
        fieldsOf({
          agreement: { as: 'names', ...row.title },
          text: asText(row.text),
          since: asInstant(row.at),
        }),
      ),
    },
  ]
}

export const agreementsPersonalData: PersonalDataSource = {
  collect,
  erase: eraseNames,
  // Everything hangs on affiliations, which move with their person.
  merge: async () => {},
}
