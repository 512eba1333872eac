import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { BalancePair, MemberBalance } from '../../contract/balance.ts'

type Period = { from: string; until: string }
type Row = {
  id: string
  zh: string
  en: string | null
  direction: 'given' | 'taken'
  bookings: number
  hours: number
  personHours: number
}

const pairs = ({
  from,
  until,
}: Period) => sql`(select giver as id, taker as other, 'given' as direction, u.* from
    sharing.uses(${from}::date, ${until}::date) u
  union all select taker, giver, 'taken', u.* from sharing.uses(${from}::date, ${until}::date) u)`

const NOTHING = { bookings: 0, hours: 0, personHours: 0 }

/** Each member that gave or took, the most giving first. */
export async function selectBalance(db: Db, period: Period): Promise<MemberBalance[]> {
  const { rows } = await sql<Row>`select m.id, m.name_zh as zh, m.name_en as en, e.direction,
      sum(e.bookings)::int as bookings, sum(e.hours) as hours, sum(e.person_hours) as person_hours
    from ${pairs(period)} e join members.organisations m on m.id = e.id
    group by m.id, e.direction order by m.sort_key, m.id`.execute(db)
  const members = new Map<string, MemberBalance>()
  for (const { id, zh, en, direction, ...amount } of rows) {
    const member = members.get(id) ?? {
      organisation: { id, name: { zh, en } },
      given: NOTHING,
      taken: NOTHING,
    }
    members.set(id, { ...member, [direction]: amount })
  }
  const net = (member: MemberBalance) => member.given.hours - member.taken.hours
  return [...members.values()].sort((a, b) => net(b) - net(a))
}

/** With whom a member shared, the most hours first. */
export async function selectPairs(db: Db, memberId: string, period: Period): Promise<BalancePair[]> {
  const { rows } =
    await sql<Row>`select m.id, m.name_zh as zh, m.name_en as en, e.direction, e.bookings, e.hours,
      e.person_hours
    from ${pairs(period)} e join members.organisations m on m.id = e.other
    where e.id = ${memberId} order by e.hours desc, m.sort_key, m.id`.execute(db)
  return rows.map(({ id, zh, en, ...row }) => ({ organisation: { id, name: { zh, en } }, ...row }))
}
