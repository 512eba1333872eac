import type { Bilingual } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { Payload, Reason } from '../../contract/payload.ts'
import type { Dispute } from '../../contract/record.ts'
import type { Fact } from '../../rules/summary.ts'
import type { Entry, Kind } from '../../rules/vocabulary.ts'

type Querying = Pick<Context, 'query'>
/** Learners and their organisations: the first two keys of every entry. */
export type Scope = { organisationIds: string[]; learnerIds: string[] }

export type Said = {
  id: string
  entry: Entry
  /** UTC, ISO 8601. */
  at: string
  /** Null once erased by law. */
  payload: Payload | Reason | null
}
export type EntryRow = Said & {
  organisation_id: string
  learner_id: string
  kind: Kind
  held_on: string
  visibility: Payload['visibility']
  confirming_organisation_id: string
  confirming_group_id: string | null
  by_organisation: Bilingual
  by_group: Bilingual | null
  follow_ups: Said[] | null
  disputes: Dispute[] | null
}

const AT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const ENTRY = `select o.id, o.organisation_id, o.learner_id, o.entry, ${AT('o.at')} as at, o.kind, o.held_on, o.visibility,
    o.payload, o.confirming_organisation_id, o.confirming_group_id,
    json_build_object('zh', c.name_zh, 'en', c.name_en) as by_organisation,
    (select json_build_object('zh', g.name_zh, 'en', g.name_en) from members.groups g
      where g.id = o.confirming_group_id) as by_group,
    (select json_agg(json_build_object('id', n.id, 'entry', n.entry, 'at', ${AT('n.at')}, 'payload', n.payload)
      order by n.seq) from records.outcomes n where n.root_id = o.id) as follow_ups,
    (select json_agg(json_build_object('id', d.id, 'state', d.state, 'reason', d.reason, 'byName', d.by_name,
      'byRole', d.by_role, 'byPersonId', d.by_person_id, 'openedAt', ${AT('d.opened_at')}, 'dueOn', d.due_on,
      'decision', d.decision, 'answer', d.answer, 'answeredBy', d.answered_by, 'closedAt', ${AT('d.closed_at')},
      'version', d.version) order by d.id) from records.disputes d where d.outcome_id = o.id) as disputes
  from records.outcomes o join members.organisations c on c.id = o.confirming_organisation_id`

/** The statement of a page of a record; parameters: organisations, learners, day and id to go on after, rows. */
export const ENTRIES_PAGE = {
  name: 'record-entries',
  text: `${ENTRY} where o.organisation_id = any ($1::uuid[]) and o.learner_id = any ($2::uuid[]) and o.root_id is null
    and (o.held_on, o.id) < ($3::date, $4::uuid) order by o.held_on desc, o.id desc limit $5`,
}
const KIND_PAGE = {
  name: 'record-entries-kind',
  text: ENTRIES_PAGE.text.replace('order by o.held_on', 'and o.kind = $6 order by o.held_on'),
}
export const LAST: After = ['9999-12-31', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
export type After = readonly [day: string, id: string]

export const selectEntries = (
  { query }: Querying,
  { organisationIds, learnerIds }: Scope,
  page: { after: After | null; limit: number; kind?: Kind | undefined },
): Promise<EntryRow[]> => {
  const values = [organisationIds, learnerIds, ...(page.after ?? LAST), page.limit]
  return page.kind
    ? query<EntryRow>({ ...KIND_PAGE, values: [...values, page.kind] })
    : query<EntryRow>({ ...ENTRIES_PAGE, values })
}

/** One outcome with all that followed it, as far as the viewer may see it. */
export async function selectOptionalEntry({ query }: Querying, id: string): Promise<EntryRow | undefined> {
  const [row] = await query<EntryRow>({
    name: 'record-entry',
    text: `${ENTRY} where o.id = $1 and o.root_id is null`,
    values: [id],
  })
  return row
}

/** What the viewer has claimed, the latest first. */
export const selectClaims = ({ query }: Querying): Promise<EntryRow[]> =>
  query<EntryRow>({
    name: 'record-claims',
    text: `${ENTRY} where o.entry = 'claim' and o.learner_id = any ((select members.viewer_own_learners())::uuid[])
      and o.organisation_id = any (select l.organisation_id from members.learners l
        where l.id = any ((select members.viewer_own_learners())::uuid[]))
      order by o.at desc, o.id desc limit 100`,
    values: [],
  })

/** The facts that figures are made of. */
export async function selectFigures(
  { query }: Querying,
  { organisationIds, learnerIds }: Scope,
): Promise<Fact[]> {
  return query<Fact>({
    name: 'record-figures',
    text: `select kind, state, disputed, passed, credits::float8 as credits, course_code as "courseCode",
        confirming_organisation_id as "confirmingOrganisationId", competencies
      from records.outcome_facts where organisation_id = any ($1::uuid[]) and learner_id = any ($2::uuid[])
      order by held_on desc, id desc limit 2000`,
    values: [organisationIds, learnerIds],
  })
}

type NamedFile = { sha256: string; name: string; mediaType: string }

/** A file that an entry of these records names as evidence. */
export async function selectEvidence(
  { query }: Querying,
  { organisationIds, learnerIds }: Scope,
  sha256: string,
): Promise<NamedFile | undefined> {
  const [row] = await query<{ evidence: NamedFile[] }>({
    name: 'record-evidence',
    text: `select evidence from records.outcome_facts
      where organisation_id = any ($1::uuid[]) and learner_id = any ($2::uuid[]) and evidence @> $3::jsonb limit 1`,
    values: [organisationIds, learnerIds, JSON.stringify([{ type: 'file', sha256 }])],
  })
  return row?.evidence.find(file => file.sha256 === sha256)
}

/** How many levels the frameworks of these competencies have. */
export async function selectLevels(
  { query }: Querying,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await query<{ id: string; levels: number }>({
    name: 'record-levels',
    text: `select competency_id as id, levels from programmes.competency_facts where competency_id = any ($1::uuid[])`,
    values: [ids],
  })
  return new Map(rows.map(row => [row.id, row.levels]))
}

/** Competencies by their ids, as outcomes name them. */
export async function selectCompetencies(
  { query }: Querying,
  ids: readonly string[],
): Promise<Map<string, { name: Bilingual; levels: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await query<{ id: string; zh: string; en: string | null; levels: number }>({
    name: 'record-competencies',
    text: `select competency_id as id, name_zh as zh, name_en as en, levels from programmes.competency_facts
      where competency_id = any ($1::uuid[])`,
    values: [ids],
  })
  return new Map(rows.map(({ id, zh, en, levels }) => [id, { name: { zh, en }, levels }]))
}

/** Many outcomes by their ids, each with all that followed it. */
export async function selectEntriesOf(
  { query }: Querying,
  ids: readonly string[],
): Promise<Map<string, EntryRow>> {
  if (ids.length === 0) return new Map()
  const rows = await query<EntryRow>({
    name: 'record-entries-of',
    text: `${ENTRY} where o.id = any ($1::uuid[]) and o.root_id is null`,
    values: [ids],
  })
  return new Map(rows.map(row => [row.id, row]))
}
