import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '#demo/load.ts'
import { startTestApp, type TestApp } from '#test/app.ts'

let app: TestApp
/** Every address of the map of the site, and what stands there. */
const pages = new Map<string, string>()
const ORIGIN = 'http://localhost:80'

const get = (url: string) => app.app.inject({ url })

beforeAll(async () => {
  app = await startTestApp()
  await loadDemo(app.services.ownerPool, { today: '2026-11-22' })
  const map = (await get('/sitemap.xml')).body
  for (const [, url = ''] of map.matchAll(/<loc>(.*?)<\/loc>/g)) {
    expect(url.startsWith(`${ORIGIN}/site/`), url).toBe(true)
    const { statusCode, body, headers } = await get(url.slice(ORIGIN.length))
    expect(statusCode, url).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    pages.set(url, body)
  }
}, 120_000)
afterAll(() => app.close())

test('every page is there in both languages, each with its twin, a heading, a description and structured data', () => {
  expect(pages.size).toBeGreaterThan(80)
  for (const [url, page] of pages) {
    const twin = url.replace(/\/site\/(zh|en)/, (_, one) => `/site/${one === 'zh' ? 'en' : 'zh'}`)
    expect(pages.has(twin), twin).toBe(true)
    expect(page).toContain(`<link rel="canonical" href="${url}">`)
    expect(page).toContain(`hreflang="${url.includes('/zh') ? 'en' : 'zh-CN'}" href="${twin}"`)
    expect(page).toContain(`<html lang="${url.includes('/site/zh') ? 'zh-CN' : 'en'}">`)
    expect(page.match(/<h1[ >]/g), url).toHaveLength(1)
    expect(page).toMatch(/<meta name="description" content="[^"]+">/)
    expect(page, url).not.toMatch(/undefined|\[object|NaN|site\.[a-z_]+|members\.[a-z_]+\./)
    const data = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)]
    const types = data.map(([, json]) => JSON.parse(json ?? '')['@type'])
    expect(types).toContain('BreadcrumbList')
    expect(page.match(/<script/g)?.length ?? 0).toBe(data.length)
  }
})

test('every page leads to pages that are there', async () => {
  const links = new Set<string>()
  for (const page of pages.values())
    for (const [, to] of page.matchAll(/(?:href|src)="(\/site[^"]*)"/g))
      links.add((to ?? '').replaceAll('&amp;', '&'))
  for (const link of links) expect((await get(link)).statusCode, link).toBeLessThan(400)
})

test('no page says anything of any person: no name, number, telephone or e-mail of the demo group is anywhere', async () => {
  const feeds = await Promise.all(
    ['bincheng-media', 'bincheng-media-art'].flatMap(group =>
      ['zh', 'en'].map(language => get(`/site/${language}/${group}/news.atom`)),
    ),
  )
  for (const feed of feeds) expect(feed.statusCode).toBe(200)
  const more = [await get('/sitemap.xml'), await get('/robots.txt'), await get('/site/zh/nothing')]
  const whole = [...pages.values(), ...[...feeds, ...more].map(({ body }) => body)]
  const { rows: people } = await app.services.ownerPool.query<Row>(
    `select a.name, a.name_latin, a.number, a.external_id, a.email, a.phone, p.display_name, u.email as account
       from members.affiliations a left join members.persons p on p.id = a.person_id
       left join auth.users u on u.id = a.person_id`,
  )
  expect(people.length).toBeGreaterThan(3000)
  expect(hitsOf(people, whole)).toEqual([])
  // The search finds whatever of somebody it is given.
  const somebody = people.find(
    one => one.name?.length === 3 && one.email && one.phone && one.name_latin && one.number,
  )
  for (const key of ['name', 'name_latin', 'number', 'email', 'phone'] as const)
    expect(hitsOf(people, [...whole, `<p>联系${somebody?.[key]}。</p>`]), key).toContain(somebody?.[key])
})
type Row = Record<
  'name' | 'name_latin' | 'number' | 'external_id' | 'email' | 'phone' | 'display_name' | 'account',
  string | null
>

/** What of these people stands in the texts. Two Han characters alone are a name only where nothing adjoins them. */
function hitsOf(people: readonly Row[], texts: readonly string[]): string[] {
  const text = texts.join('\n').toLowerCase()
  const words = text.match(/[a-z0-9_@.+-]+/g) ?? []
  const said = new Set(words.map(word => word.replace(/^[.+-]+|[.+-]+$/g, '')))
  const pairs = new Set(words.map((word, i) => `${word} ${words[i + 1]}`))
  const runs = new Set(text.match(/\p{Script=Han}+/gu) ?? [])
  const within = new Set<string>()
  for (const run of runs)
    for (let i = 0; i + 3 <= run.length; i++) for (const n of [3, 4]) within.add(run.slice(i, i + n))
  const hits = new Set<string>()
  for (const { name, display_name, name_latin, ...others } of people) {
    for (const one of [name, display_name])
      if (one && (runs.has(one) || (one.length > 2 && within.has(one)))) hits.add(one)
    if (name_latin && pairs.has(name_latin.toLowerCase())) hits.add(name_latin)
    for (const other of Object.values(others)) if (other && said.has(other.toLowerCase())) hits.add(other)
  }
  return [...hits]
}
