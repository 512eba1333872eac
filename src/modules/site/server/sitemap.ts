import { LANGUAGES } from '#platform/contract/fields.ts'
import { pathOf, type SitePage } from '../rules/addresses.ts'
import { html } from './html.ts'

export type MappedPage = { page: SitePage; changedAt: Date | null }

/** Every page in each language, with its twin in the other (sitemaps.org 0.9). */
export function sitemapOf(origin: string, pages: readonly MappedPage[]): string {
  const rows = pages.flatMap(({ page, changedAt }) => {
    const twins = LANGUAGES.map(
      language =>
        html`<xhtml:link rel="alternate" hreflang="${language === 'zh' ? 'zh-CN' : 'en'}" href="${origin}${pathOf(page, language)}"/>`,
    )
    return LANGUAGES.map(
      language => html`<url><loc>${origin}${pathOf(page, language)}</loc>${
        changedAt && html`<lastmod>${changedAt.toISOString()}</lastmod>`
      }${twins}</url>
`,
    )
  })
  return html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${rows}</urlset>
`.text
}

/** The public site and the form for applying are open to search engines, nothing else is. */
export function robotsOf(origin: string): string {
  return `User-agent: *
Allow: /$
Allow: /site$
Allow: /site/
Allow: /join/
Allow: /assets/
Allow: /mark.svg
Allow: /sitemap.xml
Disallow: /join/application
Disallow: /

Sitemap: ${origin}/sitemap.xml
`
}
