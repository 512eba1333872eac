import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from '../calendar.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import type { CorrectionRow, ReadingRow } from '../rows.ts'
import { PUPIL, pupilKey } from './cast.ts'
import { type AffiliationKey, affiliationId, personId } from './ids.ts'

const ADMIN: AffiliationKey = { code: PUPIL.code, role: 'school_admin', key: 'A001' }
const TEACHER: AffiliationKey = { code: PUPIL.code, role: 'teacher', key: 'T0003' }

/** What the pupil of the cast finds under "who has read it": their school, in the first weeks of the year before. */
export function readingRows(calendar: Calendar): ReadingRow[] {
  const school = organisationId(PUPIL.code)
  const subjectIds = [affiliationId(pupilKey(calendar))]
  const read = (days: number, hour: string, by: AffiliationKey, endpoint: string): ReadingRow => ({
    ...{ at: `${daysAfter(calendar.asOf, -days)}T0${hour}:00.000Z`, endpoint, subjectIds },
    ...{ personId: personId(by), affiliationId: affiliationId(by) },
    ...{ organisationId: school, subjectOrganisationId: school },
  })
  return [
    read(12, '1:20', ADMIN, 'members.listPeople'),
    read(12, '1:24', ADMIN, 'members.getPerson'),
    read(9, '3:05', TEACHER, 'members.getClass'),
    read(9, '3:07', TEACHER, 'members.getPerson'),
    read(2, '6:40', ADMIN, 'members.exportPeople'),
  ]
}

/** The pupil asked for another number once, and was told why not. */
export function correctionRows(calendar: Calendar): CorrectionRow[] {
  const key = pupilKey(calendar)
  return [
    {
      id: demoId('correction of the pupil'),
      ...{
        organisationId: organisationId(PUPIL.code),
        affiliationId: affiliationId(key),
        personId: personId(key),
      },
      ...{ field: 'number', wanted: `${key.key}1`, reason: '与录取通知书上的不一致', state: 'refused' },
      ...{
        dueOn: daysAfter(calendar.asOf, 3),
        answer: '通知书上是报名号，学号以学籍系统为准。',
        answeredBy: '教务处',
      },
      answeredAt: `${daysAfter(calendar.asOf, -10)}T02:00:00.000Z`,
      createdAt: `${daysAfter(calendar.asOf, -12)}T09:30:00.000Z`,
    },
  ]
}
