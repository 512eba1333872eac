import { asInstant, asText, fieldsOf, type PersonalDataSource } from '#platform/server/personal-data.ts'
import { eraseNames, selectOwnBookings } from './queries/personal-data.ts'

/** What somebody booked for their organisation. */
export const sharingPersonalData: PersonalDataSource = {
  async collect({ system, personId, most }) {
    const { rows, total } = await selectOwnBookings(system, personId, most)
    return [
      {
        ...{ kind: 'sharing.bookings', organisation: null, affiliationId: null, total },
        rows: rows.map(row =>
          fieldsOf({
            offer: { as: 'names', ...row.title },
            text: asText(row.purpose),
            since: asInstant(row.at),
          }),
        ),
      },
    ]
  },
  erase: eraseNames,
  // Everything hangs on affiliations, which move with their person.
  merge: async () => {},
}
