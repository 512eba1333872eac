import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import { getHome, search } from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const home = (label: string) => prepared.as(label).client(getHome, {})
const find = (label: string, q: string) => prepared.as(label).client(search, { query: { q } })

test('an administrator sees how many people have no account, and the numbers of the own school', async () => {
  const { rows } = await app.services.systemPool.query<{ students: number; unclaimed: number }>(
    `select count(*) filter (where role = 'student')::int as students,
       count(*) filter (where person_id is null and role <> 'guardian')::int as unclaimed
     from members.affiliations where organisation_id = $1 and ends_on is null`,
    [prepared.ids.a],
  )
  const { waiting, figures } = await home('school_admin of a')
  expect(rows[0]?.unclaimed).toBeGreaterThan(0)
  expect(waiting.find(item => item.code === 'members.unclaimed')?.data.count).toBe(rows[0]?.unclaimed)
  expect(figures.find(figure => figure.code === 'members.students')?.value).toBe(rows[0]?.students)
})

test('a student is shown no numbers of the school and no work of its administrators', async () => {
  const { waiting, figures } = await home('student of a')
  expect(figures.map(figure => figure.code)).toEqual(['members.consents'])
  expect(waiting).toEqual([])
})

test('somebody without an affiliation is told how to join', async () => {
  expect((await home('person')).waiting.map(item => item.code)).toEqual(['members.join'])
})

test('a secretariat hears of members nobody keeps, until somebody does', async () => {
  const told = async () =>
    (await home('secretariat of a')).waiting.filter(item => item.code === 'members.no_administrator')
  const before = await told()
  await app.services.systemPool.query(
    `update members.affiliations set ends_on = platform.today() where organisation_id = $1 and role = 'company_hr'`,
    [prepared.ids.c],
  )
  const after = await told()
  expect(after.map(item => item.to)).toContain(`/organisations/${prepared.ids.c}`)
  expect(after.length).toBe(before.length + 1)
})

test('news are of the own groups, each name in both languages', async () => {
  await app.services.systemPool.query(
    `update members.memberships set starts_on = platform.today() where organisation_id = any ($1)`,
    [[prepared.ids.c, prepared.ids.x]],
  )
  const { news } = await home('teacher of a')
  const places = news.map(item => item.to)
  expect(places).toContain(`/organisations/${prepared.ids.c}`)
  expect(places).not.toContain(`/organisations/${prepared.ids.x}`)
  expect(news[0]?.names.organisation?.en).toBeTruthy()
})

test('those who keep an organisation hear of its own trail, others do not', async () => {
  await app.services.systemPool.query(
    `insert into audit.entries (organisation_id, action, subject_kind, salt, commitment)
     values ($1, 'members.import_people', 'import', '', ''), ($2, 'members.import_people', 'import', '', '')`,
    [prepared.ids.a, prepared.ids.x],
  )
  const told = async (label: string) =>
    (await home(label)).news
      .filter(item => item.code.startsWith('members.import_people'))
      .map(item => item.to)
  expect(await told('school_admin of a')).toEqual([`/organisations/${prepared.ids.a}`])
  expect(await told('student of a')).toEqual([])
})

test('the search finds people of the own school for its staff alone, listed ones for its neighbours', async () => {
  const idsOf = async (label: string, q: string) =>
    (await find(label, q)).groups.find(group => group.kind === 'people')?.hits.map(hit => hit.id) ?? []
  const student = prepared.as('student of a')
  const { rows } = await app.services.systemPool.query<{ name: string }>(
    'select name from members.affiliations where id = $1',
    [student.viewer?.affiliationId],
  )
  const name = rows[0]?.name ?? ''
  expect(await idsOf('teacher of a', name)).toContain(student.viewer?.affiliationId)
  expect(await idsOf('teacher of b', name)).toEqual([])
  expect((await idsOf('teacher of b', '方示例')).length).toBe(1)
  expect(await idsOf('teacher of x', '方示例')).toEqual([])
})

test('organisations and groups are found in Chinese, pinyin and English; nothing to search for finds nothing', async () => {
  for (const q of ['丙动画', 'bing donghua', 'Animation Company C']) {
    const { groups } = await find('student of a', q)
    const hits = groups.find(group => group.kind === 'organisations')?.hits ?? []
    expect(hits.map(hit => hit.to)).toContain(`/organisations/${prepared.ids.c}`)
  }
  expect((await find('student of a', '。、')).groups).toEqual([])
})
