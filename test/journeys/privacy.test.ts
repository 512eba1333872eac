import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPersonas, signInAsPersona } from '#modules/accounts/contract.ts'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

/** The college student who came from a secondary school: the second student of the demo group's picker. */
async function actAsCollegeStudent(page: Page): Promise<void> {
  const { request } = page.context()
  const { rows } = await (await request.get(listPersonas.path)).json()
  const { affiliationId } = rows.filter((row: { role: string }) => row.role === 'student')[1]
  const headers = { 'x-overpass': '1' }
  await request.post(signInAsPersona.path, { data: { affiliationId }, headers })
}

/** Opens a select and takes the option whose words begin so. */
async function choose(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label).click()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

test('a pupil asks for a correction and takes a copy along; the school corrects; who read it is told', async () => {
  const pupil = await stage.open()
  const school = await stage.open()
  await actAs(pupil.page, 'student')
  await actAs(school.page, 'school_admin')

  const { page } = pupil
  await page.goto('/account')
  await page.getByRole('link', { name: '我的数据' }).click()
  await page.getByRole('button', { name: '申请更正' }).first().waitFor()
  await look(page, 'privacy-data-zh')
  await page.getByRole('button', { name: '下载全部数据' }).click()
  const link = page.getByRole('link', { name: '下载', exact: true })
  await link.waitFor({ timeout: 30_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')

  await page.getByRole('button', { name: '申请更正' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('哪一项').click()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await drawer.getByLabel('应当是').fill('0411-22223333')
  await look(page, 'privacy-correct-zh')
  await drawer.getByRole('button', { name: '提交申请' }).click()
  await page.locator('.status-tag', { hasText: '等待答复' }).waitFor()

  const desk = school.page
  await desk.goto('/todos')
  await desk.getByRole('link', { name: /请本单位更正登记/ }).click()
  await desk.getByRole('heading', { name: '请本单位更正的登记' }).waitFor()
  await look(desk, 'privacy-corrections-zh')
  await desk.getByRole('button', { name: '答复', exact: true }).click()
  await look(desk, 'privacy-answer-zh')
  await desk.getByRole('button', { name: '接受并更正' }).click()
  await desk.getByRole('table').getByText('已更正').waitFor()

  await page.reload()
  await page.getByText('0411-22223333').first().waitFor()
  await page.getByRole('link', { name: '谁看过' }).first().click()
  await page.getByText(/处理更正申请/).waitFor({ timeout: 15_000 })
  await look(page, 'privacy-readers-zh')
  for (const path of ['/account/leave', '/account/merge', '/privacy/register']) {
    await page.goto(path)
    await page.locator('.sheet').first().waitFor()
    await look(page, `privacy-${path.split('/')[2]}-zh`)
  }
  expect([...pupil.problems, ...school.problems]).toEqual([])
})

test('a college student says on the phone where they move; the school takes them in; they stay one person', async () => {
  const student = await stage.open({ language: 'en', size: PHONE })
  const school = await stage.open()
  await actAsCollegeStudent(student.page)
  await actAs(school.page, 'school_admin')
  const { rows } = await stage.running.services.ownerPool.query<{ name_zh: string; name_en: string }>(
    `select name_zh, name_en from members.organisations where code = 'BC01'`,
  )
  const target = rows[0]?.name_en ?? ''

  const { page } = student
  await page.goto('/account/data')
  await page.getByRole('button', { name: 'Ask for a correction' }).first().waitFor()
  await look(page, 'privacy-data-en-phone')
  await page.getByRole('link', { name: 'Move to another school' }).click()
  await page.getByText('No moves yet').waitFor()
  await page.getByRole('button', { name: 'I am moving' }).click()
  await choose(page, 'To which school', target)
  await page.getByLabel('Date of birth').check()
  await page.getByLabel('A word to the new school').fill('I would like to study games.')
  await look(page, 'transfer-start-en-phone')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Send to the new school|Ask the guardian/ })
    .click()
  await page.getByText('Waits for the new school').waitFor()
  await look(page, 'transfer-own-en-phone')

  const desk = school.page
  await desk.goto('/todos')
  await desk.getByRole('link', { name: '有学生想转到本校' }).click()
  await desk.getByRole('heading', { name: '想转到本校的学生' }).waitFor()
  await look(desk, 'transfers-zh')
  await desk.getByRole('button', { name: '接收', exact: true }).click()
  const drawer = desk.getByRole('dialog')
  await drawer.getByText('I would like to study games.').waitFor()
  await drawer.getByLabel('编号').fill('TR2026001')
  await drawer.getByLabel('加入日期').fill('2026-09-01')
  await look(desk, 'transfer-accept-zh')
  await drawer.getByRole('button', { name: '接收', exact: true }).click()
  await desk.getByRole('link', { name: '查看登记' }).click()
  await desk.getByText('TR2026001').first().waitFor()

  await page.reload()
  await page.getByText('Taken in').waitFor()
  await page.goto('/account/data')
  await page.getByRole('heading', { name: target }).first().waitFor()
  await page.goto('/account/leave')
  await page.getByText('What stays').waitFor()
  await look(page, 'leave-en-phone')
  await page.goto('/account/merge')
  await page.getByText('This is the one I keep').waitFor()
  await look(page, 'merge-en-phone')
  await page.goto('/privacy/register')
  await page.locator('.sheet').first().waitFor()
  await look(page, 'register-en-phone')
  expect([...student.problems, ...school.problems]).toEqual([])
})
