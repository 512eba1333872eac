import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, lookInBoth, PHONE, type Stage, setStage } from './stage.ts'

/** What the list that is open offers. */
const OPTION = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option'
let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

/** The group that the secretariat of the demo acts for. */
async function groupOf(affiliationId: string): Promise<string> {
  const { rows } = await stage.running.services.ownerPool.query<{ id: string }>(
    'select group_id as id from members.affiliations where id = $1',
    [affiliationId],
  )
  return rows[0]?.id ?? ''
}

const reads = async (page: Page, words: string) => page.getByText(words).first().waitFor()

test('a secretariat decides a number from a day on; everybody reads it with its source', async () => {
  const desk = await stage.open()
  const { page } = desk
  const groupId = await groupOf(await actAs(page, 'secretariat'))
  await page.goto(`/groups/${groupId}`)
  await page.getByRole('link', { name: '规则中的数值' }).click()
  await page.getByRole('link', { name: '中职：实践学时占比下限' }).waitFor()
  await lookInBoth(page, 'parameters')
  await page.getByRole('searchbox').fill('异议')
  await page.getByRole('link', { name: '异议答复期限' }).click()
  await page.getByRole('button', { name: '另定数值' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('新的数值').fill('400')
  await drawer.getByLabel('依据（中文）').fill('理事会 2026 年第 3 号决议')
  await drawer.getByLabel('依据（英文）').fill('Resolution 3 of 2026 of the council')
  await look(page, 'parameter-decide')
  await drawer.getByRole('button', { name: '另定数值' }).click()
  await drawer.getByText('请填 1 至 180 之间的数。').first().waitFor()
  await drawer.getByLabel('新的数值').fill('20')
  await drawer.getByRole('button', { name: '另定数值' }).click()
  await page.getByRole('table').getByText('20 天').waitFor()
  await lookInBoth(page, 'parameter')

  const reader = await stage.open({ language: 'en', size: PHONE })
  await actAs(reader.page, 'student')
  await reader.page.goto(`/groups/${groupId}/parameters`)
  await reader.page.getByRole('link', { name: 'Time to answer a contested entry' }).waitFor()
  await look(reader.page, 'parameters-phone-en')
  await reader.page.getByRole('link', { name: 'Time to answer a contested entry' }).click()
  await reads(reader.page, 'Resolution 3 of 2026 of the council')
  expect(await reader.page.getByRole('button', { name: 'Decide another number' }).count()).toBe(0)
  await look(reader.page, 'parameter-phone-en')
  expect([...desk.problems, ...reader.problems].filter(problem => !/status of 422/.test(problem))).toEqual([])
})

test('an entry by hand names competencies with their level, and the record shows them', async () => {
  const { page, problems } = await stage.open()
  const studentId = await actAs(page, 'student')
  await actAs(page, 'school_admin')
  await page.goto(`/people/${studentId}/record`)
  await page.getByRole('button', { name: '记入一项成果' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('类别').click()
  await page.keyboard.type('作品')
  await page.keyboard.press('Enter')
  await drawer.getByLabel('名称（中文）').fill('角色走路循环')
  await drawer.getByLabel('日期').fill('2026-06-01')
  await drawer.getByRole('button', { name: '添加能力' }).click()
  await drawer.getByLabel('能力', { exact: true }).click()
  await page.locator(OPTION).first().click()
  await drawer.getByLabel('等级').click()
  await page.locator(OPTION).first().click()
  await look(page, 'record-competencies')
  await page.setViewportSize(PHONE)
  await look(page, 'record-competencies-phone')
  await page.setViewportSize({ width: 1280, height: 900 })
  await drawer.getByRole('button', { name: '记入档案' }).click()
  const entry = page.locator('article', { hasText: '角色走路循环' })
  await entry.getByText(/1 级/).waitFor()
  await look(page, 'record-entry')
  expect(problems).toEqual([])
})

test('a school issues credentials for what its records hold', async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'school_admin')
  await page.goto('/credentials/issued')
  await page.getByRole('link', { name: '按学习成果颁发' }).click()
  const first = page.getByRole('table').getByRole('checkbox').first()
  await first.waitFor()
  await lookInBoth(page, 'earned')
  await first.check()
  await page.getByText('已选 1 项').waitFor()
  await page.getByRole('radio', { name: /立即送达/ }).check()
  await page.setViewportSize(PHONE)
  await look(page, 'earned-phone')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole('button', { name: '颁发', exact: true }).click()
  await page.getByText('学习者已经收到').waitFor()
  await page.getByRole('link', { name: '查看这一批' }).click()
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('link', { name: '查看档案中的记录' }).waitFor()
  await look(page, 'earned-credential')
  await page.getByRole('link', { name: '查看档案中的记录' }).click()
  await reads(page, '课程成绩')
  await page.goto('/credentials/templates')
  await page.getByRole('link', { name: '课程合格' }).click()
  await page.getByLabel('成果名称包含').waitFor()
  await look(page, 'earned-template')
  expect(problems).toEqual([])
})
