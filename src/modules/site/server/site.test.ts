import { connect } from 'node:net'
import fc from 'fast-check'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '#demo/load.ts'
import { secure } from '#platform/server/http/security.ts'
import type { PublicSource } from '#platform/server/public.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { createSite } from './site.ts'

let app: TestApp
const ORIGIN = 'http://localhost:80'

const get = (url: string, headers: Record<string, string> = {}) => app.app.inject({ url, headers })
const query = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await app.services.ownerPool.query(text, values)).rows
const mapped = async (): Promise<string[]> =>
  [...(await get('/sitemap.xml')).body.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url ?? '')

beforeAll(async () => {
  app = await startTestApp({ listen: true })
  await loadDemo(app.services.ownerPool, { today: '2026-11-22' })
}, 120_000)
afterAll(() => app.close())

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

  test('no address breaks the site', async () => {
    const anyUnit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))
    const piece = fc.oneof(
      fc.constantFrom(
        'zh',
        'en',
        'bincheng-media',
        'members',
        'bc01',
        'news',
        'news.atom',
        'join',
        '',
        '.',
        '..',
      ),
      fc.string({ unit: anyUnit, maxLength: 20 }).map(text => encodeURIComponent(text.toWellFormed())),
      fc.stringMatching(/^[!-~]{1,30}$/),
    )
    const asked = fc.tuple(fc.array(piece, { maxLength: 6 }), fc.option(fc.stringMatching(/^[!-~]{0,40}$/)))
    await fc.assert(
      fc.asyncProperty(asked, async ([pieces, query]) => {
        const url = `/site/${pieces.join('/')}${query === null ? '' : `?${query}`}`
        const { statusCode } = await app.app.inject({ url, remoteAddress: '10.8.8.8' })
        expect([200, 301, 302, 404], url).toContain(statusCode)
      }),
      { numRuns: 400 },
    )
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
    const own = Fastify()
    await secure(own, { https: false, origin: null })
    createSite(app.services, { sources: [], stylesheet: null, requestsAMinute: 2 }).addTo(own)
    for (const status of [404, 404, 429])
      expect((await own.inject('/site/en/nothing')).statusCode).toBe(status)
    const last = await own.inject('/site/en/nothing')
    expect(last.headers['retry-after']).toBeTruthy()
    expect(last.body).toContain('Not available right now')
    await own.close()
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

  test('organs are shown with the organisations in them, never with who sits there', async () => {
    const [group] = await query<{ group_id: string }>(
      `select group_id from site.settings where address = 'bincheng-media'`,
    )
    const [organ] = await query<{ id: string }>(
      `insert into members.organs (group_id, kind, name_zh, name_en)
        values ($1, 'working_committee', '课程建设委员会', 'Curriculum Committee') returning id`,
      [group?.group_id],
    )
    await query(
      `insert into members.terms (organ_id, office, organisation_id, person_name, starts_on, ends_on, by_name)
        select $1, office, o.id, person, '2024-01-01', ends_on::date, '记录员' from members.organisations o
        join (values ('BC02', 'head', '欧阳示例', null), ('BC03', 'deputy_head', '司徒示例', '2025-01-01'))
          t(code, office, person, ends_on) on t.code = o.code`,
      [organ?.id],
    )
    await query(
      `insert into members.terms (organ_id, office, person_name, starts_on, by_name)
        values ($1, 'member', '上官示例', '2024-01-01', '记录员')`,
      [organ?.id],
    )
    const { body } = await get('/site/en/bincheng-media')
    const shown = body.split('<div class="organ">').find(part => part.includes('Curriculum Committee')) ?? ''
    expect(shown).toContain('/site/en/members/bc02')
    expect(shown).not.toContain('bc03')
    for (const person of ['欧阳示例', '司徒示例', '上官示例', '记录员']) expect(body).not.toContain(person)
    await query('delete from members.terms where organ_id = $1', [organ?.id])
    await query('delete from members.organs where id = $1', [organ?.id])
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
      `select id from information.public_notices
        where group_id = (select group_id from site.settings where address = 'bincheng-media') limit 1`,
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
