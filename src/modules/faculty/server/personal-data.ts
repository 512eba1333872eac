import { closeTodos } from '#modules/information/server/index.ts'
import {
  asDay,
  asKey,
  asText,
  fieldsOf,
  type PersonalDataSource,
  type Processing,
  partsOf,
} from '#platform/server/personal-data.ts'
import { eraseEntry, selectOwnStatuses, selectOwnStays, withdrawOpen } from './queries/personal-data.ts'

/** A teacher's practice and status, as their school keeps them. */
export const facultyPersonalData: PersonalDataSource = {
  async collect({ system, personId, most }) {
    const stays = partsOf('faculty.stays', await selectOwnStays(system, personId, most), row =>
      fieldsOf({
        host: { as: 'names', ...row.host },
        ...{
          first_day: asDay(row.from),
          last_day: asDay(row.until),
          state: asKey(`faculty.stay.${row.state}`),
        },
        ...{ tasks: asText(row.tasks), output: asText(row.output), course_change: asText(row.courseChange) },
        ...{ proof_link: asText(row.proof), reason: asText(row.note), file: asText(row.files) },
      }),
    )
    const statuses = partsOf('faculty.statuses', await selectOwnStatuses(system, personId, most), row =>
      fieldsOf({
        ...{ level: asKey(`faculty.level.${row.level}`), granted_by: asText(row.by) },
        ...{ certificate: asText(row.number), day: asDay(row.day), ends_on: asDay(row.until) },
        reason: asText(row.reason),
        file: asText(row.files),
      }),
    )
    return [...stays, ...statuses]
  },
  // What was confirmed is the school's evidence and stays with the entry; what is only asked for is taken back.
  async erase(db, personId) {
    for (const id of await withdrawOpen(db, personId)) await closeTodos(db, { subject: { kind: 'stay', id } })
  },
  // All of it hangs on affiliations, which move with their person.
  async merge() {},
  eraseEntry,
}

/** What this module does with people's data, for the register. */
export const facultyProcessing: readonly Processing[] = [
  { key: 'faculty.practice', basis: ['legal_duty'], periods: ['kept_staff'] },
  { key: 'faculty.status', basis: ['legal_duty'], periods: ['kept_staff'] },
]
