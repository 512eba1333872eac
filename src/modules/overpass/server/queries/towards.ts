import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

type Counted = { programmeId: string; learners: number | null }

/** Learners of the schools from which bridges lead to the viewer's, by programme; few as null, none left out. */
export async function selectLearnersTowards(db: Db): Promise<Counted[]> {
  const { rows } = await sql<Counted>`select programme_id, learners from overpass.learners_towards()`.execute(
    db,
  )
  return rows
}

/** Programmes that lead to the occupations of the viewer's company, the fullest first. */
export async function selectWaysToWork(db: Db): Promise<(Counted & { occupationId: string })[]> {
  const { rows } = await sql<Counted & { occupationId: string }>`select occupation_id, programme_id, learners
    from overpass.ways_to_work() order by learners desc nulls last, programme_id`.execute(db)
  return rows
}

/** The occupations of the viewer's company, and how many follow a way there; few as null. */
export async function selectFollowersToWork(
  db: Db,
): Promise<{ occupationId: string; followers: number | null }[]> {
  const { rows } = await sql<{
    occupationId: string
    followers: number | null
  }>`select f.occupation_id, f.followers
    from overpass.followers_to_work() f join programmes.occupation_facts o on o.occupation_id = f.occupation_id
    order by o.name_zh, o.occupation_id`.execute(db)
  return rows
}
