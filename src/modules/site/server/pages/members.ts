import type { OrganisationKind } from '#modules/members/contract.ts'
import { html, type Markup } from '../html.ts'
import type { KindCount, PublicGroup, PublicMember } from '../queries.ts'
import type { Pen, View } from '../view.ts'
import { listed, memberLink, pager, wordsOf } from './parts.ts'

type Known = {
  group: PublicGroup
  counts: readonly KindCount[]
  rows: readonly PublicMember[]
  /** The kind that was asked for alone. */
  kind: OrganisationKind | null
  page: number
  pages: number
}

/** Everybody who belongs to a group, by kind. */
export function membersPage(pen: Pen, { group, counts, rows, kind, page, pages }: Known): View {
  const { say } = pen
  const at = { kind: 'members', group: group.address } as const
  const path = pen.path(at)
  const kinds = [...new Set(rows.map(row => row.kind))]
  const choice = (value: OrganisationKind | null, label: string, count: number) =>
    html`<li><a href="${value ? `${path}?kind=${value}` : path}"${value === kind && html` aria-current="true"`}>${label} <span>${count}</span></a></li>`
  const parts = kinds.map(
    one =>
      html`<section class="part"><h2>${pen.word(`members.kind.${one}`)}</h2>${table(
        pen,
        rows.filter(row => row.kind === one),
      )}</section>`,
  )
  const name = pen.name(group.name)
  return {
    page: at,
    number: page > 1 ? page : undefined,
    title: say('site.members.title'),
    description: say('site.members.lead', { group: name, count: group.members }),
    group,
    trail: [{ label: name, page: { kind: 'group', group: group.address } }],
    data: [],
    body: html`<div class="opening small"><h1>${say('site.members.title')}</h1><p class="lead">${say('site.members.lead', { group: name, count: group.members })}</p></div>
${counts.length > 1 && html`<nav class="choices" aria-label="${say('site.members.kinds')}"><ul>${choice(null, say('site.members.all'), group.members)}${counts.map(({ kind, count }) => choice(kind, pen.word(`members.kind.${kind}`), count))}</ul></nav>`}
${rows.length === 0 && html`<p>${say('site.members.empty')}</p>`}${parts}
${pager(pen, { path, page, pages, query: kind ? `kind=${kind}` : '' })}`,
  }
}

function table(pen: Pen, rows: readonly PublicMember[]): Markup {
  const { say } = pen
  return html`<table><thead><tr><th scope="col">${say('site.members.name')}</th><th scope="col">${say('site.members.fields')}</th><th scope="col">${say('site.members.region')}</th><th scope="col">${say('site.members.position')}</th></tr></thead>
<tbody>${rows.map(
    row => html`<tr><th scope="row">${memberLink(pen, row)}</th><td>${listed(pen, wordsOf(pen, row.fields))}</td><td>${row.region && pen.named(row.region)}</td><td>${pen.word(`members.position.${row.position}`)}</td></tr>
`,
  )}</tbody></table>`
}
