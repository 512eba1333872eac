import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage
let school: string
let company: string
let group: string

beforeAll(async () => {
  stage = await setStage()
  const id = async (text: string) =>
    (await stage.running.services.ownerPool.query(text)).rows[0]?.id as string
  school = await id(`select id from members.organisations where code = 'BC01'`)
  company = await id(`select id from members.organisations where code = 'BC17'`)
  group = await id(`select id from members.groups where kind = 'education_group'`)
})
afterAll(() => stage?.close())

test('an administrator says what the school offers and proposes a partnership; the company confirms on the phone; the network shows it', async () => {
  const at = await stage.open()
  const { page } = at
  await actAs(page, 'school_admin')
  await page.goto(`/organisations/${school}`)
  await page.getByRole('button', { name: '添加一项' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('类别').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await drawer.locator('.ant-select').getByText('实训场地').waitFor()
  await drawer.getByLabel('标题（中文）').fill('录播教室周末时段')
  await drawer.getByLabel('标题（英文）').fill('The recording classroom at weekends')
  await look(page, 'capability-form')
  await drawer.getByRole('button', { name: '添加一项' }).click()
  await page.getByText('录播教室周末时段').waitFor()

  await page.getByRole('button', { name: '提议合作' }).click()
  await page.getByRole('dialog').getByLabel('对方单位').fill('BC17')
  await page
    .locator('.ant-select-item-option[title="滨城星崖视效科技有限公司"]')
    .waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('开始日期').fill('2026-03-01')
  await page.getByRole('dialog').getByLabel('合作内容（中文）').fill('特效镜头进课堂')
  await look(page, 'propose')
  await page.getByRole('dialog').getByRole('button', { name: '提议合作' }).click()
  await page.getByText('等待对方确认').first().waitFor()
  await look(page, 'organisation-zh')

  const other = await stage.open({ language: 'en', size: PHONE })
  await actAs(other.page, 'company_hr')
  await other.page.goto('/todos')
  await other.page.getByRole('link', { name: /proposes a partnership/ }).click()
  await other.page.getByText('Waits for your answer').waitFor()
  await look(other.page, 'answer-en-phone')
  await other.page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await other.page.getByText('Waits for your answer').waitFor({ state: 'detached' })
  await other.page.goto(`/organisations/network?focus=${company}`)
  await other.page.getByText('特效镜头进课堂').waitFor()
  await look(other.page, 'network-en-phone')

  expect([...at.problems, ...other.problems]).toEqual([])
})

test('what is offered is found, the network is drawn, and its lines are followed by keyboard', async () => {
  const at = await stage.open()
  const { page } = at
  await actAs(page, 'school_admin')
  // Whoever types before the counts are there keeps their words and their place.
  const { promise: typed, resolve: nowTyped } = Promise.withResolvers<void>()
  await page.route('**/api/organisations/facets*', async route => {
    await typed
    await route.continue()
  })
  await page.goto('/organisations')
  const search = page.getByRole('searchbox')
  await search.pressSequentially('动作捕捉')
  nowTyped()
  await page.getByText(/^共 \d+ /).waitFor()
  await page.keyboard.type('教学数据')
  await page.waitForURL(url => url.searchParams.get('q') === '动作捕捉教学数据')
  await page.getByText('已显示 1 条').waitFor()
  expect(await search.inputValue()).toBe('动作捕捉教学数据')
  await page.getByRole('link', { name: '滨城骨线动作捕捉技术有限公司' }).waitFor()
  await look(page, 'organisations-zh')
  await page.goto(`/organisations/network?group=${group}`)
  await page.locator('.network-node').first().waitFor()
  await look(page, 'network-zh')
  // By keyboard: an organisation of the drawing is a link, and its lines are then followed alone.
  const node = page.locator(`a.network-node[href*="focus=${school}"]`)
  await node.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '滨城望海综合高级中学的关系' }).waitFor()
  expect(page.url()).toContain(`focus=${school}`)
  await look(page, 'network-focus-zh')
  expect(at.problems).toEqual([])
})

test('the secretariat records what a school paid, and the school sees it as settled', async () => {
  const office = await stage.open()
  const { page } = office
  await actAs(page, 'secretariat')
  await page.goto(`/groups/${group}`)
  await page.getByText('谁批准、谁组织、谁牵头').waitFor()
  await look(page, 'group-zh')
  await page.getByRole('link', { name: '阅读章程' }).click()
  await page.getByText(/现行版本：第 2 版/).waitFor()
  await look(page, 'charter-zh')
  await page.goto(`/groups/${group}/dues`)
  const row = page.getByRole('row', { name: /滨城望海综合高级中学/ })
  await row.getByText('逾期').waitFor()
  await look(page, 'dues-zh')
  await row.getByRole('button', { name: '登记' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('凭证号或摘要').fill('银行回单 3321')
  await look(page, 'due-zh')
  await drawer.getByRole('button', { name: '登记到账' }).click()
  await drawer.getByText('已缴', { exact: true }).waitFor()
  await page.goto(`/groups/${group}/dues?state=open`)

  const own = await stage.open({ language: 'en', size: PHONE })
  await actAs(own.page, 'school_admin')
  await own.page.goto('/dues')
  await own.page.getByText('Paid', { exact: true }).first().waitFor()
  await look(own.page, 'own-dues-en-phone')
  expect(await own.page.getByText('Overdue').count()).toBe(0)
  expect([...office.problems, ...own.problems]).toEqual([])
})

test('a teacher who was asked decides who sees them, and takes it back', async () => {
  const asked = await stage.open({ language: 'en', size: PHONE })
  const { page } = asked
  await actAs(page, 'teacher')
  await page.goto('/contacts')
  await page.getByRole('button', { name: 'Agree to be shown' }).waitFor()
  await look(page, 'contacts-en-phone')
  await page.getByLabel('E-mail to show').fill('shown@example.org')
  await page.getByRole('button', { name: 'Agree to be shown' }).click()
  await page.getByText('You are shown as the contact').waitFor()
  await page.getByRole('link', { name: 'Open its page' }).click()
  await page.getByRole('link', { name: 'shown@example.org' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await page.getByText('Withdrew').waitFor()
  expect(asked.problems).toEqual([])
})
