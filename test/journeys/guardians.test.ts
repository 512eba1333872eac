import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage
let pupil: { id: string; name: string }

beforeAll(async () => {
  stage = await setStage()
  // A minor of the administrator's school whom nobody is guardian of yet.
  const { rows } = await stage.running.services.ownerPool.query<{ id: string; name: string }>(
    `select a.id, a.name from members.affiliations a join members.organisations o on o.id = a.organisation_id
      where o.code = 'BC01' and a.role = 'student' and a.ends_on is null and members.is_minor(a.birth_date)
        and members.majority_day(a.birth_date) > platform.today() + 200
        and not exists (select from members.guardianships g where g.student_affiliation_id = a.id)
      order by a.number limit 1`,
  )
  pupil = rows[0] as typeof pupil
})
afterAll(() => stage?.close())

test('a school invites a guardian, who claims on the phone, confirms, signs, and the school sees it', {
  timeout: 240_000,
}, async () => {
  const office = await stage.open()
  const desk = office.page
  await actAs(desk, 'school_admin')
  await desk.goto(`/people/${pupil.id}`)
  await desk.getByText('这里将列出学生的监护人').waitFor()
  await look(desk, 'student-without-guardian')
  await desk.getByRole('button', { name: '邀请监护人' }).click()
  await desk.getByLabel('与学生的关系').click()
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  await desk.getByLabel('姓名').fill('示例家长')
  await desk.getByLabel('手机号码').fill('138 0000 7777')
  await look(desk, 'invite-guardian')
  await desk.getByRole('button', { name: '登记并邀请' }).click()
  await desk.getByText('还没有用邀请码认领').waitFor()
  await look(desk, 'guardian-proposed')
  await desk.locator('.family-list').getByRole('button', { name: '邀请使用' }).click()
  await desk.getByRole('button', { name: '生成邀请码' }).click()
  const code = (await desk.locator('.code-shown').textContent()) ?? ''

  const family = await stage.open({ size: PHONE })
  const { page } = family
  await page.goto('/claim')
  await page.getByRole('textbox').first().fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '示例家长，欢迎' }).waitFor()
  await page.getByLabel('新密码').fill('海边的第三座立交桥')
  await page.getByRole('button', { name: '设置密码并开始' }).click()
  await page.getByRole('link', { name: /请确认这是您的孩子/ }).click()
  await page.getByRole('heading', { name: `${pupil.name}是您的孩子吗？` }).waitFor()
  await look(page, 'confirm-phone')
  await page.getByRole('button', { name: '是，这是我的孩子' }).click()
  await page.getByRole('heading', { name: `${pupil.name}在学校的情况` }).waitFor()
  await page.getByText('学校联系人').waitFor()
  await look(page, 'child-phone')

  await desk.goto(`/people/${pupil.id}`)
  await desk.getByText('已确认', { exact: true }).waitFor()
  await desk.getByRole('link', { name: '征求同意' }).click()
  await desk.getByLabel('目的').click()
  await desk.keyboard.press('Enter')
  await desk.getByLabel('标题（中文）').fill('校报使用照片')
  await desk.getByLabel('标题（英文）').fill('Photo in the school paper')
  await desk.getByLabel('内容（中文）').fill('校报第三期将刊登一张课堂照片。')
  await desk.getByLabel('内容（英文）').fill('The next school paper shows a photo of a lesson.')
  await look(desk, 'ask-consent')
  await desk.getByRole('button', { name: '发出' }).click()
  await desk.getByRole('heading', { name: '校报使用照片：还有 1 名学生等待答复' }).waitFor()
  await look(desk, 'request-waiting')

  await page.goto('/')
  await page.getByRole('link', { name: '请决定是否同意：校报使用照片' }).click()
  await page.getByText('校报第三期将刊登一张课堂照片。').waitFor()
  await look(page, 'consent-phone')
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await page.getByRole('button', { name: '撤回同意' }).waitFor()
  await look(page, 'consent-given-phone')

  await desk.reload()
  await desk.getByRole('heading', { name: '校报使用照片：没有人需要再答复' }).waitFor()
  await desk.locator('table').getByText('已同意').waitFor()
  await look(desk, 'request-given')
  await desk.goto(`/people/${pupil.id}`)
  await desk.getByRole('button', { name: '详情与变更' }).click()
  await desk.getByRole('button', { name: '按法院裁判停止查看' }).waitFor()
  await look(desk, 'guardian-drawer')
  expect([...family.problems, ...office.problems]).toEqual([])
})

test('the same in English: what a guardian decides, and what the school sees of a class', {
  timeout: 240_000,
}, async () => {
  const family = await stage.open({ language: 'en', size: PHONE })
  const { page } = family
  await actAs(page, 'guardian')
  await page.goto('/children')
  await page.getByRole('heading', { name: 'You follow 2 children' }).waitFor()
  await look(page, 'children-en-phone')
  await page.locator('.family-list a').first().click()
  await page.getByRole('heading', { name: 'Consents' }).waitFor()
  await look(page, 'child-en-phone')
  await page.goto('/consents')
  await page.getByRole('link', { name: 'Spring visit to an animation company' }).click()
  await page.getByRole('button', { name: 'I refuse' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'I refuse' }).click()
  await page.getByText('Counts as not given').waitFor()
  await look(page, 'refused-en-phone')

  const office = await stage.open({ language: 'en' })
  const desk = office.page
  await actAs(desk, 'school_admin')
  await desk.goto('/')
  await desk.getByRole('link', { name: 'Requests for consent running' }).click()
  await desk.getByRole('link', { name: 'Classroom photos for the admissions brochure' }).waitFor()
  await look(desk, 'requests-en')
  await desk.getByRole('link', { name: 'Spring visit to an animation company' }).click()
  await desk.getByRole('heading', { name: 'For 1 student somebody is against it' }).waitFor()
  await look(desk, 'request-en')
  await desk.getByRole('button', { name: 'Remind those missing' }).click()
  await desk.getByText(/^Reminded: \d+/).waitFor()
  expect([...family.problems, ...office.problems]).toEqual([])
})
