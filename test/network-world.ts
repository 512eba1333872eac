import type { NetworkWorld } from '#modules/members/contract/network-world.ts'
import type { OpenServices } from '#platform/server/services.ts'
import {
  freshCode,
  insert,
  insertAffiliation,
  insertMember,
  insertOrganisation,
  insertPerson,
} from './rows.ts'

let duesYear = 3000

/** What organisations offer, who speaks for them, whom they work with and what they owe, made for one call. */
export function prepareNetwork(
  services: OpenServices,
  of: { groupId: string; schoolId: string; ownAffiliationId: string },
): NetworkWorld {
  const { groupId, schoolId } = of
  const ask = (affiliationId: string, organisationId: string) =>
    insert(services, 'members.contacts', {
      ...{ affiliation_id: affiliationId, organisation_id: organisationId },
      ...{ purpose_zh: '学生实习', asked_by_name: '示例' },
    })
  const freshStaff = async () =>
    insertAffiliation(services, {
      ...{ organisationId: schoolId, role: 'teacher', name: '联系示例', number: freshCode() },
      personId: await insertPerson(services, '联系示例'),
    })
  const scheme = async () => {
    const { rows } = await services.systemPool.query<{ id: string }>(
      `insert into members.dues_schemes (group_id, first_year, due_month, due_day, source, rates, by_name)
        values ($1, 2001, 3, 28, '章程第三十条', '[{"position":null,"kind":null,"amountFen":200000}]', '示例')
        on conflict (group_id, first_year) do update set source = excluded.source returning id`,
      [groupId],
    )
    return (rows[0] as { id: string }).id
  }
  return {
    async freshCapability() {
      const id = await insert(services, 'members.capabilities', {
        ...{ organisation_id: schoolId, direction: 'offered', kind: 'equipment' },
        ...{ title_zh: '空闲的摄影机', grams: [] },
      })
      return { id, version: 1 }
    },
    freshStaff,
    freshAsked: async () => ({ id: await ask(await freshStaff(), schoolId), version: 1 }),
    async ownAsked() {
      await services.systemPool.query(
        `update members.contacts set state = 'removed', email = null, phone = null
          where affiliation_id = $1 and state in ('asked', 'agreed')`,
        [of.ownAffiliationId],
      )
      const own = await services.systemPool.query<{ at: string }>(
        'select organisation_id as at from members.affiliations where id = $1',
        [of.ownAffiliationId],
      )
      return { id: await ask(of.ownAffiliationId, (own.rows[0] as { at: string }).at), version: 1 }
    },
    async freshRelation(proposedBy, state = 'proposed') {
      const other = await insertOrganisation(services, { kind: 'company', zh: '伙伴示例', en: 'A partner' })
      await insertMember(services, groupId, other.id)
      const by = proposedBy === 'school' ? schoolId : other.id
      const id = await insert(services, 'members.relations', {
        ...{ kind: 'partner_of', from_id: by, to_id: by === schoolId ? other.id : schoolId, state },
        ...{ proposed_by: by, proposed_by_name: '示例', starts_on: '2025-01-01' },
      })
      return { id, version: 1, otherId: other.id }
    },
    async freshDue() {
      duesYear += 1
      const id = await insert(services, 'members.dues', {
        ...{ group_id: groupId, organisation_id: schoolId, year: duesYear, scheme_id: await scheme() },
        ...{ amount_fen: 200_000, due_on: '2026-03-28' },
      })
      return { id, version: 1 }
    },
    async ensureScheme() {
      await scheme()
    },
    async freshYear() {
      await services.systemPool.query(
        'delete from members.dues_schemes where group_id = $1 and first_year = 2031',
        [groupId],
      )
      return 2031
    },
  }
}
