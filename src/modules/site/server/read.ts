import {
  countPublicNotices,
  selectOptionalPublicNotice,
  selectPublicNotices,
} from '#modules/information/server/index.ts'
import { ORGANISATION_KINDS, type OrganisationKind, POSITIONS } from '#modules/members/contract.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { PublicSection, PublicSource } from '#platform/server/public.ts'
import { readPageNumber, type SitePage } from '../rules/addresses.ts'
import { frontPage } from './pages/front.ts'
import { groupPage } from './pages/group.ts'
import { memberPage } from './pages/member.ts'
import { membersPage } from './pages/members.ts'
import { newsPage, noticePage } from './pages/news.ts'
import {
  type PublicMember,
  selectHolders,
  selectKindCounts,
  selectOptionalMemberPage,
  selectOptionalPublicGroup,
  selectPublicGroups,
  selectPublicMembers,
  selectPublicMembersById,
  selectPublicOrgans,
} from './queries.ts'
import type { Pen, View } from './view.ts'

const MEMBERS_A_PAGE = 100
const NEWS_A_PAGE = 20
const NEWS_IN_FRONT = 5
export const PAGES_MOST = 100

export type Asked = { page?: unknown; kind?: unknown }
type Reading = { pen: Pen; db: Db; sources: readonly PublicSource[] }

/** Reads one page of the site and writes it, or gives nothing where there is none. */
export async function readPage(reading: Reading, page: SitePage, asked: Asked): Promise<View | undefined> {
  const { pen, db } = reading
  if (page.kind === 'front') return frontPage(pen, await selectPublicGroups(db))
  if (page.kind === 'member') return readMember(reading, page.code)
  const group = await selectOptionalPublicGroup(db, page.group)
  if (!group) return undefined
  switch (page.kind) {
    case 'group': {
      const sections = await gather(reading, source => source.ofGroup?.(db, group.id))
      const organs = await selectPublicOrgans(db, group.id)
      const inOrgans = organs.flatMap(organ => organ.holders.map(holder => holder.organisationId))
      return groupPage(pen, {
        ...{ group, sections, organs },
        counts: await selectKindCounts(db, group.id),
        holders: await selectHolders(
          db,
          group.id,
          POSITIONS.filter(position => position !== 'member'),
        ),
        news: await selectPublicNotices(db, group.id, { limit: NEWS_IN_FRONT, offset: 0 }),
        from: await selectFrom(db, sections, inOrgans),
      })
    }
    case 'members': {
      const kind = ORGANISATION_KINDS.find(one => one === asked.kind) ?? null
      if (asked.kind !== undefined && kind === null) return undefined
      const counts = inOrder(await selectKindCounts(db, group.id))
      const all = counts
        .filter(one => kind === null || one.kind === kind)
        .reduce((n, { count }) => n + count, 0)
      const at = pageOf(asked, all, MEMBERS_A_PAGE)
      return (
        at &&
        membersPage(pen, {
          ...{ group, counts, kind, ...at },
          rows: await selectPublicMembers(db, group.id, {
            kinds: kind ? [kind] : ORGANISATION_KINDS,
            positions: POSITIONS,
            ...rowsOf(at.page, MEMBERS_A_PAGE),
          }),
        })
      )
    }
    case 'news': {
      const all = await countPublicNotices(db, group.id, PAGES_MOST * NEWS_A_PAGE)
      const at = pageOf(asked, all, NEWS_A_PAGE)
      return (
        at &&
        newsPage(pen, {
          ...{ group, ...at },
          notices: await selectPublicNotices(db, group.id, rowsOf(at.page, NEWS_A_PAGE)),
        })
      )
    }
    case 'notice': {
      const notice = await selectOptionalPublicNotice(db, group.id, page.id)
      return notice && noticePage(pen, group, notice)
    }
  }
}

async function readMember(reading: Reading, code: string): Promise<View | undefined> {
  const { pen, db } = reading
  const member = await selectOptionalMemberPage(db, code.toUpperCase())
  const address = member?.groups[0]?.address
  const group = address && (await selectOptionalPublicGroup(db, address))
  if (!member || !group) return undefined
  const sections = await gather(reading, source => source.ofMember?.(db, member.id))
  return memberPage(pen, { member, group, sections, from: await selectFrom(db, sections, []) })
}

/** One source after the other: they share one connection. */
async function gather(
  { sources }: Reading,
  ask: (source: PublicSource) => Promise<PublicSection[]> | undefined,
): Promise<PublicSection[]> {
  const sections: PublicSection[] = []
  for (const source of sources) sections.push(...((await ask(source)) ?? []))
  return sections
}

async function selectFrom(
  db: Db,
  sections: readonly PublicSection[],
  more: readonly string[],
): Promise<Map<string, PublicMember>> {
  const ids = new Set(more)
  for (const { items } of sections)
    for (const { organisationId } of items) if (organisationId) ids.add(organisationId)
  const rows = ids.size > 0 ? await selectPublicMembersById(db, [...ids]) : []
  return new Map(rows.map(row => [row.id, row]))
}

/** The page of a list that was asked for; nothing where the list ends before it. */
function pageOf(asked: Asked, all: number, aPage: number): { page: number; pages: number } | undefined {
  const pages = Math.min(PAGES_MOST, Math.max(1, Math.ceil(all / aPage)))
  const page = readPageNumber(asked.page, pages)
  return page === undefined ? undefined : { page, pages }
}
const rowsOf = (page: number, aPage: number) => ({ limit: aPage, offset: (page - 1) * aPage })

const inOrder = <T extends { kind: OrganisationKind }>(counts: T[]): T[] =>
  counts.sort((a, b) => ORGANISATION_KINDS.indexOf(a.kind) - ORGANISATION_KINDS.indexOf(b.kind))
