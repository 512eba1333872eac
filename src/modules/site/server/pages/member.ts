import type { PublicSection } from '#platform/server/public.ts'
import { html } from '../html.ts'
import type { MemberPage, PublicGroup, PublicMember } from '../queries.ts'
import { memberData } from '../structured-data.ts'
import { beginning, type Pen, type View, webAddress } from '../view.ts'
import { facts, prose, section, sourced, wordsOf } from './parts.ts'

type Known = {
  member: MemberPage
  /** The group in whose frame it is shown: the first it joined of those that are public. */
  group: PublicGroup
  sections: readonly PublicSection[]
  from: ReadonlyMap<string, PublicMember>
}

/** One member organisation: what it is, what it teaches or does, what it offers and seeks. */
export function memberPage(pen: Pen, { member, group, sections, from }: Known): View {
  const { say } = pen
  const name = pen.name(member.name)
  const kind = pen.word(`members.kind.${member.kind}`)
  const also = pen.language === 'zh' ? member.name.en : member.name.en && member.name.zh
  const website = webAddress(member.website)
  const words = wordsOf(pen, member.fields)
  const side = section(
    say('site.group.facts'),
    facts([
      [
        say('site.member.also'),
        also && html`<span lang="${pen.language === 'zh' ? 'en' : 'zh-CN'}">${also}</span>`,
      ],
      [
        say('site.member.website'),
        website && html`<a href="${website}" rel="noopener">${website.replace(/^https?:\/\/|\/$/g, '')}</a>`,
      ],
      [
        say('site.member.groups'),
        html`<ul>${member.groups.map(
          one =>
            html`<li><a href="${pen.path({ kind: 'group', group: one.address })}">${pen.named(one.name)}</a> <span class="note">${pen.word(`members.position.${one.position}`)} · ${say('site.member.since', { day: pen.day(one.startsOn) })}</span></li>`,
        )}</ul>`,
      ],
    ]),
  )
  return {
    page: { kind: 'member', code: member.code.toLowerCase() },
    title: name,
    description: member.summary
      ? beginning(pen.name(member.summary))
      : say('site.member.description', { name, kind }),
    group,
    trail: [
      { label: pen.name(group.name), page: { kind: 'group', group: group.address } },
      { label: say('site.members.title'), page: { kind: 'members', group: group.address } },
    ],
    data: [memberData(pen, member)],
    body: html`<div class="opening small"><h1>${pen.named(member.name)}</h1><p class="lead">${kind}${member.region && html` · ${pen.named(member.region)}`}</p></div>
<div class="columns"><div>${section(say('site.member.about'), member.summary ? prose(pen, member.summary) : html`<p>${say('site.member.no_summary')}</p>`)}
${words.length > 0 && section(say('site.member.fields'), html`<ul class="words">${words.map(word => html`<li>${word}</li>`)}</ul>`)}
${sourced(pen, sections, from, null)}</div><aside>${side}</aside></div>`,
  }
}
