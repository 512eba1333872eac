import { LANGUAGES, type Language } from '#platform/contract/fields.ts'
import { pathOf, type SiteAddress } from '../rules/addresses.ts'
import { dataBlock, html, Markup, type Part } from './html.ts'
import { breadcrumbs } from './structured-data.ts'
import type { Pen, View } from './view.ts'

const TAG: Record<Language, string> = { zh: 'zh-CN', en: 'en' }
const LOCALE: Record<Language, string> = { zh: 'zh_CN', en: 'en_GB' }
const MARK = new Markup(
  '<svg class="mark" viewBox="0 0 32 32" width="28" height="28" fill="none" stroke-linecap="round" stroke-width="3.4" aria-hidden="true"><path d="M4 23.5c9 0 9-15 24-15" stroke="#c98a1b"/><path d="M4 8.5c9 0 9 15 24 15" stroke="#f7f5f0" stroke-width="6.4"/><path d="M4 8.5c9 0 9 15 24 15" stroke="#0b6b5d"/></svg>',
)

const other = (language: Language): Language => (language === 'zh' ? 'en' : 'zh')

/** A whole page in the frame of the site. */
export function framed(pen: Pen, view: View): string {
  const { say, url, origin } = pen
  const query = view.number ? `?page=${view.number}` : ''
  const address = (language: Language) => `${origin}${pathOf(view.page, language)}${query}`
  const site = view.group ? pen.name(view.group.name) : say('site.name')
  const title =
    view.page.kind === 'group' || view.page.kind === 'front' ? view.title : `${view.title} · ${site}`
  const head = html`<meta name="description" content="${view.description}">
<link rel="canonical" href="${address(pen.language)}">
${LANGUAGES.map(
  language => html`<link rel="alternate" hreflang="${TAG[language]}" href="${address(language)}">
`,
)}<link rel="alternate" hreflang="x-default" href="${address('zh')}">
${view.group && html`<link rel="alternate" type="application/atom+xml" title="${say('site.news.title')}" href="${url({ kind: 'feed', group: view.group.address })}">`}
<meta property="og:type" content="${view.article ? 'article' : 'website'}">
<meta property="og:title" content="${view.title}">
<meta property="og:description" content="${view.description}">
<meta property="og:url" content="${address(pen.language)}">
<meta property="og:site_name" content="${site}">
<meta property="og:locale" content="${LOCALE[pen.language]}">
<meta property="og:locale:alternate" content="${LOCALE[other(pen.language)]}">
${view.article && html`<meta property="article:published_time" content="${view.article.publishedAt.toISOString()}">`}
${[...view.data, breadcrumbs(pen, view)].map(dataBlock)}`
  return document(pen, {
    title,
    head,
    header: header(pen, view),
    main: html`${trail(pen, view)}${view.body}`,
    foot: foot(pen, view),
    twin: `${pathOf(view.page, other(pen.language))}${query}`,
  })
}

/** A page that is none: not found, or out of order. Search engines leave it out. */
export function plainPage(pen: Pen, what: 'missing' | 'trouble'): string {
  const { say, path } = pen
  const title = say(`site.${what}.title`)
  return document(pen, {
    title: `${title} · ${say('site.name')}`,
    head: html`<meta name="robots" content="noindex">`,
    header: brand(path({ kind: 'front' }), say('site.name')),
    main: html`<div class="plain"><h1>${title}</h1><p class="lead">${say(`site.${what}.text`)}</p>
<p><a class="button" href="${path({ kind: 'front' })}">${say('site.home')}</a></p></div>`,
    foot: null,
    twin: pathOf({ kind: 'front' }, other(pen.language)),
  })
}

type Parts = { title: string; head: Markup; header: Markup; main: Markup; foot: Part; twin: string }

function document(pen: Pen, { title, head, header, main, foot, twin }: Parts): string {
  const { say, language, stylesheet } = pen
  return html`<!doctype html>
<html lang="${TAG[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#f7f5f0">
<title>${title}</title>
${stylesheet && html`<link rel="stylesheet" href="${stylesheet}">`}
<link rel="icon" href="/mark.svg" type="image/svg+xml">
${head}
</head>
<body>
<a class="skip" href="#text">${say('site.skip')}</a>
<header class="top"><div class="width bar">${header}
<div class="ways"><a class="twin" href="${twin}" hreflang="${TAG[other(language)]}" lang="${TAG[other(language)]}">${say('site.language')}</a>
<a class="button quiet" href="${pen.path({ kind: 'sign_in' })}" rel="nofollow">${say('site.sign_in')}</a></div></div></header>
<main class="width" id="text" tabindex="-1">
${main}
</main>
<footer class="foot"><div class="width">${foot}<p>${say('site.foot')}</p></div></footer>
</body>
</html>
`.text
}

const brand = (to: string, name: Part) => html`<a class="brand" href="${to}">${MARK}<span>${name}</span></a>`

function header(pen: Pen, { group, page }: View): Markup {
  if (!group) return brand(pen.path({ kind: 'front' }), pen.say('site.name'))
  const at = { group: group.address }
  const entries: [SiteAddress, string][] = [
    [{ kind: 'group', ...at }, pen.say('site.group.about')],
    [{ kind: 'members', ...at }, pen.say('site.members.title')],
    [{ kind: 'news', ...at }, pen.say('site.news.title')],
  ]
  return html`${brand(pen.path({ kind: 'group', ...at }), pen.named(group.name))}
<nav class="sections" aria-label="${pen.say('site.nav')}"><ul>${entries.map(
    ([to, label]) =>
      html`<li><a href="${pen.path(to)}"${to.kind === page.kind && new Markup(' aria-current="page"')}>${label}</a></li>`,
  )}</ul></nav>`
}

function trail(pen: Pen, { trail, title }: View): Markup | null {
  if (trail.length === 0) return null
  return html`<nav class="trail" aria-label="${pen.say('site.trail')}"><ol>${trail.map(
    ({ label, page }) => html`<li><a href="${pen.path(page)}">${label}</a></li>`,
  )}<li aria-current="page">${title}</li></ol></nav>`
}

function foot(pen: Pen, { group }: View): Part {
  if (!group) return null
  return html`<p class="foot-name">${pen.named(group.name)}</p>${contact(pen, group)}`
}

/** The office's own ways to be reached. */
export function contact(pen: Pen, group: { email: string | null; phone: string | null }): Markup | null {
  const { email, phone } = group
  if (!email && !phone) return null
  return html`<ul class="contact">${email && html`<li>${pen.say('site.contact.email')} <a href="mailto:${email}">${email}</a></li>`}${
    phone &&
    html`<li>${pen.say('site.contact.phone')} <a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a></li>`
  }</ul>`
}
