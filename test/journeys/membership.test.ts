import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshUscc } from '../applications-world.ts'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

test('a company applies on the phone, the secretariat checks it, the council admits it, its number is verified and its council is named', async () => {
  const applicant = await stage.open({ size: PHONE })
  const office = await stage.open()
  await actAs(office.page, 'secretariat')
  await office.page.goto('/applications')
  const address = office.page.getByRole('link', { name: /\/join\// })
  const path = (await address.getAttribute('href')) as string

  const { page } = applicant
  await page.goto(path)
  await page.getByLabel('中文名称').fill('云帆动画有限公司')
  await page.getByLabel('类别').click()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.ant-select').getByText('企业').waitFor()
  await page.getByLabel('统一社会信用代码').fill(freshUscc())
  await page.getByLabel('地址', { exact: true }).fill('滨城市示例路 1 号')
  await page.getByLabel('加入的理由').fill('愿意接收实习生，提供真实项目。')
  await page.getByLabel('联系人姓名').fill('示例联系人')
  await page.getByLabel('联系人电子邮箱').fill('contact@example.org')
  await page.getByLabel('联系电话').fill('0411-00000000')
  await look(page, 'join-phone')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('没有联系人的同意').waitFor()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByRole('link', { name: '打开申请页面' }).click()
  await page.getByText('待秘书处核对').waitFor()
  await page.setInputFiles('input[type=file]', {
    name: '执照.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\nexample'),
  })
  await page.getByRole('button', { name: '上传', exact: true }).click()
  await page.getByRole('list').getByText('执照.pdf').first().waitFor()
  await look(page, 'own-phone')

  const desk = office.page
  await desk.goto('/applications')
  await look(desk, 'applications')
  await desk.getByRole('link', { name: '云帆动画有限公司' }).click()
  await desk.getByRole('button', { name: '核对完毕' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '核对完毕' }).click()
  await desk.getByRole('button', { name: '登记同意加入' }).click()
  await desk.getByLabel('决定日期').fill('2026-03-01')
  await desk.getByLabel('决议编号').fill('2026-3')
  await desk.getByLabel('加入日期').fill('2026-03-05')
  await look(desk, 'admit')
  await desk.getByRole('button', { name: '成为成员' }).click()
  await desk.getByText('没有配置邮件').waitFor()
  await look(desk, 'admitted')
  await desk.getByRole('link', { name: '查看成员单位' }).click()
  const shown = await desk
    .locator('.plain-list')
    .getByText(/编号 2026-\d{3}/)
    .textContent()
  const number = /2026-\d{3}/.exec(shown ?? '')?.[0]
  await look(desk, 'member')

  await desk.getByRole('link', { name: /滨城.*集团/ }).click()
  await desk.getByText('成员变动').waitFor()
  await desk.getByRole('link', { name: '机构与任职' }).click()
  await desk.getByRole('button', { name: '添加机构' }).first().click()
  await desk.getByLabel('类别').click()
  for (let i = 0; i < 3; i++) await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  await desk.getByLabel('机构名称（中文）').fill('校园影视工作委员会')
  await desk.getByRole('dialog').getByRole('button', { name: '添加机构' }).click()
  const committee = desk.locator('section', { hasText: '校园影视工作委员会' })
  await committee.getByRole('button', { name: '登记任职' }).click()
  await desk.getByLabel('职务').click()
  await desk.keyboard.press('Enter')
  await desk.getByLabel('姓名').fill('示例主任')
  await desk.getByLabel('任职日期').fill('2026-01-01')
  await desk.getByLabel('任期届满日期').fill('2030-12-31')
  await look(desk, 'appoint')
  await desk.getByRole('dialog').getByRole('button', { name: '登记任职' }).click()
  await desk.getByText('主任 · 示例主任').waitFor()
  await look(desk, 'organs')

  await page.goto(`/verify/membership/${number}`)
  await page.getByText('云帆动画有限公司').waitFor()
  await look(page, 'verify-phone')
  expect([...applicant.problems, ...office.problems]).toEqual([])
})
