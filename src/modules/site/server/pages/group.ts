import type { PublicNotice } from '#modules/information/server/index.ts'
import type { PublicSection } from '#platform/server/public.ts'
import { contact } from '../frame.ts'
import { html, type Markup } from '../html.ts'
import type { KindCount, PublicGroup, PublicMember, PublicOrgan } from '../queries.ts'
import { groupData } from '../structured-data.ts'
import type { Pen, View } from '../view.ts'
import { noticeList } from './news.ts'
import { facts, memberLink, prose, section, sourced } from './parts.ts'

export type GroupFacts = {
  group: PublicGroup
  counts: readonly KindCount[]
  holders: readonly PublicMember[]
  organs: readonly PublicOrgan[]
  news: readonly PublicNotice[]
  sections: readonly PublicSection[]
  from: ReadonlyMap<string, PublicMember>
}

/** What a group is, who leads it, what it offers, what is new, and how to join. */
export function groupPage(pen: Pen, known: GroupFacts): View {
  const { say, path } = pen
  const { group, holders } = known
  const at = { group: group.address }
  const of = (position: string) => {
    const found = holders.filter(member => member.position === position)
    return (
      found.length > 0 && html`<ul>${found.map(member => html`<li>${memberLink(pen, member)}</li>`)}</ul>`
    )
  }
  const side = html`${section(
    say('site.group.facts'),
    facts([
      [say('site.group.leads'), of('chair_unit')],
      [say('site.group.organises'), of('organiser')],
      [say('site.group.approves'), of('authority')],
      [say('site.group.region'), group.region && pen.named(group.region)],
      [
        say('site.group.founded'),
        group.foundedOn && html`<time datetime="${group.foundedOn}">${pen.day(group.foundedOn)}</time>`,
      ],
      [say('site.group.kind'), pen.word(`members.group_kind.${group.kind}`)],
    ]),
  )}
${section(
  say('site.join.title'),
  html`<p>${say('site.join.text')}</p>
<p><a class="button" href="${path({ kind: 'join', ...at })}" rel="nofollow">${say('site.join.action')}</a></p>`,
)}
${(group.email || group.phone) && section(say('site.contact.title'), contact(pen, group))}`
  const main = html`${group.intro && section(say('site.group.about'), prose(pen, group.intro))}
${section(
  say('site.news.title'),
  known.news.length === 0
    ? html`<p>${say('site.news.empty')}</p>`
    : html`${noticeList(pen, group, known.news)}<p class="more"><a href="${path({ kind: 'news', ...at })}">${say('site.news.all')}</a></p>`,
)}
${sourced(pen, known.sections, known.from, group.address)}
${organs(pen, known)}`
  return {
    page: { kind: 'group', ...at },
    title: pen.name(group.name),
    description: group.summary
      ? pen.name(group.summary)
      : say('site.group.description', { name: pen.name(group.name) }),
    group,
    trail: [],
    data: [groupData(pen, group)],
    body: html`<div class="opening"><h1>${pen.named(group.name)}</h1>${group.summary && html`<p class="lead">${pen.named(group.summary)}</p>`}</div>
${figures(pen, known)}
<div class="columns"><div>${main}</div><aside>${side}</aside></div>`,
  }
}

const SCHOOLS = [
  'secondary_school',
  'comprehensive_school',
  'higher_vocational_college',
  'university',
  'training_centre',
]

/** How large the group is, each number with what it counts; leads to the list of members. */
function figures(pen: Pen, { group, counts }: GroupFacts): Markup | null {
  if (group.members === 0) return null
  const sum = (isIn: (kind: string) => boolean) =>
    counts.filter(({ kind }) => isIn(kind)).reduce((all, { count }) => all + count, 0)
  const rows = [
    [sum(kind => SCHOOLS.includes(kind)), pen.say('site.count.schools')],
    [sum(kind => kind === 'company'), pen.say('site.count.companies')],
    [sum(kind => kind !== 'company' && !SCHOOLS.includes(kind)), pen.say('site.count.bodies')],
  ] as const
  return html`<section class="figures" aria-label="${pen.say('site.group.figures')}"><ul>${rows
    .filter(([count]) => count > 0)
    .map(([count, label]) => html`<li><b>${count}</b> <span>${label}</span></li>`)}</ul>
<p><a href="${pen.path({ kind: 'members', group: group.address })}">${pen.say('site.group.all_members', { count: group.members })}</a></p></section>`
}

/** Organs and the organisations in them, and those that sit on the council by their membership. */
function organs(pen: Pen, { organs, holders, from }: GroupFacts): Markup | null {
  const seats = (position: string, label: string) => {
    const found = holders.filter(member => member.position === position)
    return found.length === 0
      ? null
      : html`<div class="organ"><h3>${label}</h3><ul class="names">${found.map(member => html`<li>${memberLink(pen, member)}</li>`)}</ul></div>`
  }
  const rows = organs.map(
    organ => html`<div class="organ"><h3>${organ.name ? pen.named(organ.name) : pen.word(`members.organ.${organ.kind}`)}</h3>
${
  organ.holders.length > 0 &&
  html`<ul class="names">${organ.holders.map(holder => {
    const member = from.get(holder.organisationId)
    return html`<li><span class="note">${pen.word(`members.office.${holder.office}`)}</span> ${member ? memberLink(pen, member) : pen.named(holder.name)}</li>`
  })}</ul>`
}</div>`,
  )
  const seated = [
    seats('vice_chair_unit', pen.say('site.group.vice')),
    seats('director_unit', pen.say('site.group.directors')),
  ]
  if (rows.length === 0 && seated.every(one => one === null)) return null
  return section(pen.say('site.group.organs'), html`${seated}${rows}`, pen.say('site.group.organs_note'))
}
