import { createHash } from 'node:crypto'
import type pg from 'pg'
import { evidenceTitle, hoursOf } from '#modules/sharing/rules/door.ts'
import { dayOf } from '#platform/contract/days.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import { copyEntries, type Entry, NOTHING } from '../records/load-records.ts'
import type { ToldOffer } from './told.ts'

/** The class of the demo's student at a school. */
export async function selectDemoClass(
  client: pg.PoolClient,
  schoolId: string,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `select c.id, c.name from accounts.personas p join members.affiliations a on a.id = p.affiliation_id
      join members.classes c on c.id = a.class_id
    where a.organisation_id = $1 and a.role = 'student' order by p.position limit 1`,
    [schoolId],
  )
  return rows[0]
}

type Visited = {
  id: string
  from: number
  until: number
  attended: number
  classId: string
  organisationId: string
  by: { affiliationId: string; name: string }
  offer: ToldOffer
  host: Bilingual
}

type Learner = { id: string; organisation: string; code: string; number: string }

/** Who of a class came to a booking that is over, with what stands in their records for it. */
export async function writeDoor(client: pg.PoolClient, visited: Visited): Promise<void> {
  const { id, from, until, by, organisationId } = visited
  const { rows: learners } = await client.query<Learner>(
    `select a.id, a.organisation_id as organisation, o.code, a.number from members.affiliations a
      join members.organisations o on o.id = a.organisation_id
      left join accounts.personas p on p.affiliation_id = a.id
    where a.class_id = $1 and a.role = 'student' and a.ends_on is null order by p.position nulls last, a.number`,
    [visited.classId],
  )
  const came = learners.slice(0, visited.attended)
  const lines = await copyEntries(
    client,
    came.map(learner => entryOf(learner, visited)),
  )
  const at = new Date(until).toISOString()
  await client.query(
    `insert into sharing.doors (booking_id, secret, confirmed_at, confirmed_by, version, created_at)
      values ($1, $2, $3, $4, 2, $5)`,
    [id, createHash('sha256').update(`door ${id}`).digest(), at, by.name, new Date(from).toISOString()],
  )
  for (const [i, { id: affiliationId }] of learners.entries()) {
    const outcomeId = lines[i]?.id ?? null
    const arrived = outcomeId === null ? null : new Date(from - (1 + (i % 9)) * 60_000).toISOString()
    await client.query(
      `insert into sharing.visitors (booking_id, organisation_id, affiliation_id, arrived_at, present, outcome_id, entered)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, organisationId, affiliationId, arrived, outcomeId !== null, outcomeId, outcomeId ? 1 : 0],
    )
  }
  await client.query('update sharing.parts set attended = $2 where booking_id = $1', [id, came.length])
}

function entryOf(learner: Learner, { id, from, until, offer, host, by, organisationId }: Visited): Entry {
  const title = {
    zh: evidenceTitle([offer.title[0]], [host.zh, offer.place]).zh,
    en: evidenceTitle([offer.title[1]], [host.en ?? host.zh, offer.place]).en,
  }
  return {
    learner: { ...learner, cohort: 0, version: null, position: null, school: '' },
    ...{ by: organisationId, claim: false, disputed: null, key: `booking|${id}|1` },
    payload: {
      ...NOTHING,
      ...{ kind: 'practice', title, day: dayOf(new Date(from)), hours: hoursOf({ from, until }) },
      recordedBy: { affiliationId: by.affiliationId, organisationId, name: by.name },
    },
  }
}
