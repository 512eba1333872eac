import type { CopyValue } from '#modules/members/server/import/copy-text.ts'
import { COMMITTEE_CHAIR, COMMITTEE_ID } from '../groups.ts'
import { type AffiliationKey, affiliationId } from '../people/ids.ts'
import type { AffiliationRow } from '../rows.ts'

/** A row by its columns; all rows of a kind have the same ones. */
export type Plain = Readonly<Record<string, CopyValue>>

/** What later rows say of somebody who passed by among the people. */
export type Known = Pick<AffiliationRow, 'id' | 'name' | 'personId' | 'email' | 'organisationId'>
export type People = (key: AffiliationKey) => Known

const key = (code: string, role: AffiliationKey['role'], number: string): AffiliationKey => ({
  ...{ code, role, key: number },
})

/** Those who hold offices, write notices and are asked to be contacts. */
export const WHO = {
  secretary: key('BC13', 'secretariat', 'S001'),
  deputy: key('BC13', 'secretariat', 'S002'),
  officer: key('BC13', 'secretariat', 'S003'),
  committeeSecretary: key(COMMITTEE_CHAIR, 'secretariat', 'S001'),
  effects: key('BC13', 'expert', 'E001'),
  sound: key('BC13', 'expert', 'E002'),
  curricula: key('BC13', 'expert', 'E003'),
  animation: key('BC13', 'expert', 'E004'),
  illustration: key(COMMITTEE_CHAIR, 'expert', 'E001'),
  school: key('BC01', 'school_admin', 'A001'),
  teacher: key('BC01', 'teacher', 'T0003'),
  college: key('BC08', 'school_admin', 'A001'),
  company: key('BC17', 'company_hr', 'H001'),
  studio: key('BC15', 'company_hr', 'H001'),
  association: key('BC30', 'association_staff', 'Z001'),
} as const

export const WANTED: ReadonlySet<string> = new Set(Object.values(WHO).map(affiliationId))

/** Who signs for a group. */
export const signerOf = (groupId: string, people: People): Known =>
  people(groupId === COMMITTEE_ID ? WHO.committeeSecretary : WHO.secretary)
