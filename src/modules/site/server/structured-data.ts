import type { PublicNotice } from '#modules/information/server/index.ts'
import type { OrganisationKind } from '#modules/members/contract.ts'
import type { MemberPage, PublicGroup } from './queries.ts'
import { type Pen, type View, webAddress } from './view.ts'

const CONTEXT = 'https://schema.org'

const TYPE: Record<OrganisationKind, string> = {
  secondary_school: 'HighSchool',
  comprehensive_school: 'EducationalOrganization',
  higher_vocational_college: 'CollegeOrUniversity',
  university: 'CollegeOrUniversity',
  training_centre: 'EducationalOrganization',
  company: 'Corporation',
  association: 'Organization',
  alliance: 'Organization',
  authority: 'GovernmentOrganization',
}

/** A group, as search engines read it. */
export function groupData(pen: Pen, group: PublicGroup): object {
  const contact = group.email ?? group.phone
  return {
    '@context': CONTEXT,
    ...asOrganisation(pen, group),
    description: group.summary ? pen.name(group.summary) : undefined,
    foundingDate: group.foundedOn ?? undefined,
    areaServed: group.region ? pen.name(group.region) : undefined,
    contactPoint: contact
      ? {
          '@type': 'ContactPoint',
          contactType: pen.say('site.contact.title'),
          email: group.email ?? undefined,
          telephone: group.phone ?? undefined,
        }
      : undefined,
  }
}

const asOrganisation = (pen: Pen, { name, address }: Pick<PublicGroup, 'name' | 'address'>) => ({
  '@type': 'Organization',
  name: pen.name(name),
  alternateName: (pen.language === 'zh' ? name.en : name.zh) ?? undefined,
  url: pen.url({ kind: 'group', group: address }),
})

export function memberData(pen: Pen, member: MemberPage): object {
  const { name, region, summary } = member
  return {
    '@context': CONTEXT,
    '@type': TYPE[member.kind],
    name: pen.name(name),
    alternateName: (pen.language === 'zh' ? name.en : name.zh) ?? undefined,
    url: webAddress(member.website) ?? pen.url({ kind: 'member', code: member.code }),
    description: summary ? pen.name(summary) : undefined,
    address: region
      ? { '@type': 'PostalAddress', addressLocality: pen.name(region), addressCountry: 'CN' }
      : undefined,
    memberOf: member.groups.map(group => asOrganisation(pen, group)),
  }
}

export function noticeData(pen: Pen, group: PublicGroup, notice: PublicNotice): object {
  return {
    '@context': CONTEXT,
    '@type': 'NewsArticle',
    headline: pen.name(notice.title),
    datePublished: notice.publishedAt.toISOString(),
    dateModified: (notice.editedAt ?? notice.publishedAt).toISOString(),
    inLanguage: pen.language === 'en' && notice.body.en ? 'en' : 'zh-CN',
    mainEntityOfPage: pen.url({ kind: 'notice', group: group.address, id: notice.id }),
    author: asOrganisation(pen, group),
    publisher: asOrganisation(pen, group),
  }
}

export function breadcrumbs(pen: Pen, { trail, title, page }: View): object {
  return {
    '@context': CONTEXT,
    '@type': 'BreadcrumbList',
    itemListElement: [...trail, { label: title, page }].map((crumb, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name: crumb.label,
      item: pen.url(crumb.page),
    })),
  }
}
