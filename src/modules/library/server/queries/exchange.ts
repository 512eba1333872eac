import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Balance } from '../../contract/exchange.ts'

type Named = { id: string; nameZh: string; nameEn: string | null }

/** The groups that the viewer's organisation is in, or that they act for. */
export async function selectOwnGroups(db: Db): Promise<{ id: string; name: Bilingual }[]> {
  const { rows } = await sql<Named>`select id, name_zh, name_en from members.groups
    where id = any (library.viewer_groups()) order by founded_on nulls last, id`.execute(db)
  return rows.map(({ id, nameZh, nameEn }) => ({ id, name: { zh: nameZh, en: nameEn } }))
}

type Row = Omit<Balance, 'name'> & { nameZh: string; nameEn: string | null }

/** What each member of a group shares, gives and takes; who gives most stands first. */
export async function selectBalances(db: Db, groupId: string): Promise<Balance[]> {
  const { rows } = await sql<Row>`select organisation_id, name_zh, name_en, shared, given, taken
    from library.balances(${groupId}) order by given desc, shared desc, taken desc, name_zh collate "C"
    limit 500`.execute(db)
  return rows.map(({ nameZh, nameEn, ...row }) => ({ ...row, name: { zh: nameZh, en: nameEn } }))
}
