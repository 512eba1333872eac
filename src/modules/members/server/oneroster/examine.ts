import { sql } from 'kysely'
import { today } from '#platform/contract/days.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { OneRosterCounts } from '../../contract/oneroster.ts'
import { READ_FILES } from '../../rules/oneroster/files.ts'
import type { NoteCode } from '../../rules/oneroster/problem.ts'
import { checkSet, countProblems } from './checks.ts'
import { makeKeys } from './keys.ts'
import { planEnrolments } from './plan-enrolments.ts'
import { checkNumbers, planPeople } from './plan-people.ts'
import { planTeaching } from './plan-teaching.ts'
import type { OneRosterRecord } from './records.ts'
import { isRowFile, staged } from './staging.ts'

export type Examined = {
  problems: number
  counts: OneRosterCounts[] | null
  notes: [NoteCode, string, number][]
}
type Step = () => Promise<void>

/**
 * Compares the staged rows with what is there, in temporary tables of this transaction: what is wrong, and, when
 * nothing is, what would be written. The same when previewing and when applying, so that nothing is written that
 * was true only yesterday.
 */
export async function examine(
  db: Db,
  roster: OneRosterRecord,
  step: Step = async () => {},
): Promise<Examined> {
  await sql`set local work_mem = '128MB'`.execute(db)
  await makeKeys(db, roster)
  await step()
  // A whole set refers to nothing but itself: what was right when it was previewed is right still.
  if (roster.state === 'previewing' || !isWhole(roster)) await checkSet(db, roster)
  await step()
  let problems = await countProblems(db, roster)
  if (problems > 0) return { problems, counts: null, notes: [] }
  await planTeaching(db, roster)
  await planPeople(db, roster, today())
  await step()
  await checkNumbers(db, roster)
  await planEnrolments(db, roster)
  await step()
  problems = await countProblems(db, roster)
  if (problems > 0) return { problems, counts: null, notes: [] }
  return { problems, counts: await countPlan(db, roster), notes: await remarks(db, roster) }
}

function isWhole({ manifest: { files } }: OneRosterRecord): boolean {
  return (['academicSessions', 'courses', 'classes', 'users'] as const).every(file => files[file] === 'bulk')
}

const PLANS = {
  academicSessions: { plan: 'plan_sessions', end: 'end_sessions' },
  courses: { plan: 'plan_courses', end: 'end_courses' },
  classes: { plan: 'plan_classes', end: 'end_classes' },
  users: { plan: 'plan_people', end: 'end_people' },
  enrollments: { plan: 'plan_enrolments', end: 'end_enrolments' },
} as const

/** The numbers by file. What roles.csv and demographics.csv change is counted with the users. */
async function countPlan(db: Db, roster: OneRosterRecord): Promise<OneRosterCounts[]> {
  const counts: OneRosterCounts[] = []
  for (const file of READ_FILES) {
    const mode = roster.manifest.files[file]
    if (!mode && !(file === 'users' && roster.manifest.files.roles)) continue
    const found: OneRosterCounts = {
      ...{ file, mode: mode ?? roster.manifest.files.roles ?? 'bulk' },
      ...{ rows: roster.orgs.length, added: 0, changed: 0, back: 0, unchanged: 0, ended: 0 },
    }
    counts.push(found)
    if (!isRowFile(file)) continue
    const { rows } = await sql<{ count: number }>`select count(*) from ${staged(file, roster.id)} s`.execute(
      db,
    )
    found.rows = rows[0]?.count ?? 0
    if (file === 'roles' || file === 'demographics') continue
    const { plan, end } = PLANS[file]
    const outcomes = await sql<{ outcome: string; count: number }>`
      select outcome, count(*) from ${sql.raw(plan)} group by outcome
      union all select 'ended', count(*) from ${sql.raw(end)}`.execute(db)
    for (const { outcome, count } of outcomes.rows)
      if (outcome === 'added' || outcome === 'changed' || outcome === 'back' || outcome === 'unchanged')
        found[outcome] += count
      else if (outcome === 'ended') found.ended += count
  }
  return counts
}

async function remarks(db: Db, roster: OneRosterRecord): Promise<Examined['notes']> {
  const users = staged('users', roster.id)
  const { rows } = await sql<{ joined: number; ended: number; idle: number; unknown: number }>`select
    (select count(*) from pairs p where not exists (select from members.guardianships g where g.ends_on is null
      and g.student_affiliation_id = p.student and g.guardian_affiliation_id = p.guardian)) as joined,
    (select count(*) from end_pairs) as ended,
    (select count(*) from ${users} u where not u.gone
      and not exists (select from wanted w where w.sourced_id = u.sourced_id)) as idle,
    (select count(*) from ${users} u where u.gone
      and not exists (select from wanted w where w.sourced_id = u.sourced_id)) as unknown`.execute(db)
  const { joined = 0, ended = 0, idle = 0, unknown = 0 } = rows[0] ?? {}
  const all: Examined['notes'] = [
    ['guardians_joined', 'users', joined],
    ['guardians_ended', 'users', ended],
    ['user_without_role', 'users', idle],
    ['gone_unknown', 'users', unknown],
  ]
  return all.filter(([, , count]) => count > 0)
}
