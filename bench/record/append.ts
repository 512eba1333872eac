import pg from 'pg'
import { appendOutcome, verifyRecords } from '#modules/records/server/index.ts'
import type { Viewer } from '#platform/contract/access.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import { asViewer } from '#platform/server/database/session.ts'
import type { OpenServices } from '#platform/server/services.ts'
import type { Reader } from './fill.ts'

const CONNECTIONS = 8
const MS = 3000
const ROUNDS = 3
const LEARNERS = 40

type Teacher = { viewer: Viewer; learners: string[] }

/** A teacher of the school and learners that have no record yet: their chains are whole from the first entry. */
async function prepare(owner: pg.Pool, { organisationId }: Reader): Promise<Teacher> {
  const { rows } = await owner.query<{ id: string; personId: string }>(
    `select id, person_id as "personId" from members.affiliations
      where organisation_id = $1 and role = 'teacher' and person_id is not null order by id limit 1`,
    [organisationId],
  )
  const teacher = rows[0]
  if (!teacher) throw new Error('the school has no teacher with an account')
  const made = await owner.query<{ id: string }>(
    `insert into members.affiliations (organisation_id, role, name, number, sort_key, grams)
      select $1, 'student', '新示例' || n, 'N' || n, 'y' || n, '{}' from generate_series(1, $2) n returning id`,
    [organisationId, LEARNERS],
  )
  // The same table without chain, keys to others or security: what an insert alone costs.
  await owner.query(`create table records.bare (like records.outcomes including defaults including indexes)`)
  await owner.query('alter table records.bare alter previous drop not null, alter link drop not null')
  const viewer: Viewer = {
    ...{
      personId: teacher.personId,
      affiliationId: teacher.id,
      role: 'teacher',
      organisationId,
      groupId: null,
    },
  }
  return { viewer, learners: made.rows.map(row => row.id) }
}

const outcomeOf = (organisationId: string, learnerId: string, name: string) => ({
  ...{ learner: { organisationId, learnerId }, confirmingOrganisationId: organisationId },
  ...{ kind: 'course_result' as const, title: { zh: '三维建模', en: '3D modelling' }, day: '2026-01-10' },
  ...{
    score: { scale: 'percent' as const, value: 86 },
    passed: true,
    credits: 4,
    hours: 64,
    term: '2025-2026-1',
  },
  recordedBy: { affiliationId: null, organisationId, name },
})

/** How many a second, with eight at once for some seconds. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() - began < MS) {
        await work()
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - began)
}

/** Appends with chain, security and audit, as a share of what a bare INSERT of the same row manages. */
export async function measureAppend(services: OpenServices, reader: Reader): Promise<number> {
  const { viewer, learners } = await prepare(services.ownerPool, reader)
  const { organisationId } = reader
  // By chance, so that connections meet at one learner's chain now and then: most of the time two of the eight do.
  const learnerOf = () => learners[Math.floor(Math.random() * learners.length)] ?? ''
  const append = () =>
    asViewer(services.appPool, viewer, false, ({ db }) =>
      appendOutcome(
        { db, audit: fact => recordAudit(db, fact, { viewer, requestId: null }) },
        outcomeOf(organisationId, learnerOf(), '示例教师'),
      ),
    )
  const bare = new pg.Pool({ connectionString: services.url, max: CONNECTIONS })
  const payload = JSON.stringify(outcomeOf(organisationId, learnerOf(), '示例教师'))
  const [salt, hash] = [Buffer.alloc(16), Buffer.alloc(32)]
  let seq = 0
  const insert = () =>
    bare.query({
      name: 'bare',
      text: `insert into records.bare (organisation_id, learner_id, seq, id, at, entry, kind, held_on,
          confirming_organisation_id, visibility, payload, salt, commitment, previous, link)
        values ($1, $2, $3, uuidv7(), now(), 'outcome', 'course_result', '2026-01-10', $1, 'school', $4::jsonb, $5, $6, $6, $6)`,
      values: [organisationId, learnerOf(), ++seq, payload, salt, hash],
    })
  try {
    await rate(append)
    const shares: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [chained, alone] = [await rate(append), await rate(insert)]
      shares.push(chained / alone)
      console.log(`append with chain and audit ${chained.toFixed(0)}/s, bare INSERT ${alone.toFixed(0)}/s`)
    }
    await checkChains(services.ownerPool, learners)
    return shares.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN
  } finally {
    await bare.end()
  }
}

/** Only the chains written here: the others were filled in without links. */
async function checkChains(owner: pg.Pool, learners: readonly string[]): Promise<void> {
  const { findings, lost } = await verifyRecords(owner, learners)
  if (findings.length || lost)
    throw new Error(`chains are broken: ${JSON.stringify(findings[0])}, ${lost} lost`)
  const { rows } = await owner.query<{ entries: number; longest: number }>(
    `select count(*)::int as entries, max(seq)::int as longest from records.outcomes where learner_id = any ($1::uuid[])`,
    [learners],
  )
  console.log(
    `chains verified: ${rows[0]?.entries} entries of ${learners.length} learners, the longest ${rows[0]?.longest}`,
  )
}
