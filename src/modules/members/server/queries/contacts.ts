import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Contact, KeptContact, OwnContact } from '../../contract/contacts.ts'

const purpose = sql`json_build_object('zh', c.purpose_zh, 'en', c.purpose_en) as purpose`
const organisation = sql`json_build_object('id', o.id, 'name',
  json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation`

/** Who is shown of these organisations to the viewer, who may be nobody. */
export async function selectShownContacts(db: Db, organisations: readonly string[]): Promise<Contact[]> {
  const { rows } = await sql<Contact>`select c.id, ${organisation}, c.name, c.name_latin,
      case when c.position_zh is not null
        then json_build_object('zh', c.position_zh, 'en', c.position_en) end as position,
      ${purpose}, c.email, c.phone, c.audience
    from members.shown_contacts(${[...organisations]}::uuid[]) c
      join members.organisations o on o.id = c.organisation_id`.execute(db)
  return rows
}

/** Whom one turns to about a group: its organiser and its chair unit. */
export async function selectLeadingOrganisations(db: Db, groupId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct organisation_id as id from members.memberships
    where group_id = ${groupId} and position in ('organiser', 'chair_unit') and ends_on is null`.execute(db)
  return rows.map(row => row.id)
}

/** Whom an organisation asked: what runs first, then what is over, at most two hundred. */
export async function selectKeptContacts(db: Db, organisationId: string): Promise<KeptContact[]> {
  const { rows } =
    await sql<KeptContact>`select c.id, c.affiliation_id, a.name, ${purpose}, c.state, c.audience,
      c.version
    from members.contacts c join members.affiliations a on a.id = c.affiliation_id
    where c.organisation_id = ${organisationId}
    order by c.state not in ('asked', 'agreed'), a.sort_key, c.id desc limit 200`.execute(db)
  return rows
}

type Own = Omit<OwnContact, 'answeredAt'> & { answeredAt: Date | null }

/** Where the viewer was asked in any of their affiliations, the latest first; at most a hundred. */
export async function selectOwnContacts(db: Db, personId: string): Promise<OwnContact[]> {
  const { rows } =
    await sql<Own>`select c.id, ${organisation}, ${purpose}, c.asked_by_name as asked_by, c.state,
      c.audience, c.email, c.phone, json_build_object('email', a.email, 'phone', a.phone) as on_file,
      c.answered_at, c.version
    from members.contacts c join members.affiliations a on a.id = c.affiliation_id
      join members.organisations o on o.id = c.organisation_id
    where a.person_id = ${personId} and c.state <> 'removed'
    order by c.state not in ('asked', 'agreed'), c.id desc limit 100`.execute(db)
  return rows.map(row => ({ ...row, answeredAt: row.answeredAt?.toISOString() ?? null }))
}

type Stored = {
  organisationId: string
  affiliationId: string
  personId: string | null
  state: KeptContact['state']
  version: number
}

export async function selectOptionalContact(db: Db, id: string): Promise<Stored | undefined> {
  const { rows } =
    await sql<Stored>`select c.organisation_id, c.affiliation_id, a.person_id, c.state, c.version
    from members.contacts c join members.affiliations a on a.id = c.affiliation_id
    where c.id = ${id} for update of c`.execute(db)
  return rows[0]
}

export async function insertContact(
  db: Db,
  contact: {
    organisationId: string
    affiliationId: string
    purpose: { zh: string; en: string | null }
    askedBy: string
  },
): Promise<string> {
  const { organisationId, affiliationId, askedBy } = contact
  const { rows } = await sql<{
    id: string
  }>`insert into members.contacts (organisation_id, affiliation_id, purpose_zh,
      purpose_en, asked_by_name)
    values (${organisationId}, ${affiliationId}, ${contact.purpose.zh}, ${contact.purpose.en}, ${askedBy})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

type Answer = {
  state: 'agreed' | 'declined' | 'withdrawn' | 'removed'
  audience?: 'members' | 'public' | null
  email?: string | null
  phone?: string | null
  agreedBy?: string
}

/** The new version, or undefined when it has another one by now. What was shown goes with the consent. */
export async function updateContact(
  db: Db,
  id: string,
  version: number,
  answer: Answer,
): Promise<number | undefined> {
  const { state, audience = null, email = null, phone = null, agreedBy = null } = answer
  const { rows } = await sql<{ version: number }>`update members.contacts set state = ${state},
      audience = coalesce(${audience}, audience), email = ${email}, phone = ${phone},
      agreed_by = coalesce(${agreedBy}, agreed_by),
      answered_at = case when ${state} = 'removed' then answered_at else now() end,
      ended_at = case when ${state} = 'agreed' then null else now() end, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}
