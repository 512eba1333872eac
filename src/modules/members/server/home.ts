import type { Viewer } from '#platform/contract/access.ts'
import type { Figure, HomeSource, News, Waiting } from '#platform/server/home.ts'
import { ADMINISTRATORS, READERS } from '../policy.ts'
import { familyFigures } from './guardians/home.ts'
import {
  type OwnCounts,
  selectJoinings,
  selectOpenImports,
  selectOwnCounts,
  selectWithoutAdministrator,
} from './queries/home.ts'

const isOneOf = (roles: readonly string[], viewer: Viewer | null) =>
  viewer !== null && roles.includes(viewer.role)

function figuresOf(counts: OwnCounts, role: string): Figure[] {
  const staff = { code: 'members.staff', value: counts.staff, to: '/people' }
  if (role !== 'school_admin' && role !== 'teacher') return [staff]
  return [
    { code: 'members.students', value: counts.students, to: '/people?role=student' },
    { code: 'members.classes', value: counts.classes, to: '/classes' },
    staff,
  ]
}

/** Rosters to confirm, people without an account, members without an administrator; what is new in the groups. */
export const membersHome: HomeSource = {
  async waiting({ db, viewer }) {
    const items: Waiting[] = []
    if (isOneOf(ADMINISTRATORS, viewer)) {
      for (const open of await selectOpenImports(db))
        items.push({
          code: `members.import_${open.state}`,
          data: { file: open.fileName },
          to: `/people/import/${open.id}`,
          urgency: 'now',
          at: open.updatedAt,
        })
      const { unclaimed } = await selectOwnCounts(db)
      if (unclaimed > 0)
        items.push({
          code: 'members.unclaimed',
          data: { count: unclaimed },
          to: '/people',
          urgency: 'whenever',
          at: null,
        })
    }
    if (viewer?.role === 'secretariat')
      for (const row of await selectWithoutAdministrator(db))
        items.push({
          code: 'members.no_administrator',
          names: { organisation: { zh: row.nameZh, en: row.nameEn } },
          to: `/organisations/${row.id}`,
          urgency: 'soon',
          at: null,
        })
    if (viewer?.role === 'person')
      items.push({ code: 'members.join', to: '/claim', urgency: 'soon', at: null })
    return items
  },
  async news({ db }): Promise<News[]> {
    return (await selectJoinings(db)).map(row => ({
      id: `joining ${row.id}`,
      code: 'members.joined',
      names: {
        organisation: { zh: row.organisationZh, en: row.organisationEn },
        group: { zh: row.groupZh, en: row.groupEn },
      },
      at: row.at,
      to: `/organisations/${row.organisationId}`,
    }))
  },
  async figures({ db, viewer }) {
    if (!viewer) return []
    const family = await familyFigures(db, viewer.role)
    if (!isOneOf(READERS, viewer)) return family
    return [...figuresOf(await selectOwnCounts(db), viewer.role), ...family]
  },
}
