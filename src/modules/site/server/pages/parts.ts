import { readBlocks } from '#modules/information/server/index.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { PublicItem, PublicSection } from '#platform/server/public.ts'
import { html, type Markup, type Part } from '../html.ts'
import type { PublicMember } from '../queries.ts'
import { type Pen, webAddress } from '../view.ts'

export const ITEMS_MOST = 30

/** A part of a page under a heading of its own. */
export function section(title: string, content: Part, note?: Part): Markup {
  return html`<section class="part"><h2>${title}</h2>${note && html`<p class="note">${note}</p>`}${content}</section>`
}

type Inline = { kind: 'text' | 'strong'; text: string } | { kind: 'link'; text: string; href: string }
const inline = (runs: readonly Inline[]): Markup[] =>
  runs.map(run => {
    if (run.kind === 'strong') return html`<strong>${run.text}</strong>`
    return run.kind === 'link'
      ? html`<a href="${run.href}" rel="nofollow noopener">${run.text}</a>`
      : html`${run.text}`
  })

/** A text with its paragraphs, headings and lists, in the language it is there in. */
export function prose(pen: Pen, text: Bilingual): Markup {
  const blocks = readBlocks(pen.name(text)).map(block => {
    if (block.kind === 'heading') return html`<h3>${inline(block.inline)}</h3>`
    if (block.kind === 'paragraph')
      return html`<p>${block.lines.map((line, i) => [i > 0 && html`<br>`, inline(line)])}</p>`
    const items = block.items.map(item => html`<li>${inline(item)}</li>`)
    return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
  })
  const chinese = pen.language === 'en' && !text.en
  return chinese
    ? html`<div class="prose" lang="zh-CN">${blocks}</div>`
    : html`<div class="prose">${blocks}</div>`
}

/** Facts as words and values; those without a value are left out. */
export function facts(rows: readonly (readonly [label: string, value: Part])[]): Markup {
  const there = rows.filter(([, value]) => value !== null && value !== undefined && value !== false)
  return html`<dl class="facts">${there.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** A member's name, linked to its page where it has one. */
export function memberLink(pen: Pen, member: Pick<PublicMember, 'code' | 'name' | 'nameOnly'>): Markup {
  if (member.nameOnly) return pen.named(member.name)
  return html`<a href="${pen.path({ kind: 'member', code: member.code })}">${pen.named(member.name)}</a>`
}

export const wordsOf = (
  pen: Pen,
  fields: { zh: readonly string[]; en: readonly string[] },
): readonly string[] => (pen.language === 'en' && fields.en.length > 0 ? fields.en : fields.zh)

export const listed = (pen: Pen, words: readonly string[]): string =>
  words.join(pen.language === 'zh' ? '、' : ', ')

/** The page of a list, and the ways to its neighbours. */
export function pager(
  pen: Pen,
  { path, page, pages, query = '' }: { path: string; page: number; pages: number; query?: string },
): Markup | null {
  if (pages <= 1) return null
  const to = (number: number) => {
    const asked = [query, number > 1 ? `page=${number}` : ''].filter(Boolean).join('&')
    return asked ? `${path}?${asked}` : path
  }
  return html`<nav class="pager" aria-label="${pen.say('site.pages')}">${
    page > 1 && html`<a rel="prev" href="${to(page - 1)}">${pen.say('site.earlier')}</a>`
  }<span>${pen.say('site.page', { page, pages })}</span>${
    page < pages && html`<a rel="next" href="${to(page + 1)}">${pen.say('site.later')}</a>`
  }</nav>`
}

/** What the modules tell of a group or a member. `from` finds the organisations that things come from. */
export function sourced(
  pen: Pen,
  sections: readonly PublicSection[],
  from: ReadonlyMap<string, PublicMember>,
  group: string | null,
): Markup[] {
  const comesFrom = ({ organisationId }: PublicItem) =>
    organisationId ? from.get(organisationId) : undefined
  return sections.flatMap(({ code, items }) => {
    const shown = items
      .filter(item => item.organisationId === null || comesFrom(item)?.nameOnly === false)
      .slice(0, ITEMS_MOST)
    if (shown.length === 0) return []
    const list = shown.map(item => itemOf(pen, item, comesFrom(item), group))
    return [section(pen.word(`site.section.${code}`), html`<ul class="items">${list}</ul>`)]
  })
}

function itemOf(pen: Pen, item: PublicItem, from: PublicMember | undefined, group: string | null): Markup {
  const elsewhere = webAddress(item.to)
  const to = elsewhere ?? (item.to && group ? `${pen.path({ kind: 'group', group })}/${item.to}` : null)
  const title = pen.named(item.title)
  return html`<li>${item.day && html`<time datetime="${item.day}">${pen.day(item.day)}</time>`}<div>
<p class="item-title">${to ? html`<a href="${to}"${elsewhere && html` rel="noopener"`}>${title}</a>` : title}</p>
${item.text && html`<p>${pen.named(item.text)}</p>`}${from && html`<p class="note">${memberLink(pen, from)}</p>`}</div></li>`
}
