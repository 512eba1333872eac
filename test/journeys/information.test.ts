import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, lookInBoth, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

const put = (desk: string, subject: string, due: string | null) =>
  stage.running.services.systemPool.query(
    `select information.put_todo($1, 'members.import_ready', $2, '/people/imports', 'example', $3, $4::date)`,
    [desk, JSON.stringify({ file: `${subject}.xlsx` }), subject, due],
  )

test('what waits for an administrator is listed by due day and can be handed on', async () => {
  const { page, problems } = await stage.open({ language: 'zh' })
  const own = await actAs(page, 'school_admin')
  await put(`a:${own}`, '迟到的名册', '2026-01-01')
  await put(`a:${own}`, '名册', null)
  await page.goto('/')
  await page.getByText('核对并确认名册“迟到的名册.xlsx”').waitFor()
  await look(page, 'home-zh')
  await page.goto('/todos')
  await page.getByText('已逾期').waitFor()
  await look(page, 'todos-zh')
  await page.getByRole('button', { name: '转交' }).first().click()
  await page.getByText('转交给同事').waitFor()
  await look(page, 'todos-hand-on-zh')
  expect(problems).toEqual([])
})

test('an administrator writes a notice, sees whom it reaches, and a pupil reads it on the phone', async () => {
  const { page, problems } = await stage.open({ language: 'zh' })
  await actAs(page, 'school_admin')
  await page.goto('/notices')
  await page.getByText('请写明本单位能提供什么、在找什么').waitFor()
  await look(page, 'notices-zh')
  await page.getByRole('button', { name: '写通知' }).click()
  await page.getByRole('button', { name: '添加范围' }).click()
  await page.getByText('现在可以送达').waitFor()
  await page.getByLabel('标题（中文）').fill('开放日安排')
  await page.getByLabel('正文（中文）').fill('# 安排\n请在正门集合。\n\n- 带**校服**\n- <b>准时</b>')
  await page.getByLabel('标题（英文）').fill('Open day')
  await page.getByText('预览').first().click()
  await lookInBoth(page, 'notice-edit-zh')
  await page.getByRole('button', { name: '存为草稿' }).click()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await page.getByText('阅读情况').waitFor()
  await lookInBoth(page, 'notice-kept-zh')
  expect(await page.locator('.rich-text b').count()).toBe(0)
  expect(problems).toEqual([])

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'student')
  await phone.page.goto('/notices')
  await phone.page.getByText('Works wanted for the open day').waitFor()
  await look(phone.page, 'notices-phone-en')
  await phone.page.goto('/todos')
  await phone.page.getByRole('heading', { level: 1 }).waitFor()
  await look(phone.page, 'todos-phone-en')
  await phone.page.goto('/letters')
  await phone.page.getByRole('button', { name: 'Make an address' }).click()
  await phone.page.getByText('This address is shown only now').waitFor()
  await look(phone.page, 'letters-phone-en')
  await phone.page.goto('/letters/stop#nothing')
  await phone.page.getByRole('button', { name: 'Stop the letters' }).waitFor()
  await look(phone.page, 'stop-phone-en')
  expect(phone.problems).toEqual([])
})
