import { connect } from 'node:net'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '#demo/load.ts'
import type { PublicSource } from '#platform/server/public.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { createSite } from './site.ts'

let app: TestApp
/** Every address of the map of the site, and what stands there. */
const pages = new Map<string, string>()
const ORIGIN = 'http://localhost:80'

const get = (url: string, headers: Record<string, string> = {}) => app.app.inject({ url, headers })
const query = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await app.services.ownerPool.query(text, values)).rows
const mapped = async (): Promise<string[]> =>
  [...(await get('/sitemap.xml')).body.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url ?? '')

beforeAll(async () => {
  app = await startTestApp({ listen: true })
  await loadDemo(app.services.ownerPool, { today: '2026-11-22' })
  for (const url of await mapped()) {
    expect(url.startsWith(`${ORIGIN}/site/`), url).toBe(true)
    const { statusCode, body, headers } = await get(url.slice(ORIGIN.length))
    expect(statusCode, url).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    pages.set(url, body)
  }
}, 120_000)
afterAll(() => app.close())

describe('every page of the demo group', () => {
  test('is there in both languages, each with its twin, a heading, a description and structured data', () => {
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

  test('leads to pages that are there', async () => {
    const links = new Set<string>()
    for (const page of pages.values())
      for (const [, to] of page.matchAll(/(?:href|src)="(\/site[^"]*)"/g))
        links.add((to ?? '').replaceAll('&amp;', '&'))
    for (const link of links) expect((await get(link)).statusCode, link).toBeLessThan(400)
  })

  test('says nothing of any person: no name, number, telephone or e-mail of the demo group is anywhere', async () => {
    const feeds = await Promise.all(
      ['bincheng-media', 'bincheng-media-art'].flatMap(group =>
        ['zh', 'en'].map(language => get(`/site/${language}/${group}/news.atom`)),
      ),
    )
    for (const feed of feeds) expect(feed.statusCode).toBe(200)
    const whole = [...pages.values(), ...feeds.map(feed => feed.body), (await get('/robots.txt')).body]
    const text = whole.join('\n').replace(/<[^>]*>/g, mark => ` ${mark} `)
    const words = text.toLowerCase().match(/[\p{L}\p{N}_@.+-]+/gu) ?? []
    const said = new Set(words.map(word => word.replace(/^[.+-]+|[.+-]+$/g, '')))
    const pairs = new Set(words.map((word, i) => `${word} ${words[i + 1]}`))
    const hanRuns = text.match(/\p{Script=Han}+/gu) ?? []
    const hits: string[] = []
    const people = await query<Record<string, string | null>>(
      `select a.name, a.name_latin, a.number, a.external_id, a.email, a.phone, p.display_name, u.email as account
       from members.affiliations a left join members.persons p on p.id = a.person_id
       left join auth.users u on u.id = a.person_id`,
    )
    expect(people.length).toBeGreaterThan(3000)
    // A short name may occur across two words by chance; what counts is a run of characters that is the name.
    const runs = new Set(hanRuns)
    const long = new Set<string>()
    for (const run of hanRuns)
      for (let i = 0; i + 3 <= run.length; i++) for (const n of [3, 4]) long.add(run.slice(i, i + n))
    for (const { name, display_name, name_latin, ...others } of people) {
      for (const one of [name, display_name])
        if (one && (runs.has(one) || (one.length > 2 && long.has(one)))) hits.push(one)
      if (name_latin && pairs.has(name_latin.toLowerCase())) hits.push(name_latin)
      for (const other of Object.values(others)) if (other && said.has(other.toLowerCase())) hits.push(other)
    }
    expect([...new Set(hits)]).toEqual([])
    // The search itself finds what is there.
    expect(said.has('office@bincheng-media-group.example')).toBe(true)
    expect(long.has('澜海信息')).toBe(true)
  })
})

describe('how pages are sent', () => {
  test('with a policy that allows no script, and a copy that can be asked about', async () => {
    const first = await get('/site/en/bincheng-media')
    expect(first.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(first.headers['cache-control']).toBe('public, max-age=300')
    expect(first.headers['set-cookie']).toBeUndefined()
    const etag = String(first.headers.etag)
    const again = await get('/site/en/bincheng-media', { 'if-none-match': `"x", ${etag}` })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await get('/site/zh/bincheng-media', { 'if-none-match': etag })).statusCode).toBe(200)
  })

  test('an address that is none is a page in its language, never an error', async () => {
    const odd = [
      ...[
        '/site/zh/nothing',
        '/site/zh/bincheng-media/members/x',
        '/site/zh/members/BC01',
        '/site/zh/%E6%BB%A8',
      ],
      ...[
        '/site/zh/bincheng-media/news/00000000-0000-4000-8000-000000000000',
        '/site/zh/%00',
        '/site/zh/%',
        '/site/zh/%ff%fe',
      ],
      ...[
        '/site/zh/members?page=0',
        '/site/zh/bincheng-media/members?page=999',
        '/site/zh/bincheng-media/news?page=2',
      ],
      ...[
        '/site/zh/bincheng-media/members?kind=x',
        '/site/zh/bincheng-media/members?page=1&page=2',
        '/site/zh/__proto__',
      ],
      ...[
        `/site/zh/${'x'.repeat(300)}`,
        `/site/zh/${'a/'.repeat(200)}`,
        '/site/zh/..%2f..%2fetc',
        '/site/zh/members/bc01/more',
      ],
    ]
    for (const url of odd) {
      const { statusCode, body, headers } = await get(url)
      expect(statusCode, url).toBe(404)
      expect(headers['content-type'], url).toContain('text/html')
      expect(body).toContain('没有这个页面')
      expect(body).toContain('noindex')
      expect((await get(url.replace('/zh/', '/en/'))).body, url).toContain('There is no such page')
    }
    expect((await get('/site/xx', { cookie: 'language=en' })).body).toContain('There is no such page')
    expect((await get('/site/zh/bincheng-media/')).headers.location).toBe('/site/zh/bincheng-media')
  })

  test('letters that were not encoded get the page too, at addresses of endpoints a code', async () => {
    const asked = async (line: string) => {
      const socket = connect(Number(new URL(app.address).port), '127.0.0.1')
      socket.end(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
      let said = ''
      for await (const chunk of socket.setEncoding('utf8')) said += chunk
      return said
    }
    const page = await asked('GET /site/en/滨城 HTTP/1.1')
    expect(page).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
    expect(page).toContain("content-security-policy: default-src 'none'")
    expect(page).toContain('There is no such page')
    expect(await asked('GET /organisations/学校 HTTP/1.1')).toContain('没有这个页面')
    expect(await asked('GET /api/学校 HTTP/1.1')).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"input\.invalid"/)
    expect(await asked('BAD')).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('too many requests are told so on a page', async () => {
    const ask = () => app.app.inject({ url: '/site/en/nothing', remoteAddress: '10.9.9.9' })
    for (let i = 0; i < 1200; i += 100) await Promise.all(Array.from({ length: 100 }, ask))
    const last = await ask()
    expect(last.statusCode).toBe(429)
    expect(last.headers['retry-after']).toBeTruthy()
    expect(last.body).toContain('Not available right now')
  })

  test('the ways in take the language along', async () => {
    const signIn = await get('/site/en/sign-in')
    expect([signIn.statusCode, signIn.headers.location]).toEqual([302, '/sign-in'])
    expect(signIn.headers['set-cookie']).toContain('language=en; Path=/')
    expect((await get('/site/zh/bincheng-media/join')).headers.location).toMatch(/^\/join\/[0-9a-f-]{36}$/)
    expect((await get('/site', { 'accept-language': 'en-GB' })).headers.location).toBe('/site/en')
    expect((await get('/robots.txt')).body).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`)
  })
})

describe('what is shown', () => {
  test('a member that shows its name alone has no page, and nothing of it is told', async () => {
    const [school] = await query<{ id: string; name_zh: string; fields_zh: string[] }>(
      `select id, name_zh, fields_zh from members.organisations where code = 'BC01'`,
    )
    await query('insert into site.member_choices (organisation_id, name_only) values ($1, true)', [
      school?.id,
    ])
    try {
      expect((await get('/site/zh/members/bc01')).statusCode).toBe(404)
      expect(await mapped()).not.toContain(`${ORIGIN}/site/zh/members/bc01`)
      const { body } = await get('/site/zh/bincheng-media/members?kind=secondary_school')
      const row = body.split('<tr>').find(part => part.includes(school?.name_zh ?? '')) ?? ''
      expect(row).not.toContain('href')
      expect(row).not.toContain(school?.fields_zh[0])
    } finally {
      await query('delete from site.member_choices')
    }
  })

  test('a group that is not public is nowhere', async () => {
    await query(`update site.settings set public = false where address = 'bincheng-media-art'`)
    try {
      expect((await get('/site/zh/bincheng-media-art')).statusCode).toBe(404)
      expect((await get('/site/zh/bincheng-media-art/news.atom')).statusCode).toBe(404)
      expect((await mapped()).join()).not.toContain('bincheng-media-art')
      // With one group left, its page is the front.
      expect((await get('/site/zh')).headers.location).toBe('/site/zh/bincheng-media')
    } finally {
      await query(`update site.settings set public = true where address = 'bincheng-media-art'`)
    }
    expect((await get('/site/zh')).statusCode).toBe(200)
  })

  test('news is there until it is withdrawn or over, and its words are words only', async () => {
    const [{ id } = { id: '' }] = await query<{ id: string }>(
      `select id from information.notices where group_id is not null order by published_at desc limit 1`,
    )
    const address = `/site/en/bincheng-media/news/${id}`
    const set = (text: string, value: unknown) =>
      query(`update information.notices set ${text} where id = $1`, [id, value])
    const [before] = await query<Record<string, unknown>>('select * from information.notices where id = $1', [
      id,
    ])
    await set('title_en = $2', `<script>alert("x")</script>`)
    const { body } = await get(address)
    expect(body).toContain('<h1>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</h1>')
    expect(body).not.toContain('<script>')
    for (const [change, value, back] of [
      [`state = $2`, 'withdrawn', 'published'],
      [`expires_on = $2`, '2020-01-01', null],
      [
        `audience = $2`,
        JSON.stringify([{ scope: 'group', id: before?.group_id, roles: ['student'] }]),
        JSON.stringify(before?.audience),
      ],
    ] as const) {
      await set(change, value)
      expect((await get(address)).statusCode, change).toBe(404)
      expect((await get('/site/en/bincheng-media/news.atom')).body).not.toContain(id)
      await set(change, back)
      expect((await get(address)).statusCode, change).toBe(200)
    }
    await set('title_en = $2', before?.title_en)
  })

  test('what other modules tell stands under its heading, with whom it comes from', async () => {
    const [one, other] = await query<{ id: string }>(
      `select id from members.organisations where code in ('BC02', 'BC03') order by code`,
    )
    await query('insert into site.member_choices (organisation_id, name_only) values ($1, true)', [other?.id])
    const item = (title: string, organisationId?: string) => ({
      ...{
        id: title,
        title: { zh: title, en: null },
        text: null,
        day: null,
        to: 'https://example.org/a?b&c',
      },
      organisationId: organisationId ?? null,
    })
    const source: PublicSource = {
      ofGroup: async () => [
        { code: 'dates', items: [item('摄影棚开放', one?.id), item('不该出现', other?.id), item('大家的')] },
        { code: 'empty', items: [] },
      ],
    }
    const own = Fastify()
    createSite(app.services, { sources: [source], stylesheet: '/assets/site-1.css' }).addTo(own)
    const { body } = await own.inject('/site/en/bincheng-media')
    await own.close()
    await query('delete from site.member_choices')
    expect(body).toContain('<link rel="stylesheet" href="/assets/site-1.css">')
    expect(body).toContain('<h2>Coming up</h2>')
    expect(body).toMatch(
      /<a href="https:\/\/example\.org\/a\?b&amp;c" rel="noopener"><span lang="zh-CN">摄影棚开放/,
    )
    expect(body).toContain('/site/en/members/bc02')
    expect(body).toContain('大家的')
    expect(body).not.toContain('不该出现')
    expect(body).not.toContain('site.section.empty')
  })
})
