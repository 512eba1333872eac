import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { AgreementKind } from '../../contract/agreements.ts'
import type { PartyRole } from '../../rules/vocabulary.ts'

type Texts = { zh: string; en: string }
export type StoredKind = Omit<AgreementKind, 'clauses'> & {
  template: { title: Texts; text: Texts }[]
}

/** The kinds of agreement in their order; one of them with a code. */
export async function selectKinds(db: Db, code?: string): Promise<StoredKind[]> {
  type Row = {
    code: string
    nameZh: string
    nameEn: string
    summaryZh: string
    summaryEn: string
    roles: PartyRole[]
    byCohort: boolean
    open: boolean
    template: StoredKind['template']
  }
  const { rows } =
    await sql<Row>`select code, name_zh, name_en, summary_zh, summary_en, roles, by_cohort, open, template
    from agreements.kinds where ${code ?? null}::text is null or code = ${code ?? null} order by place`.execute(
      db,
    )
  return rows.map(({ nameZh, nameEn, summaryZh, summaryEn, ...kind }) => ({
    ...kind,
    name: { zh: nameZh, en: nameEn },
    summary: { zh: summaryZh, en: summaryEn },
  }))
}
