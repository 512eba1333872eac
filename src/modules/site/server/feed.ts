import type { PublicNotice } from '#modules/information/server/index.ts'
import { html } from './html.ts'
import { prose } from './pages/parts.ts'
import type { PublicGroup } from './queries.ts'
import type { Pen } from './view.ts'

/** The news of a group as an Atom feed (RFC 4287). */
export function feedOf(pen: Pen, group: PublicGroup, notices: readonly PublicNotice[]): string {
  const at = { group: group.address }
  const updated = notices.reduce((newest, one) => {
    const changed = one.editedAt ?? one.publishedAt
    return changed > newest ? changed : newest
  }, group.updatedAt)
  const page = pen.url({ kind: 'news', ...at })
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${pen.language === 'zh' ? 'zh-CN' : 'en'}">
<title>${pen.say('site.news.title')} · ${pen.name(group.name)}</title>
<id>${page}</id>
<link rel="alternate" type="text/html" href="${page}"/>
<link rel="self" type="application/atom+xml" href="${pen.url({ kind: 'feed', ...at })}"/>
<updated>${updated.toISOString()}</updated>
<author><name>${pen.name(group.name)}</name></author>
${notices.map(notice => {
  const url = pen.url({ kind: 'notice', ...at, id: notice.id })
  return html`<entry>
<title>${pen.name(notice.title)}</title>
<id>urn:uuid:${notice.id}</id>
<link rel="alternate" type="text/html" href="${url}"/>
<published>${notice.publishedAt.toISOString()}</published>
<updated>${(notice.editedAt ?? notice.publishedAt).toISOString()}</updated>
<content type="html">${prose(pen, notice.body).text}</content>
</entry>
`
})}</feed>
`.text
}
