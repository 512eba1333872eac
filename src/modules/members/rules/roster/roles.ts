import type { Role } from '#platform/contract/access.ts'
import type { OrganisationKind } from '../../contract/vocabulary.ts'
import { administratorRoleOf } from '../roles.ts'

/** Roles that come in rosters. Administrators are appointed one by one, families join by invitation. */
export const ROSTER_ROLES = [
  'student',
  'teacher',
  'mentor',
  'expert',
  'association_staff',
  'resident',
] as const
export type RosterRole = (typeof ROSTER_ROLES)[number]

export function rosterRolesOf(kind: OrganisationKind): readonly RosterRole[] {
  const administrator = administratorRoleOf(kind)
  if (administrator === 'school_admin') return ['student', 'teacher', 'mentor', 'expert', 'resident']
  return administrator === 'company_hr' ? ['mentor', 'expert'] : ['association_staff', 'mentor', 'expert']
}

const WORDS: Record<RosterRole, string> = {
  student: '学生 在校生 学员 student',
  teacher: '教师 老师 教职工 专任教师 兼职教师 教工 教员 teacher lecturer',
  mentor: '企业导师 导师 师傅 企业师傅 员工 mentor',
  expert: '专家 顾问 expert',
  association_staff: '工作人员 协会工作人员 秘书 职员 staff',
  resident: '居民 社区居民 社会学员 resident',
}

const ROLE_OF_WORD = new Map<string, Role>(
  (Object.entries(WORDS) as [RosterRole, string][]).flatMap(([role, words]) =>
    [role, ...words.split(' ')].map(word => [word, role] as const),
  ),
)

/** The role that a cell names, if rosters of this organisation may give it. */
export function readRole(cell: string, allowed: readonly RosterRole[]): RosterRole | undefined {
  const role = ROLE_OF_WORD.get(cell.normalize('NFKC').toLowerCase().trim()) as RosterRole | undefined
  return role && allowed.includes(role) ? role : undefined
}
