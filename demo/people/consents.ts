import type { Calendar } from '../calendar.ts'
import { organisationOf } from '../organisations/list.ts'
import { chanceOf, demoId } from '../random.ts'
import type { AffiliationRow, Batch, ConsentAnswerRow, ConsentRequestRow } from '../rows.ts'
import { MOVED, PUPIL } from './cast.ts'
import { classesOf } from './classes.ts'
import { type PeopleBatch, peopleBatch } from './enter.ts'
import { enterClass } from './students.ts'
import { enterAdministrators } from './teachers.ts'

/** Of guardians who have an account, how many have said yes and no to the photos. */
const SHARE = { given: 0.7, refused: 0.14 }

type Asked = Pick<ConsentRequestRow, 'purpose' | 'titleZh' | 'titleEn' | 'textZh' | 'textEn'>

const PHOTOS: Asked = {
  purpose: 'photo',
  titleZh: '招生宣传使用课堂照片',
  titleEn: 'Classroom photos for the admissions brochure',
  textZh:
    '学校将在本学年的招生简章和学校网站上使用课堂和作品展的照片。照片不标注姓名，不提供给其他单位。随时可以撤回，撤回后三个工作日内从网站撤下。',
  textEn:
    'This school year the brochure and the site of the school show photos of lessons and exhibitions, without names. They are passed on to nobody. You can withdraw at any time; photos leave the site within three working days.',
}
const TRIP: Asked = {
  purpose: 'trip',
  titleZh: '春季参观动画制作公司',
  titleEn: 'Spring visit to an animation company',
  textZh: '春季学期将组织全班参观动画制作公司一天，由两名教师带队，学校统一投保，往返乘学校班车。',
  textEn:
    "In spring the class visits an animation company for a day, with two teachers, insured by the school, by the school's own bus.",
}
const CONTACT: Asked = {
  purpose: 'contact',
  titleZh: '向实习单位提供联系方式',
  titleEn: 'Contact data for placement companies',
  textZh: '为联系实习，学校将把姓名、专业和手机号码提供给您本人选定的企业，用于实习面试，不作他用。',
  textEn:
    'To arrange a placement the school gives your name, programme and phone number to the companies you have chosen, for interviews and nothing else.',
}

/** What two schools have asked this year: a class about photos and a trip, and a student who is of age. */
export function consentRows(calendar: Calendar, growth: number): Batch {
  const { year } = calendar
  const pupils = classOf(PUPIL.code, PUPIL.programme, calendar, growth)
  const students = classOf(MOVED.code, 1, calendar, growth)
  const moved = students.batch.affiliations.find(row => row.number === seatNumber(year, MOVED.seat))
  const photos = request(pupils, PHOTOS, {
    ...{ askedOn: `${year}-09-02`, answerBy: `${year}-09-20`, validUntil: `${year + 1}-08-31` },
  })
  const trip = request(pupils, TRIP, {
    ...{ askedOn: `${year}-09-03`, answerBy: `${year + 1}-03-31`, validUntil: `${year + 1}-06-30` },
    alsoStudent: true,
  })
  const contact = request(students, CONTACT, {
    ...{ askedOn: `${year}-09-03`, answerBy: null, validUntil: `${year + 1}-08-31` },
    ...{ classId: null, studentAffiliationId: moved?.id ?? null },
  })
  const learners = pupils.batch.affiliations.filter(row => row.role === 'student' && row.endsOn === null)
  return {
    consentRequests: [photos, trip, contact],
    consents: [
      ...[photos, trip].flatMap(asked => learners.map(student => consent(asked, student))),
      ...(moved ? [consent(contact, moved)] : []),
    ],
    consentAnswers: learners.flatMap(student => answersOf(photos, student, pupils.batch)),
  }
}

const seatNumber = (year: number, seat: number) => `${year}0101${String(seat).padStart(2, '0')}`

type Class = { batch: PeopleBatch; classId: string; organisationId: string; by: AffiliationRow }

/** A newest class as it was entered, and who keeps its school. */
function classOf(code: string, programme: number, calendar: Calendar, growth: number): Class {
  const school = organisationOf(code)
  const group = [...classesOf(school, calendar, growth)].find(
    one => one.programme === programme && one.number === 1 && one.cohort === calendar.year,
  )
  if (!group) throw new Error(`${code} has no newest class`)
  const [batch, staff] = [peopleBatch(), peopleBatch()]
  enterClass(batch, { school, group, calendar })
  enterAdministrators(staff, school, calendar)
  const by = staff.affiliations.find(row => row.role === 'school_admin')
  if (!by) throw new Error(`${code} has no administrator`)
  return { batch, classId: group.row.id, organisationId: group.row.organisationId, by }
}

function request(
  { classId, organisationId, by }: Class,
  asked: Asked,
  more: Pick<ConsentRequestRow, 'askedOn' | 'answerBy' | 'validUntil'> & Partial<ConsentRequestRow>,
): ConsentRequestRow {
  return {
    id: demoId(`consent request ${classId} ${asked.purpose}`),
    ...{ organisationId, classId, studentAffiliationId: null, alsoStudent: false },
    ...{ byAffiliationId: by.id, byName: by.name },
    ...asked,
    ...more,
  }
}

const consent = ({ id: requestId, organisationId }: ConsentRequestRow, student: AffiliationRow) => ({
  id: demoId(`consent ${requestId} ${student.id}`),
  ...{ organisationId, requestId, studentAffiliationId: student.id },
})

/** What the confirmed guardians of a student have answered: the guardian of the cast said yes. */
function answersOf(
  asked: ConsentRequestRow,
  student: AffiliationRow,
  batch: PeopleBatch,
): ConsentAnswerRow[] {
  const year = Number(asked.askedOn.slice(0, 4))
  const isTold = student.number === `${year}0${PUPIL.programme}01${String(PUPIL.seat).padStart(2, '0')}`
  return batch.guardianships
    .filter(row => row.studentAffiliationId === student.id && row.state === 'confirmed')
    .flatMap((row, index) => {
      const guardian = batch.affiliations.find(one => one.id === row.guardianAffiliationId)
      const chance = chanceOf(`consent ${asked.id} ${row.id}`)
      const drawn = chance.next()
      // One signature suffices: the other guardian rarely adds theirs.
      if (!guardian || (!isTold && (drawn > SHARE.given + SHARE.refused || index > 0))) return []
      return [
        {
          id: demoId(`consent answer ${asked.id} ${row.id}`),
          organisationId: asked.organisationId,
          consentId: consent(asked, student).id,
          capacity: 'guardian' as const,
          affiliationId: guardian.id,
          guardianshipId: row.id,
          signerName: guardian.name,
          answer: isTold || drawn <= SHARE.given ? ('given' as const) : ('refused' as const),
          day: `${year}-09-${String(chance.between(3, 18)).padStart(2, '0')}`,
        },
      ]
    })
}
