import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

const query = async (text: string) => (await stage.running.services.ownerPool.query(text)).rows[0]

/** Presses a step's button and says yes to what it asks. */
async function take(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: step, exact: true }).click()
}

/** Fills in what the template has left blank in a clause. */
async function fillClause(page: Page, number: number): Promise<void> {
  await page.getByRole('button', { name: `修改第 ${number} 条` }).click()
  const drawer = page.getByRole('dialog')
  for (const label of ['正文（中文）', '正文（英文）']) {
    const field = drawer.getByLabel(label)
    await field.fill((await field.inputValue()).replaceAll('＿＿', label.includes('中') ? '二十' : 'twenty'))
  }
  await drawer.getByRole('button', { name: '保存' }).click()
  await drawer.waitFor({ state: 'hidden' })
}

test('a school drafts an order class from its template and sends it, the company comments and signs on the phone, the school signs by scan; strangers see nothing of it', {
  timeout: 300_000,
}, async () => {
  const school = await stage.open()
  const { page } = school
  await actAs(page, 'school_admin')
  await page.goto('/agreements')
  await page.getByText('待本单位签署').waitFor()
  await look(page, 'agreements')
  await page.getByRole('button', { name: '新建协议' }).click()
  await page.getByRole('radio', { name: /订单班协议/ }).check()
  await page.getByText('范本条款：组班').waitFor()
  await page.getByLabel('协议名称（中文）').fill('角色动画订单班协议')
  await page.getByLabel('协议名称（英文）').fill('Order class in character animation')
  await page.getByRole('button', { name: '增加一方' }).click()
  const company = await query(`select name_zh as name from members.organisations where code = 'BC17'`)
  await page.getByRole('combobox', { name: '单位', exact: true }).fill(company.name)
  await page
    .locator('.ant-select-item-option-active')
    .filter({ hasText: company.name })
    .waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByLabel('起始入学年份').fill('2026')
  await look(page, 'agreement-new')
  await page.getByRole('button', { name: '建立草稿' }).click()
  await page.getByRole('heading', { name: '起草：角色动画订单班协议' }).waitFor()
  await page.getByText('第 1 条还有空格').waitFor()
  expect(await page.getByRole('button', { name: '送各方签署' }).isDisabled()).toBe(true)
  await look(page, 'agreement-draft')
  for (const number of [1, 2, 4]) await fillClause(page, number)
  await page.getByText('可以送各方签署了').waitFor()
  await page.getByRole('button', { name: '下移：组班' }).click()
  await page.getByRole('heading', { name: '第二条 组班' }).waitFor()
  await take(page, '送各方签署')
  await page.getByText('已签署 0 / 2').waitFor()
  const address = new URL(page.url()).pathname

  const partner = await stage.open({ language: 'en', size: PHONE })
  const phone = partner.page
  await actAs(phone, 'company_hr')
  await phone.goto('/todos')
  await phone.getByRole('link', { name: /asks you to sign “角色动画订单班协议”/ }).click()
  await phone.getByRole('heading', { level: 1, name: 'Order class in character animation' }).waitFor()
  await look(phone, 'agreement-review-phone')
  await phone.getByRole('button', { name: 'Comment', exact: true }).click()
  await phone.getByRole('dialog').getByLabel('Comment', { exact: true }).fill('Twenty seats suit us.')
  await look(phone, 'agreement-comment-phone')
  await phone.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
  await phone.getByText('Twenty seats suit us.').waitFor()
  await phone.getByRole('button', { name: 'Sign', exact: true }).click()
  const signing = phone.getByRole('dialog')
  await signing.getByText('It is not a reliable electronic signature').waitFor()
  await signing.getByRole('button', { name: 'Sign', exact: true }).click()
  await signing.getByText('Read the text and tick this first.').waitFor()
  await look(phone, 'agreement-sign-phone')
  await signing.getByRole('checkbox').check()
  await signing.getByRole('button', { name: 'Sign', exact: true }).click()
  await phone.getByText('1 of 2 have signed').waitFor()

  await page.goto(address)
  await page.getByText('Twenty seats suit us.').waitFor()
  await page.getByRole('button', { name: '答复意见' }).click()
  await page.getByRole('dialog').getByLabel('答复意见').fill('好的。')
  await page.getByRole('dialog').getByRole('button', { name: '答复意见' }).click()
  await page.getByText('好的。').waitFor()
  await page.getByRole('button', { name: '签署', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('radio', { name: '盖章件扫描' }).check()
  await drawer
    .getByLabel('选择盖章页或全文扫描件')
    .setInputFiles({ name: '盖章页.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n盖章') })
  await drawer.getByRole('checkbox').check()
  await look(page, 'agreement-sign')
  await drawer.getByRole('button', { name: '签署', exact: true }).click()
  await page.getByText('已签署 2 / 2').waitFor()
  await page.getByText('各方均已签署。').waitFor()
  await look(page, 'agreement-signed')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '中英对照 PDF' }).click(),
  ])
  expect(saved.suggestedFilename()).toContain('角色动画订单班协议')

  const pupil = await stage.open()
  await actAs(pupil.page, 'student')
  await pupil.page.goto(address)
  await pupil.page.getByRole('heading', { name: '这里没有您要找的页面' }).waitFor()
  await pupil.page.goto('/agreements')
  await pupil.page.getByRole('link', { name: '动漫专业“3+2”贯通培养协议' }).click()
  await pupil.page.getByRole('heading', { name: /第二条.*学分认定/ }).waitFor()
  await look(pupil.page, 'agreement-pupil')
  expect([...school.problems, ...partner.problems]).toEqual([])
})

test('what changed between versions is read, an end is proposed with those who are on it in mind', {
  timeout: 200_000,
}, async () => {
  const school = await stage.open()
  const { page } = school
  await actAs(page, 'school_admin')
  await page.goto('/agreements')
  await page.getByRole('link', { name: '动作捕捉实践教学基地协议' }).first().click()
  await page.getByRole('link', { name: '与第 1 版对照' }).click()
  await page.getByRole('heading', { name: '从第 1 版到第 2 版' }).waitFor()
  await page.getByRole('heading', { name: /费用与耗材/ }).waitFor()
  await look(page, 'agreement-difference')
  await page.goto('/agreements?whose=own&status=in_force')
  await page.getByRole('link', { name: '动漫专业“3+2”贯通培养协议' }).click()
  await page.getByRole('button', { name: '提议终止' }).click()
  const drawer = page.getByRole('dialog')
  expect(await drawer.getByRole('radio', { name: '到期即止' }).count()).toBe(0)
  await drawer.getByLabel('终止日期').fill('2028-08-31')
  await drawer.getByLabel('最后适用的入学年份').fill('2027')
  await drawer.getByLabel('理由').fill('专业调整。')
  await look(page, 'agreement-ending')
  await drawer.getByRole('button', { name: '提议终止' }).click()
  await page.getByRole('heading', { name: '终止提议' }).waitFor()
  await page.getByText('等待答复').waitFor()
  await take(page, '撤回提议')
  await page.getByText('已撤回', { exact: true }).waitFor()
  await look(page, 'agreement-ending-back')
  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'secretariat')
  await phone.page.goto('/agreements')
  await phone.page.getByRole('link', { name: 'Through training 3+2 in animation' }).waitFor()
  await look(phone.page, 'agreements-phone')
  expect([...school.problems, ...phone.problems]).toEqual([])
})
