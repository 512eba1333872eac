import { html } from '../html.ts'
import type { PublicGroup } from '../queries.ts'
import type { Pen, View } from '../view.ts'

/** The groups of this platform, where there are several. */
export function frontPage(pen: Pen, groups: readonly PublicGroup[]): View {
  const { say } = pen
  const rows = groups.map(
    group => html`<li><h2><a href="${pen.path({ kind: 'group', group: group.address })}">${pen.named(group.name)}</a></h2>
${group.summary && html`<p>${pen.named(group.summary)}</p>`}
<p class="note">${[
      pen.word(`members.group_kind.${group.kind}`),
      group.region && pen.name(group.region),
      say('site.front.members', { count: group.members }),
    ]
      .filter(Boolean)
      .join(' · ')}</p></li>`,
  )
  return {
    page: { kind: 'front' },
    title: say('site.front.title'),
    description: say('site.front.lead'),
    group: null,
    trail: [],
    data: [
      {
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: say('site.name'),
        url: pen.url({ kind: 'front' }),
        inLanguage: pen.language === 'zh' ? 'zh-CN' : 'en',
      },
    ],
    body: html`<div class="opening"><h1>${say('site.front.title')}</h1><p class="lead">${say('site.front.lead')}</p></div>
${rows.length === 0 ? html`<p>${say('site.front.empty')}</p>` : html`<ul class="groups">${rows}</ul>`}`,
  }
}
