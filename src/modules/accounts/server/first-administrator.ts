import { sql } from 'kysely'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Services } from '#platform/server/context.ts'
import { searchTerms } from '#platform/server/search/search-terms.ts'
import { sortKey } from '#platform/server/search/sort-key.ts'
import { freshCode, inDays } from './invitations.ts'
import { linkTo } from './links.ts'
import { replaceInvitations } from './queries/invitations.ts'

type FirstAdministrator = {
  /** As the organisation writes it. */
  name: string
  /** Kept with the person's entry; the link is printed, not sent. */
  email?: string
  organisation: { code: string; kind: string; nameZh: string; nameEn?: string }
}

const DAYS = 7

/** The role that keeps an organisation's people, by its kind. */
function roleOf(kind: string): string {
  if (kind === 'company') return 'company_hr'
  return ['association', 'alliance', 'authority'].includes(kind) ? 'association_staff' : 'school_admin'
}

/**
 * Makes an organisation (or finds it by its code) and an administrator of it whom nobody has claimed yet,
 * for an operator at the command line.
 * @returns a link and a code, good for one use within a week
 * @throws Error when the organisation has an administrator with an account already
 */
export async function createFirstAdministrator(
  services: Services,
  administrator: FirstAdministrator,
): Promise<{ link: string; code: string; expiresAt: Date; organisationId: string }> {
  const { name, email, organisation } = administrator
  const code = freshCode(services)
  const expiresAt = inDays(DAYS)
  const organisationId = await services.system.transaction().execute(async db => {
    const found = await sql<{ id: string; kind: string }>`
      insert into members.organisations (kind, code, name_zh, name_en, sort_key, grams)
      values (${organisation.kind}, ${organisation.code}, ${organisation.nameZh}, ${organisation.nameEn ?? null},
        ${sortKey(organisation.nameZh)}, ${searchTerms(`${organisation.nameZh} ${organisation.nameEn ?? ''}`)}::text[])
      on conflict (code) do update set updated_at = now() returning id, kind`.execute(db)
    const { id, kind } = found.rows[0] ?? { id: '', kind: '' }
    const role = roleOf(kind)
    const there = await sql`select 1 from members.active_affiliations
      where organisation_id = ${id} and role = ${role} and person_id is not null limit 1`.execute(db)
    if (there.rows.length > 0)
      throw new Error(`${organisation.code} has an administrator, who invites everybody else.`)
    const added = await sql<{ id: string }>`
      insert into members.affiliations (organisation_id, role, name, email, sort_key, grams)
      values (${id}, ${role}, ${name}, ${email ?? null}, ${sortKey(name)},
        ${searchTerms(name, { name: true })}::text[]) returning id`.execute(db)
    const affiliationId = added.rows[0]?.id ?? ''
    await replaceInvitations(db, [
      { organisationId: id, affiliationId, codeHash: code.hash, email: null, createdBy: null, expiresAt },
    ])
    const origin = { viewer: null, requestId: null }
    await recordAudit(
      db,
      {
        action: 'accounts.first_administrator_created',
        subject: { kind: 'affiliation', id: affiliationId },
        organisationId: id,
      },
      origin,
    )
    return id
  })
  return { link: linkTo(services.config, '/claim', code.shown), code: code.shown, expiresAt, organisationId }
}
