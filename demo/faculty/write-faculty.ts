import type pg from 'pg'
import { askHost, tellTeacher, warn } from '#modules/faculty/server/todos.ts'
import { daysAfter, today as presentDay } from '#platform/contract/days.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { organisationId } from '../organisations/rows.ts'
import { affiliationId } from '../people/ids.ts'
import { chanceOf, demoId } from '../random.ts'
import { GRANTED_BY, HOSTS, STATUSES, STAYS, TASKS, type ToldStatus, type ToldStay } from './told.ts'

type Row = Record<string, string | number | null>
type Named = { id: string; organisationId: string; name: string }

const idOf = (school: string, teacher: string) =>
  affiliationId({ code: school, role: 'teacher', key: teacher })
export const stayId = (key: string) => demoId(`stay ${key}`)

/** Writes teachers' practice: of those whom visitors look at word by word, of all others drawn. */
export async function writeFaculty(client: pg.PoolClient, today: string): Promise<void> {
  // Practice is over when it is told, whatever day the group is told for.
  const day = today < presentDay() ? today : presentDay()
  const { rows: teachers } = await client.query<Named>(
    `select a.id, a.organisation_id as "organisationId", a.name from members.affiliations a
      where a.role = 'teacher' and a.ends_on is null order by a.id`,
  )
  const named = new Map(teachers.map(one => [one.id, one]))
  const told = STAYS.filter(stay => named.has(idOf(stay.school, stay.teacher)))
  const theirs = new Set([...STAYS, ...STATUSES].map(one => idOf(one.school, one.teacher)))
  await insertRows(client, 'faculty.stays', [
    ...told.map(stay => rowOf(stay, named.get(idOf(stay.school, stay.teacher)) as Named, day)),
    ...teachers
      .filter(one => !theirs.has(one.id) || one.id === idOf('BC01', 'T0001'))
      .flatMap(one => drawn(one, day)),
  ])
  await insertRows(client, 'faculty.qualifications', [
    ...STATUSES.flatMap(one => statusOf(one, named.get(idOf(one.school, one.teacher)), day)),
    ...teachers.filter(one => !theirs.has(one.id)).flatMap(one => drawnStatus(one, day)),
  ])
  for (const stay of told) await putOnDesks(client, stay, day)
  await warnOfShortness(client, day)
}

const spanOf = ({ ago, days }: ToldStay, day: string) => {
  const from = daysAfter(day, -ago)
  return { from, until: daysAfter(from, days - 1) }
}

function rowOf(stay: ToldStay, teacher: Named, day: string): Row {
  const { from, until } = spanOf(stay, day)
  const { host, state } = stay
  const at = `${daysAfter(until, 6)}T02:00:00Z`
  return {
    ...{ id: stayId(stay.key), organisation_id: teacher.organisationId, affiliation_id: teacher.id },
    teacher_name: teacher.name,
    host_id: 'member' in host ? organisationId(host.member) : null,
    host_name: 'outside' in host ? host.outside : null,
    ...{
      from_day: from,
      until_day: until,
      tasks: stay.tasks,
      output: stay.output,
      course_change: stay.change,
    },
    proof_url: 'outside' in host ? `https://proof.example/${stay.key}` : null,
    ...{ state, note: stay.note ?? null, answered_at: state === 'asked' ? null : at },
    proposed_from: stay.proposed ? from : null,
    proposed_until: stay.proposed ? daysAfter(from, stay.proposed - 1) : null,
    corrects_id: stay.corrects ? stayId(stay.corrects) : null,
    created_at: `${daysAfter(until, 2)}T02:00:00Z`,
  }
}

/** What somebody else has practised over the years: some much, some little, some nothing. */
function drawn(teacher: Named, day: string): Row[] {
  const chance = chanceOf(`practice ${teacher.id}`)
  if (chance.happens(0.2)) return []
  const most = chance.between(2, 6)
  const year = Number(day.slice(0, 4))
  return Array.from({ length: most }, (_, i): Row[] => {
    const from = `${year - i}-07-0${chance.between(1, 9)}`
    const until = daysAfter(from, chance.between(28, 58))
    if (until >= day) return []
    return [
      {
        ...{ id: demoId(`stay ${teacher.id} ${i}`), organisation_id: teacher.organisationId },
        ...{ affiliation_id: teacher.id, teacher_name: teacher.name, host_name: null },
        host_id: organisationId(chance.pick(HOSTS)),
        ...{ from_day: from, until_day: until, tasks: chance.pick(TASKS), output: '', course_change: '' },
        ...{ proof_url: null, state: 'confirmed', note: null, proposed_from: null, proposed_until: null },
        answered_at: `${daysAfter(until, 8)}T02:00:00Z`,
        ...{ corrects_id: null, created_at: `${daysAfter(until, 2)}T02:00:00Z` },
      },
    ]
  }).flat()
}

const status = (teacher: Named, level: string, granted: string, until: string | null): Row => ({
  ...{ id: demoId(`status ${teacher.id}`), organisation_id: teacher.organisationId },
  ...{ affiliation_id: teacher.id, level, granted_by: GRANTED_BY, granted_on: granted, valid_until: until },
  number: `滨双师${granted.slice(0, 4)}-${Number.parseInt(teacher.id.slice(0, 4), 16)}`,
})

function statusOf({ level, ago, ends }: ToldStatus, teacher: Named | undefined, day: string): Row[] {
  if (!teacher) return []
  return [status(teacher, level, daysAfter(day, -ago), ends === null ? null : daysAfter(day, ends))]
}

function drawnStatus(teacher: Named, day: string): Row[] {
  const chance = chanceOf(`status ${teacher.id}`)
  if (!chance.happens(0.45)) return []
  const level = chance.pick(['junior', 'junior', 'intermediate', 'senior'])
  return [status(teacher, level, daysAfter(day, -chance.between(100, 1500)), null)]
}

async function insertRows(client: pg.PoolClient, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(', ')
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}

/** What waits for a host or a teacher lies on their lists, as the use cases put it there. */
async function putOnDesks(client: pg.PoolClient, stay: ToldStay, day: string): Promise<void> {
  const db = kyselyOn(client)
  const { host, state } = stay
  const id = stayId(stay.key)
  const ids = { organisationId: organisationId(stay.school), affiliationId: idOf(stay.school, stay.teacher) }
  const span = spanOf(stay, day)
  const confirmerId = 'member' in host ? organisationId(host.member) : ids.organisationId
  if (state === 'asked') await askHost(db, { id, ...span, ...ids, confirmerId })
  if (state !== 'corrected' && state !== 'refused') return
  const { rows } = await client.query<{ zh: string }>(
    'select name_zh as zh from members.organisations where id = $1',
    [confirmerId],
  )
  const hostName = rows[0]?.zh ?? ''
  await tellTeacher(db, { id, ...span, host: { name: { zh: hostName } }, facts: ids }, state)
}

/** The teacher from abroad has practised enough and falls short when the oldest stay counts no more. */
async function warnOfShortness(client: pg.PoolClient, day: string): Promise<void> {
  const teacherId = idOf('BC13', 'T0002')
  const [oldest] = STAYS.filter(stay => stay.key === 'long ago')
  if (!oldest) return
  const { from } = spanOf(oldest, day)
  // 92 and 96 days of which eight may go.
  const leaves = daysAfter(`${Number(from.slice(0, 4)) + 5}${from.slice(4)}`, 7)
  await client.query(`insert into faculty.told (affiliation_id, kind, day) values ($1, 'practice', $2)`, [
    teacherId,
    leaves,
  ])
  await warn(kyselyOn(client), { teacherId, kind: 'practice', day: leaves, needed: 180 })
}
