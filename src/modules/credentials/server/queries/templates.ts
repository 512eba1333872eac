import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Template, TemplateInput } from '../../contract/templates.ts'
import type { Owner } from '../../policy.ts'

const COLUMNS = sql`t.id, t.organisation_id, t.group_id, t.kind, t.colour, t.levels, t.alignments::text as alignments,
  t.version, t.picture, t.archived_at is not null as archived,
  json_build_object('zh', t.name_zh, 'en', t.name_en) as name,
  json_build_object('zh', t.description_zh, 'en', t.description_en) as description,
  json_build_object('zh', t.criteria_zh, 'en', t.criteria_en) as criteria,
  case when t.outcome_kind is not null then
    json_build_object('kind', t.outcome_kind, 'named', t.outcome_named) end as outcome`
const ISSUED = sql`(select count(*)::int from credentials.issued i where i.template_id = t.id
  and i.withdrawn_at is null and i.deliver_at <= now()) as issued`

export type TemplateRow = Template & Owner
type Stored = Omit<TemplateRow, 'alignments'> & { alignments: string }

// As text, so that the names of its keys stay as they are.
const read = (row: Stored): TemplateRow => ({ ...row, alignments: JSON.parse(row.alignments) })

/** Designs of an owner, those in use first, the newest first. */
export async function selectTemplates(db: Db, { organisationId, groupId }: Owner): Promise<TemplateRow[]> {
  const { rows } = await sql<Stored>`select ${COLUMNS}, ${ISSUED} from credentials.templates t
    where coalesce(t.organisation_id, t.group_id) = ${organisationId ?? groupId}
    order by t.archived_at is not null, t.created_at desc, t.id limit 200`.execute(db)
  return rows.map(read)
}

/** `hold`: it stays as it is until the transaction ends. */
export async function selectOptionalTemplate(
  db: Db,
  id: string,
  hold = false,
): Promise<TemplateRow | undefined> {
  const { rows } = await sql<Stored>`select ${COLUMNS}, ${ISSUED} from credentials.templates t
    where t.id = ${id} ${hold ? sql`for share of t` : sql``}`.execute(db)
  return rows[0] && read(rows[0])
}

export async function insertTemplate(db: Db, owner: Owner, template: TemplateInput): Promise<string> {
  const { kind, name, description, criteria, colour, levels, alignments, outcome } = template
  const { rows } = await sql<{
    id: string
  }>`insert into credentials.templates (organisation_id, group_id, kind, name_zh,
      name_en, description_zh, description_en, criteria_zh, criteria_en, colour, levels, alignments,
      outcome_kind, outcome_named)
    values (${owner.organisationId}, ${owner.groupId}, ${kind}, ${name.zh}, ${name.en}, ${description.zh},
      ${description.en}, ${criteria.zh}, ${criteria.en}, ${colour}, ${levels}, ${JSON.stringify(alignments)}::jsonb,
      ${outcome?.kind ?? null}, ${outcome?.named ?? null})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** The new version; undefined when it has another one meanwhile. */
export async function updateTemplateRow(
  db: Db,
  id: string,
  version: number,
  template: TemplateInput,
): Promise<number | undefined> {
  const { kind, name, description, criteria, colour, levels, alignments, outcome } = template
  const { rows } = await sql<{
    version: number
  }>`update credentials.templates set kind = ${kind}, name_zh = ${name.zh},
      name_en = ${name.en}, description_zh = ${description.zh}, description_en = ${description.en},
      criteria_zh = ${criteria.zh}, criteria_en = ${criteria.en}, colour = ${colour}, levels = ${levels},
      alignments = ${JSON.stringify(alignments)}::jsonb, outcome_kind = ${outcome?.kind ?? null},
      outcome_named = ${outcome?.named ?? null}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

export async function updateArchived(
  db: Db,
  id: string,
  version: number,
  archived: boolean,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update credentials.templates
    set archived_at = case when ${archived} then now() end, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}
