import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Order } from '../../rules/admission.ts'
import { instant } from './instant.ts'

type Named = { id: string; name: Bilingual }
export type IntakeRow = {
  id: string
  clauseId: string
  groupId: string | null
  programme: Named
  organisation: Named
  opensOn: string
  closesOn: string
  startsOn: string
  seats: number
  taken: number
  rankedBy: Order
  rankedAt: string | null
  note: string | null
  cancelReason: string | null
  applicationId: string | null
  applied: number | null
  version: number
}

/** The application is the viewer's own; how many have applied is for the school's staff, who see them all. */
const ROW = sql`i.id, i.clause_id, i.group_id, i.opens_on::text as opens_on, i.closes_on::text as closes_on,
  i.starts_on::text as starts_on, i.seats, i.taken, i.ranked_by, i.note, i.cancel_reason, i.version,
  ${instant('i.ranked_at')} as ranked_at,
  json_build_object('id', p.programme_id, 'name', json_build_object('zh', p.name_zh, 'en', p.name_en)) as programme,
  json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation,
  (select a.id from overpass.applications a where a.intake_id = i.id and a.person_id = platform.viewer_person()
    and a.state <> 'withdrawn' order by a.id desc limit 1) as application_id,
  case when i.organisation_id = platform.viewer_organisation()
      and platform.viewer_role() in ('school_admin', 'teacher')
    then (select count(*)::int from overpass.applications a where a.intake_id = i.id and a.state <> 'withdrawn') end
    as applied`
const FROM = sql`from overpass.intakes i join members.organisations o on o.id = i.organisation_id
  join programmes.programme_facts p on p.programme_id = i.programme_id`

export async function selectOptionalIntake(db: Db, id: string): Promise<IntakeRow | undefined> {
  const { rows } = await sql<IntakeRow>`select ${ROW} ${FROM} where i.id = ${id}`.execute(db)
  return rows[0]
}

/** Intakes, the latest first; those whose year has begun are shown to their own school alone. */
export async function selectIntakes(
  db: Db,
  { clause, own }: { clause: string | null; own: string | null },
  page: { after: string | null; limit: number },
): Promise<IntakeRow[]> {
  const { rows } = await sql<IntakeRow>`select ${ROW} ${FROM}
    where (${clause}::uuid is null or i.clause_id = ${clause}::uuid)
      and case when ${own}::uuid is null then i.starts_on > platform.today() or i.organisation_id = platform.viewer_organisation()
        else i.organisation_id = ${own}::uuid end
      and (${page.after}::uuid is null or i.id < ${page.after}::uuid)
    order by i.id desc limit ${page.limit}`.execute(db)
  return rows
}

/** Of these bridges, which can be applied along today, and to which intake. */
export async function selectOpenIntakes(
  db: Db,
  clauseIds: readonly string[],
): Promise<Map<string, { id: string; closesOn: string }>> {
  const { rows } = await sql<{ clauseId: string; id: string; closesOn: string }>`
    select distinct on (clause_id) clause_id, id, closes_on::text as closes_on from overpass.intakes
    where clause_id = any (${clauseIds}::uuid[]) and ranked_at is null and cancelled_at is null
      and platform.today() between opens_on and closes_on
    order by clause_id, closes_on`.execute(db)
  return new Map(rows.map(({ clauseId, ...row }) => [clauseId, row]))
}

export type NewIntake = {
  clauseId: string
  versionId: string
  groupId: string | null
  programmeId: string
  organisationId: string
  opensOn: string
  closesOn: string
  startsOn: string
  seats: number
  rankedBy: Order
  note: string | null
}

export async function insertIntake(db: Db, one: NewIntake): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into overpass.intakes (clause_id, version_id, group_id, programme_id,
      organisation_id, opens_on, closes_on, starts_on, seats, ranked_by, note)
    values (${one.clauseId}, ${one.versionId}, ${one.groupId}, ${one.programmeId}, ${one.organisationId}, ${one.opensOn},
      ${one.closesOn}, ${one.startsOn}, ${one.seats}, ${one.rankedBy}, ${one.note}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Marks an intake as ranked; false when somebody was faster. */
export async function setRanked(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update overpass.intakes set ranked_at = now(), version = version + 1
    where id = ${id} and version = ${version} and ranked_at is null returning id`.execute(db)
  return rows.length > 0
}

type IntakeDays = {
  opensOn: string
  closesOn: string
  startsOn: string
  seats: number
  note: string | null
}

export async function setIntake(
  db: Db,
  { id, version }: { id: string; version: number },
  to: IntakeDays,
): Promise<boolean> {
  const { rows } = await sql`update overpass.intakes set opens_on = ${to.opensOn}, closes_on = ${to.closesOn},
      starts_on = ${to.startsOn}, seats = ${to.seats}, note = ${to.note}, version = version + 1
    where id = ${id} and version = ${version} and cancelled_at is null returning id`.execute(db)
  return rows.length > 0
}

export async function setCancelled(
  db: Db,
  { id, version }: { id: string; version: number },
  reason: string,
): Promise<boolean> {
  const { rows } = await sql`update overpass.intakes set cancelled_at = now(), cancel_reason = ${reason},
      version = version + 1
    where id = ${id} and version = ${version} and ranked_at is null and cancelled_at is null returning id`.execute(
    db,
  )
  return rows.length > 0
}

export type Waiting = { id: string; learnerId: string }

/** Who waits for the ranking of an intake. */
export async function selectWaiting(db: Db, intakeId: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select a.id, a.learner_id from overpass.applications a
    where a.intake_id = ${intakeId} and a.state = 'submitted'`.execute(db)
  return rows
}

/** Applications to a cancelled intake end with it. */
export async function cancelApplications(db: Db, intakeId: string): Promise<void> {
  await sql`update overpass.applications set state = 'cancelled', version = version + 1
    where intake_id = ${intakeId} and state = 'submitted'`.execute(db)
}

export type Place = { id: string; state: 'offered' | 'waiting' | 'unfit'; place: number | null }

/** Gives each application its place; offered ones the last day to answer. */
export async function setPlaces(db: Db, places: readonly Place[], answerBy: string): Promise<void> {
  await sql`update overpass.applications a set state = x.state, place = x.place, version = a.version + 1,
      offered_on = case when x.state = 'offered' then platform.today() end,
      answer_by = case when x.state = 'offered' then ${answerBy}::date end
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as x(id uuid, state text, place int)
    where a.id = x.id and a.state = 'submitted'`.execute(db)
}

/** Intakes whose last day is over, that somebody applied to and nobody has ranked. */
export async function selectToRank(db: Db): Promise<{ id: string; organisationId: string }[]> {
  const { rows } = await sql<{ id: string; organisationId: string }>`select i.id, i.organisation_id
    from overpass.intakes i where i.ranked_at is null and i.cancelled_at is null and i.closes_on < platform.today()
      and i.starts_on > platform.today()
      and exists (select from overpass.applications a where a.intake_id = i.id and a.state = 'submitted')`.execute(
    db,
  )
  return rows
}

export type Lapsed = { id: string; intakeId: string; receivingOrganisationId: string }

/** Offers that nobody answered in time. */
export async function lapseOffers(db: Db): Promise<Lapsed[]> {
  const { rows } = await sql<Lapsed>`update overpass.applications set state = 'lapsed', version = version + 1
    where state = 'offered' and answer_by < platform.today()
    returning id, intake_id, receiving_organisation_id`.execute(db)
  return rows
}

/** Holds an intake until the end of the transaction; how many seats are free, none once its year has begun. */
export async function holdFree(
  db: Db,
  id: string,
): Promise<{ free: number; groupId: string | null } | undefined> {
  const { rows } = await sql<{ free: number; groupId: string | null }>`select group_id,
      case when starts_on > platform.today() then seats - taken else 0 end as free
    from overpass.intakes where id = ${id} and ranked_at is not null for update`.execute(db)
  return rows[0]
}

export type MovedUp = { id: string; learnerId: string; receivingOrganisationId: string }

/** Offers free seats to whoever stands first in line. */
export async function offerNext(
  db: Db,
  intakeId: string,
  free: number,
  answerBy: string,
): Promise<MovedUp[]> {
  const { rows } =
    await sql<MovedUp>`update overpass.applications a set state = 'offered', version = a.version + 1,
      offered_on = platform.today(), answer_by = ${answerBy}::date
    where a.id in (select w.id from overpass.applications w where w.intake_id = ${intakeId} and w.state = 'waiting'
      order by w.place limit ${free} for update)
    returning a.id, a.learner_id, a.receiving_organisation_id`.execute(db)
  return rows
}
