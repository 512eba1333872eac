import type { Calendar } from '../calendar.ts'
import { CHAIR } from '../groups.ts'
import type { PersonaRow } from '../rows.ts'
import { type AffiliationKey, affiliationId } from './ids.ts'

/** Roles whose keys do not move with the year. */
const MARKS = {
  secretariat: { code: CHAIR, role: 'secretariat', key: 'S001' },
  admin: { code: 'BC01', role: 'school_admin', key: 'A001' },
  teacher: { code: 'BC01', role: 'teacher', key: 'T0003' },
  hr: { code: 'BC17', role: 'company_hr', key: 'H001' },
  mentor: { code: 'BC21', role: 'mentor', key: 'M001' },
  association: { code: 'BC30', role: 'association_staff', key: 'Z001' },
  observer: { code: 'BCJY', role: 'authority_observer', key: 'D001' },
  expert: { code: CHAIR, role: 'expert', key: 'E001' },
  foreigner: { code: CHAIR, role: 'teacher', key: 'T0002' },
  resident: { code: 'BC37', role: 'resident', key: 'R001' },
} satisfies Record<string, AffiliationKey>

const textOf = ({ code, role, key }: AffiliationKey) => `${code} ${role} ${key}`
const FIXED = new Set(Object.values(MARKS).map(textOf))

/** The pupil whose guardian is in the cast: a first-year of the comprehensive school, a minor for years to come. */
export const PUPIL = { code: 'BC01', programme: 2, seat: 7 }
/** Its elder sibling, in the second year of another school. */
export const SIBLING = { code: 'BC06', programme: 2, seat: 5 }
/** The student who came to this college from a secondary school: seat 1 of its newest first class. */
export const MOVED = { code: 'BC08', seat: 1 }

const pupilNumber = (year: number) => `${year}0${PUPIL.programme}01${String(PUPIL.seat).padStart(2, '0')}`
const movedNumber = (year: number) => `${year}0101${String(MOVED.seat).padStart(2, '0')}`

/** The pupil's entry at the comprehensive school. */
export function pupilKey(calendar: Calendar): AffiliationKey {
  return { code: PUPIL.code, role: 'student', key: pupilNumber(calendar.year) }
}

/** The first affiliation of the guardian of both children. */
export function guardianKey(calendar: Calendar): AffiliationKey {
  return { code: PUPIL.code, role: 'guardian', key: `${pupilNumber(calendar.year)}G1` }
}

/** Whether a person of the sign-in picker stands behind this affiliation, apart from learners and guardians. */
export function isCast(key: AffiliationKey): boolean {
  return FIXED.has(textOf(key))
}

/** The people that anyone may try the platform as, in the picker's order. */
export function personaRows(calendar: Calendar): PersonaRow[] {
  const pupil = pupilKey(calendar)
  const moved: AffiliationKey = { code: MOVED.code, role: 'student', key: movedNumber(calendar.year) }
  const cast: [AffiliationKey, zh: string, en: string][] = [
    [MARKS.secretariat, '秘书处：统筹集团成员', "Secretariat: keeps the group's members together"],
    [MARKS.admin, '学校管理员：维护本校名册', "School administrator: keeps the school's people"],
    [MARKS.teacher, '教师：查看本校班级与学生', 'Teacher: sees the classes and students of the school'],
    [pupil, '中职学生：未满十八岁', 'Secondary student, not yet eighteen'],
    [guardianKey(calendar), '家长：关注在两所学校就读的孩子', 'Guardian of two children at two schools'],
    [moved, '高职学生：由中职升入，两段学籍同一个人', 'College student who came from a secondary school'],
    [MARKS.hr, '企业人事：代表副理事长单位', 'Company HR of a vice-chair unit'],
    [MARKS.mentor, '企业导师：对成员单位公开', 'Mentor at a company, listed for the members'],
    [MARKS.association, '协会工作人员：集团组织单位', 'Association staff of the organising unit'],
    [MARKS.observer, '教育局观察员：只看不改', 'Authority observer: looks, changes nothing'],
    [MARKS.expert, '专家：同时是企业导师，可切换身份', 'Expert who is also a mentor and switches roles'],
    [MARKS.foreigner, '外籍教师：使用英文界面', 'Teacher from abroad, with the English pages'],
    [MARKS.resident, '社区居民：参加短期课程', 'Resident who takes short courses'],
  ]
  return cast.map(([key, titleZh, titleEn], index) => ({
    affiliationId: affiliationId(key),
    position: index + 1,
    titleZh,
    titleEn,
  }))
}
