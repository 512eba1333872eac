import type { Role } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Figure } from '#platform/server/home.ts'
import { selectOwnConsents, selectOwnGuardianships } from './queries/children.ts'
import { countOpenRequests } from './queries/consents.ts'

/** Children of a guardian, consents of a student, requests of a school: a number each, and the way there. */
export async function familyFigures(db: Db, role: Role): Promise<Figure[]> {
  const figure = (code: string, value: number, to: string) => ({ code: `members.${code}`, value, to })
  if (role === 'guardian') {
    const open = (await selectOwnGuardianships(db)).filter(child => child.standing === 'open').length
    return [figure('children', open, '/children')]
  }
  if (role === 'student') return [figure('consents', (await selectOwnConsents(db)).length, '/consents')]
  if (role === 'school_admin')
    return [figure('consent_requests', await countOpenRequests(db), '/consents/requests')]
  return []
}
