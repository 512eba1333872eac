import { CompiledQuery } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { OutcomeFilters, OutcomeRow } from '../../contract/results.ts'
import type { Score } from '../../rules/score.ts'
import type { Kind, State } from '../../rules/vocabulary.ts'

type Querying = Pick<Context, 'query'>

/** The same for a transaction that an answer opens while it streams. */
export const reading = (db: Db): Querying => ({
  query: async <Row>({ text, values }: { text: string; values: unknown[] }) =>
    (await db.executeQuery<Row>(CompiledQuery.raw(text, values))).rows,
})

/** What a school stands for, within these filters, `without` one whose own counts are wanted. */
function conditionsOf(organisationId: string, filters: OutcomeFilters, without?: 'kind'): Conditions {
  const all = new Conditions().add(
    'own',
    at => `o.confirming_organisation_id = ${at} and o.confirming_group_id is null and o.root_id is null`,
    organisationId,
  )
  const { kind, class: classId, term, q } = filters
  if (kind && without !== 'kind') all.add('kind', at => `o.kind = ${at}`, kind)
  if (term) all.add('term', at => `o.payload ->> 'term' = ${at}`, term)
  if (classId)
    all.add(
      'class',
      at => `o.learner_id in (select l.id from members.learners l where l.class_id = ${at})`,
      classId,
    )
  if (q) {
    const terms = queryTerms(q)
    if (terms.length)
      all.add('q', at => `o.learner_id in (select members.find_affiliations(${at}::text[]))`, terms)
    else all.always('none', 'false')
  }
  return all
}

type Row = {
  id: string
  learnerId: string
  name: string | null
  number: string | null
  class: string | null
  kind: Kind
  title: Bilingual | null
  day: string
  term: string | null
  score: Score | null
  credits: number | null
  courseCode: string | null
  sitting: string | null
  state: State
  disputed: boolean
  at: Date
}
export type ListedOutcome = OutcomeRow & { courseCode: string | null; sitting: string | null }

/** A page, the latest entered first, after the id of its last row. */
export async function selectOutcomes(
  { query }: Querying,
  organisationId: string,
  filters: OutcomeFilters,
  page: { after: string | null; limit: number },
): Promise<ListedOutcome[]> {
  const conditions = conditionsOf(organisationId, filters)
  if (page.after) conditions.add('after', at => `o.id < ${at}::uuid`, page.after)
  const limit = conditions.value(page.limit)
  const rows = await query<Row>({
    name: `outcomes:${conditions.key}`,
    text: `select f.id, f.learner_id as "learnerId", l.name, l.number,
        (select c.name from members.classes c where c.id = l.class_id) as class, f.kind, f.payload -> 'title' as title,
        f.held_on as day, f.term, f.score, f.credits::float8 as credits, f.course_code as "courseCode",
        f.payload ->> 'sitting' as sitting, f.state, f.disputed, f.recorded_at as at
      from (select o.id from records.outcomes o ${conditions.where} order by o.id desc limit ${limit}) page
        join records.outcome_facts f on f.id = page.id
        left join members.learners l on l.id = f.learner_id
      order by f.id desc`,
    values: conditions.values,
  })
  return rows.map(row => ({
    ...{ id: row.id, kind: row.kind, day: row.day, term: row.term, score: row.score, credits: row.credits },
    learner: { id: row.learnerId, name: row.name ?? '', number: row.number, class: row.class },
    title: row.title ?? { zh: '', en: null },
    ...{ state: row.state, disputed: row.disputed, recordedAt: row.at.toISOString() },
    ...{ courseCode: row.courseCode, sitting: row.sitting },
  }))
}

/** How many each kind would leave. */
export async function selectOutcomeCounts(
  { query }: Querying,
  organisationId: string,
  filters: OutcomeFilters,
) {
  const conditions = conditionsOf(organisationId, filters, 'kind')
  const rows = await query<{ value: Kind; count: number }>({
    name: `count-outcomes:${conditions.key}`,
    text: `select o.kind as value, count(*)::int as count from records.outcomes o ${conditions.where}
      group by 1 order by count desc, 1`,
    values: conditions.values,
  })
  const shown = filters.kind ? rows.filter(row => row.value === filters.kind) : rows
  return { total: shown.reduce((sum, row) => sum + row.count, 0), kinds: rows }
}
