import type { PublicNotice } from '#modules/information/server/index.ts'
import { html, type Markup } from '../html.ts'
import type { PublicGroup } from '../queries.ts'
import { noticeData } from '../structured-data.ts'
import { beginning, type Pen, type View } from '../view.ts'
import { pager, prose } from './parts.ts'

/** Notices in one line each with their beginning. `level` is the rank of their headings. */
export function noticeList(
  pen: Pen,
  group: PublicGroup,
  notices: readonly PublicNotice[],
  level: 2 | 3 = 3,
): Markup {
  const rows = notices.map(({ id, title, body, publishedAt }) => {
    const link = html`<a href="${pen.path({ kind: 'notice', group: group.address, id })}">${pen.named(title)}</a>`
    const text = pen.name(body)
    return html`<li><time datetime="${publishedAt.toISOString()}">${pen.day(publishedAt)}</time><div>${
      level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`
    }<p${pen.language === 'en' && !body.en && html` lang="zh-CN"`}>${beginning(text, pen.language === 'zh' ? 80 : 150)}</p></div></li>`
  })
  return html`<ul class="items news">${rows}</ul>`
}

type Known = { group: PublicGroup; notices: readonly PublicNotice[]; page: number; pages: number }

export function newsPage(pen: Pen, { group, notices, page, pages }: Known): View {
  const { say } = pen
  const at = { kind: 'news', group: group.address } as const
  const name = pen.name(group.name)
  return {
    page: at,
    number: page > 1 ? page : undefined,
    title: say('site.news.title'),
    description: say('site.news.description', { name }),
    group,
    trail: [{ label: name, page: { kind: 'group', group: group.address } }],
    data: [],
    body: html`<div class="opening small"><h1>${say('site.news.title')}</h1><p class="lead">${say('site.news.description', { name })}</p></div>
${notices.length === 0 ? html`<p>${say('site.news.empty')}</p>` : noticeList(pen, group, notices, 2)}
${pager(pen, { path: pen.path(at), page, pages })}
<p class="more"><a href="${pen.path({ kind: 'feed', group: group.address })}" type="application/atom+xml">${say('site.news.feed')}</a></p>`,
  }
}

export function noticePage(pen: Pen, group: PublicGroup, notice: PublicNotice): View {
  const { say } = pen
  const { id, title, body, publishedAt, editedAt, heldOn } = notice
  const dates = html`<p class="note"><time datetime="${publishedAt.toISOString()}">${say('site.news.published', { day: pen.day(publishedAt) })}</time>${
    editedAt &&
    html` · <time datetime="${editedAt.toISOString()}">${say('site.news.edited', { day: pen.day(editedAt) })}</time>`
  }</p>`
  return {
    page: { kind: 'notice', group: group.address, id },
    title: pen.name(title),
    description: beginning(pen.name(body)),
    group,
    trail: [
      { label: pen.name(group.name), page: { kind: 'group', group: group.address } },
      { label: say('site.news.title'), page: { kind: 'news', group: group.address } },
    ],
    data: [noticeData(pen, group, notice)],
    article: { publishedAt, editedAt },
    body: html`<article class="article"><div class="opening small"><h1>${pen.named(title)}</h1>${dates}</div>
${heldOn && html`<p class="held"><time datetime="${heldOn}">${say('site.news.held', { day: pen.day(heldOn) })}</time></p>`}
${prose(pen, body)}</article>`,
  }
}
