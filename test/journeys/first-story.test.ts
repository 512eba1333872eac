// The first story, across roles: a school takes in a new pupil, the pupil comes with a printed code, the teacher
// sees who came, the trail tells it, and nobody outside the school learns of it.
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSideways, PHONE, type Stage, setStage, type Visit } from './stage.ts'

let stage: Stage
const roster = join(tmpdir(), `first-story-${process.pid}.csv`)
const PUPIL = '程远帆'
const NUMBER = '2026990101'

beforeAll(async () => {
  stage = await setStage()
  await writeFile(
    roster,
    `学号,姓名,班级名称,年级,出生日期\n${NUMBER},${PUPIL},26动画实验班,2026级,2010-11-03\n`,
  )
})
afterAll(async () => {
  await stage?.close()
  await rm(roster, { force: true })
})

/** Chooses a person on the sign-in page, as a visitor of the demo group does. */
async function signIn(visit: Visit, title: string | RegExp): Promise<Page> {
  const { page } = visit
  await page.goto('/')
  await page.waitForURL('**/sign-in**')
  await page.getByRole('button', { name: title }).click()
  await page.waitForURL(url => url.pathname === '/')
  // The sign-in page has a heading too: the frame is what tells that one is in.
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^(搜索|Search)/ })
    .waitFor()
  return page
}

async function expectFine({ page, problems }: Visit): Promise<void> {
  await expectAccessible(page)
  await expectNoSideways(page)
  expect(problems).toEqual([])
}

let code = ''

test('the administrator looks around in two languages, takes in a pupil and hands out a code', async () => {
  const visit = await stage.open({ language: 'zh' })
  const page = await signIn(visit, /学校管理员/)
  await expectFine(visit)

  await page.getByRole('link', { name: '成员单位', exact: true }).first().click()
  await page.getByRole('searchbox').first().fill('lanhai')
  await page.getByText('已显示 1 条').waitFor()
  await page.getByRole('row', { name: /滨城澜海信息大学/ }).waitFor()
  await expectFine(visit)
  await page.getByRole('button', { name: /English/ }).click()
  await page.getByRole('row', { name: /Bincheng Lanhai University of Information/ }).waitFor()
  await page
    .getByRole('row', { name: /Bincheng Lanhai University/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: /Bincheng Lanhai University/ }).waitFor()
  await expectFine(visit)
  await page.getByRole('button', { name: /中文/ }).click()

  await page.goto('/people/import')
  await page.locator('input[type=file]').setInputFiles(roster)
  await page.getByRole('button', { name: '下一步' }).click()
  // Only one pupil is handed in: those missing from the file stay.
  const end = page.getByLabel('名册里没有的人，记为离开')
  if (await end.isChecked()) await end.click()
  await page.getByRole('button', { name: '生成预览' }).click()
  await page.getByText('新增 1').first().waitFor()
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByText('新增 1 人').waitFor()
  await expectFine(visit)

  await page.goto('/people?q=chengyuanfan')
  await page
    .getByRole('row', { name: new RegExp(PUPIL) })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: PUPIL }).waitFor()
  await expectFine(visit)
  await page.getByRole('button', { name: '邀请使用' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '生成邀请码' }).click()
  code = (await dialog.locator('.code-shown').innerText()).trim()
  expect(code.replaceAll(/[^0-9A-Z]/g, '').length).toBeGreaterThanOrEqual(12)

  await page.goto('/audit')
  await page.getByText('导入名册').first().waitFor()
  await expectFine(visit)
})

test('the pupil comes with the code on a phone', async () => {
  const visit = await stage.open({ language: 'zh', size: PHONE })
  const { page } = visit
  await page.goto('/claim')
  const field = page.getByRole('textbox').first()
  await field.fill(code)
  await field.press('Enter')
  await page.getByRole('heading', { name: `${PUPIL}，欢迎` }).waitFor()
  await page.getByLabel('新密码').fill('海边的第三座立交桥')
  await page.getByRole('button', { name: '设置密码并开始' }).click()
  await page.waitForURL(url => url.pathname === '/')
  await page.getByRole('heading', { level: 1, name: new RegExp(`${PUPIL}.*等您`) }).waitFor()
  await expectFine(visit)
  // The people of the school are not a pupil's to see.
  await page.goto('/people')
  await page.getByRole('heading', { name: '您现在的身份不能看这一页' }).waitFor()
})

test('the teacher sees who came; the secretariat and a company find nobody', async () => {
  const teacher = await stage.open({ language: 'zh' })
  const page = await signIn(teacher, /教师：查看/)
  await page.goto(`/people?q=${NUMBER}`)
  await page.getByRole('row', { name: new RegExp(`${PUPIL}.*已启用账号`) }).waitFor()
  await expectFine(teacher)

  for (const title of [/^Secretariat/, /^Company HR/]) {
    const outside = await stage.open({ language: 'en' })
    const other = await signIn(outside, title)
    await other.keyboard.press('Control+k')
    await other.getByRole('combobox').fill(PUPIL)
    await other.getByText('Nothing found').waitFor()
    await expectFine(outside)
  }
})
