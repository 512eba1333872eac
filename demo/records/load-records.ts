import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyLine } from '#modules/members/server/import/copy-text.ts'
import type { Payload } from '#modules/records/contract/payload.ts'
import { commitAs, resultKeyOf } from '#modules/records/server/index.ts'
import { daysAfter } from '#platform/contract/days.ts'
import { calendarOf } from '../calendar.ts'
import { chanceOf, demoId } from '../random.ts'
import { A_TERM, COURSES } from './courses.ts'
import { movedRecord, pupilsRecord, type Told } from './told.ts'

/** Learners with results, apart from those of the cast: about half of the group at scale 1. */
const LEARNERS = 1500
const DISPUTE_DAYS = 15
const COMPANY = 'BC17'

type Learner = {
  id: string
  organisation: string
  code: string
  number: string
  cohort: number
  version: string | null
  position: number | null
  school: string
}
type Course = {
  id: string | null
  code: string
  zh: string
  en: string | null
  hours: number
  credits: number
  term: number
}
export type Entry = {
  learner: Learner
  payload: Payload
  by: string
  claim: boolean
  disputed: string | null
  key: string | null
}

/** What the demo group's learners have on record, written by COPY; the database links the chains. Returns how many. */
export async function loadRecords(client: pg.PoolClient, today: string): Promise<number> {
  const learners = await selectLearners(client)
  const plans = await selectPlans(client, [...new Set(learners.flatMap(one => one.version ?? []))])
  const company = await selectCompany(client)
  const entries = learners.flatMap(learner => [
    ...resultsOf(learner, plans.get(learner.version ?? '') ?? fallback(), today),
    ...toldOf(learner, company, today),
  ])
  const lines = await copyEntries(
    client,
    entries.filter(entry => entry.payload.day <= today),
  )
  for (const { entry, id } of lines) if (entry.disputed) await contest(client, entry, id, today)
  await client.query('analyze records.outcomes, records.heads')
  return lines.length
}

/** Writes entries, each with the id it is known by. */
export async function copyEntries(client: pg.PoolClient, entries: readonly Entry[]) {
  const lines = entries.map(lineOf)
  const into = client.query(
    copyFrom(`copy records.outcomes (organisation_id, learner_id, id, at, entry, kind, held_on,
      confirming_organisation_id, course_id, result_key, visibility, payload, salt, commitment) from stdin`),
  )
  await pipeline(Readable.from(inParts(lines.map(({ line }) => line))), into)
  return lines
}

function* inParts(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 500) yield lines.slice(at, at + 500).join('')
}

async function selectLearners(client: pg.PoolClient): Promise<Learner[]> {
  const { rows } = await client.query<Learner>(
    `with versions as materialized (select id, cohort, programmes.version_of_class(id) as version from members.classes)
    select a.id, a.organisation_id as organisation, o.code, a.number, o.name_zh as school,
      c.cohort, c.version, p.position
    from members.affiliations a
      join members.organisations o on o.id = a.organisation_id
      join versions c on c.id = a.class_id
      left join accounts.personas p on p.affiliation_id = a.id
        or p.affiliation_id in (select other.id from members.affiliations other where other.person_id = a.person_id)
    where a.role = 'student' and a.number is not null
    order by p.position nulls last, a.id limit $1`,
    [LEARNERS],
  )
  return rows
}

async function selectPlans(client: pg.PoolClient, versions: string[]): Promise<Map<string, Course[]>> {
  const { rows } = await client.query<Course & { version: string }>(
    `select version_id as version, course_id as id, code, name_zh as zh, name_en as en, hours, credits::float8 as credits,
      semester as term from programmes.course_facts where version_id = any ($1::uuid[]) and kind <> 'placement'
      order by semester, code`,
    [versions],
  )
  const plans = new Map<string, Course[]>()
  for (const { version, ...course } of rows) plans.set(version, [...(plans.get(version) ?? []), course])
  return plans
}

async function selectCompany(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'select id from members.organisations where code = $1',
    [COMPANY],
  )
  return rows[0]?.id ?? ''
}

const fallback = (): Course[] =>
  COURSES.map((course, i) => ({ ...course, id: null, term: Math.floor(i / A_TERM) + 1 }))

export const NOTHING = {
  ...{ level: null, prize: null, teamPlace: null, score: null, passed: null, credits: null, hours: null },
  ...{
    course: null,
    term: null,
    sitting: null,
    competencies: [],
    evidence: [],
    certificate: null,
    note: null,
  },
  visibility: 'school' as const,
}
const signed = (organisationId: string, name: string) => ({ affiliationId: null, organisationId, name })

/** Results of the terms that are over, ten or so of the latest. */
function resultsOf(learner: Learner, plan: readonly Course[], today: string): Entry[] {
  const chance = chanceOf(`results ${learner.code} ${learner.number}`)
  const talent = chance.between(62, 86)
  const done = plan.filter(course => termOf(learner.cohort, course.term).day <= today)
  return done.slice(-10).map(course => {
    const { term, day } = termOf(learner.cohort, course.term)
    const value = Math.max(38, Math.min(99, talent + chance.between(-14, 14)))
    const passed = value >= 60
    return {
      ...{ learner, by: learner.organisation, claim: false, disputed: null },
      key: resultKeyOf(course.code, term, 'regular'),
      payload: {
        ...NOTHING,
        ...{ kind: 'course_result', title: { zh: course.zh, en: course.en }, day, term, sitting: 'regular' },
        ...{
          score: { scale: 'percent', value },
          passed,
          credits: passed ? course.credits : 0,
          hours: course.hours,
        },
        course: { id: course.id, code: course.code, name: { zh: course.zh, en: course.en } },
        recordedBy: signed(learner.organisation, '教务处'),
      },
    }
  })
}

/** The term of a course and the day its results were there: the first half ends in January, the second in July. */
function termOf(cohort: number, semester: number): { term: string; day: string } {
  const year = cohort + Math.floor((semester - 1) / 2)
  const half = semester % 2 === 1 ? 1 : 2
  return { term: `${year}-${year + 1}-${half}`, day: `${year + 1}-${half === 1 ? '01-16' : '07-03'}` }
}

function toldOf(learner: Learner, company: string, today: string): Entry[] {
  const { year } = calendarOf(today)
  if (learner.position === null) return []
  const isNew = learner.cohort === year
  const told: Told[] = isNew ? (learner.code === 'BC01' ? pupilsRecord(year) : []) : movedRecord(year)
  return told.map(({ claim = false, disputed = null, by, ...facts }) => ({
    ...{ learner, claim: claim === true, disputed, key: null },
    by: by === 'company' ? company : learner.organisation,
    payload: {
      ...NOTHING,
      ...facts,
      recordedBy: signed(
        by === 'company' ? company : learner.organisation,
        claim ? '本人' : by === 'company' ? '项目导师' : '教务处',
      ),
    },
  }))
}

function lineOf(entry: Entry): { entry: Entry; id: string; line: string } {
  const { learner, payload, by, claim, key } = entry
  const at = `${payload.day}T02:00:00.000Z`
  const name = `outcome ${learner.code} ${learner.number} ${payload.day} ${payload.title.zh}`
  const tail = demoId(name)
  const time = new Date(at).getTime().toString(16).padStart(12, '0')
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(15)}`
  const salt = createHash('sha256').update(name).digest().subarray(0, 16)
  const facts = {
    ...{ organisationId: learner.organisation, learnerId: learner.id, id, at },
    ...{ entry: claim ? 'claim' : 'outcome', rootId: null, kind: payload.kind, heldOn: payload.day },
    ...{ confirmingOrganisationId: by, confirmingGroupId: null, courseId: payload.course?.id ?? null },
    ...{ resultKey: key, visibility: payload.visibility, payload },
  }
  const commitment = commitAs(facts, salt)
  const line = copyLine([
    ...[
      facts.organisationId,
      facts.learnerId,
      id,
      at,
      facts.entry,
      facts.kind,
      facts.heldOn,
      by,
      facts.courseId,
    ],
    ...[
      key,
      facts.visibility,
      JSON.stringify(payload),
      `\\x${salt.toString('hex')}`,
      `\\x${commitment.toString('hex')}`,
    ],
  ])
  return { entry, id, line }
}

/** One entry is contested and waits for the school's answer. */
async function contest(
  client: pg.PoolClient,
  { learner, by, disputed }: Entry,
  id: string,
  today: string,
): Promise<void> {
  const due = daysAfter(today, DISPUTE_DAYS - 6)
  const { rows } = await client.query<{ id: string }>(
    `insert into records.disputes (outcome_id, organisation_id, learner_id, confirming_organisation_id, by_person_id,
        by_name, by_role, reason, due_on, opened_at)
      select $1, $2, a.id, $3, a.person_id, a.name, 'learner', $4, $5, $6
      from members.affiliations a where a.id = $7 and a.person_id is not null returning id`,
    [id, learner.organisation, by, disputed, due, `${daysAfter(today, -6)}T02:00:00Z`, learner.id],
  )
  if (rows[0])
    await client.query(
      `select information.put_todo('o:' || $1 || ':school_admin', 'records.dispute', '{}', '/outcomes/' || $2, 'dispute', $3, $4)`,
      [by, id, rows[0].id, due],
    )
}
