import {
  asInstant,
  asKey,
  asText,
  fieldsOf,
  type PersonalDataSource,
} from '#platform/server/personal-data.ts'
import {
  eraseNames,
  moveFeeds,
  selectOwnBookings,
  selectOwnBriefings,
  selectOwnFaults,
  selectOwnFeeds,
  selectOwnNeeds,
  selectOwnVisits,
} from './queries/personal-data.ts'

/** What somebody booked for their organisation, and where they were. */
export const sharingPersonalData: PersonalDataSource = {
  async collect({ system, personId, most }) {
    const { rows, total } = await selectOwnBookings(system, personId, most)
    const visits = await selectOwnVisits(system, personId, most)
    const feeds = await selectOwnFeeds(system, personId)
    const needs = await selectOwnNeeds(system, personId, most)
    const faults = await selectOwnFaults(system, personId, most)
    const briefings = await selectOwnBriefings(system, personId, most)
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
      {
        ...{ kind: 'sharing.visits', organisation: null, affiliationId: null, total: visits.total },
        rows: visits.rows.map(row =>
          fieldsOf({
            offer: { as: 'names', ...row.title },
            since: asInstant(row.at),
            present: row.present === null ? null : asKey(row.present ? 'data.yes' : 'data.no'),
          }),
        ),
      },
      {
        ...{ kind: 'sharing.briefings', organisation: null, affiliationId: null, total: briefings.total },
        rows: briefings.rows.map(row =>
          fieldsOf({ offer: { as: 'names', ...row.title }, since: asInstant(row.at) }),
        ),
      },
      {
        ...{ kind: 'sharing.needs', organisation: null, affiliationId: null, total: needs.total },
        rows: needs.rows.map(row =>
          fieldsOf({ text: { as: 'names', ...row.title }, since: asInstant(row.at) }),
        ),
      },
      {
        ...{ kind: 'sharing.faults', organisation: null, affiliationId: null, total: faults.total },
        rows: faults.rows.map(row =>
          fieldsOf({
            offer: { as: 'names', ...row.title },
            text: asText(row.words),
            since: asInstant(row.at),
          }),
        ),
      },
      {
        ...{ kind: 'sharing.feeds', organisation: null, affiliationId: null, total: feeds.length },
        rows: feeds.map(row =>
          fieldsOf({
            offer: row.title ? { as: 'names', ...row.title } : asKey('data.sharing.feeds.own'),
            since: asInstant(row.at),
          }),
        ),
      },
    ]
  },
  erase: eraseNames,
  // The rest hangs on affiliations, which move with their person.
  merge: moveFeeds,
}
