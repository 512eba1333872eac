import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAsPersona } from '#modules/accounts/contract.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

const query = async (text: string) => (await stage.running.services.ownerPool.query(text)).rows[0]

/** Makes a page act as an administrator of a college that is not among the demo's personas. */
async function actAtCollege(page: Page): Promise<void> {
  const { id } = await query(`with chosen as (
      select a.id from members.affiliations a join members.organisations o on o.id = a.organisation_id
      where o.code = 'BC09' and a.role = 'school_admin' and a.ends_on is null and a.person_id is not null limit 1)
    insert into accounts.personas (affiliation_id, position, title_zh, title_en)
      select id, 99, '高职管理员', 'College administrator' from chosen returning affiliation_id as id`)
  const { request } = page.context()
  const answer = await request.post(signInAsPersona.path, {
    data: { affiliationId: id },
    headers: { 'x-overpass': '1' },
  })
  expect(answer.ok()).toBe(true)
}

/** The Tuesday two weeks from now. */
const tuesday = (() => {
  const weekday = new Date(`${today()}T00:00:00Z`).getUTCDay() || 7
  return daysAfter(today(), 16 - weekday)
})()

test('a college opens a stage on Tuesdays, a school books it for a class, the college agrees, a clash is refused with words', {
  timeout: 300_000,
}, async () => {
  const college = await stage.open()
  const { page } = college
  await actAtCollege(page)
  await page.goto('/sharing')
  await page.getByRole('link', { name: '动作捕捉棚（周二开放）' }).waitFor()
  await look(page, 'sharing')
  await page.getByRole('button', { name: '开放一项资源' }).click()
  await page.getByLabel('名称（中文）').fill('面部捕捉室')
  await page.getByLabel('名称（英文）').fill('Face-capture room')
  await page.getByLabel('简介（中文）').fill('头戴式面部捕捉两套，周二开放。')
  await page.getByLabel('地点').fill('实训楼 B2')
  await page.getByLabel('安全要求').fill('先看十分钟安全短片。')
  await page.getByRole('combobox', { name: '星期' }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: '周二' }).click()
  await page.getByRole('button', { name: '增加日期' }).click()
  await page.getByLabel('日期', { exact: true }).fill(daysAfter(tuesday, 7))
  await page.getByLabel('间隔（分钟）').fill('30')
  await look(page, 'sharing-new')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('heading', { level: 1, name: '面部捕捉室' }).waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await page.getByRole('button', { name: '停止开放' }).waitFor()
  await look(page, 'sharing-offer-own')
  const address = new URL(page.url()).pathname
  await page.getByRole('button', { name: '修改' }).click()
  await page.getByRole('heading', { level: 1, name: '修改：面部捕捉室' }).waitFor()
  await page.getByLabel('人数上限').fill('40')
  await look(page, 'sharing-edit')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('40 人').waitFor()

  const school = await stage.open({ size: PHONE })
  const phone = school.page
  await actAs(phone, 'school_admin')
  await phone.goto('/sharing')
  await phone.getByRole('searchbox').fill('mianbu')
  await phone.getByText('共 1 条').waitFor()
  await phone.getByRole('link', { name: '面部捕捉室' }).click()
  await phone.getByRole('button', { name: '下一周' }).click()
  await phone.getByRole('button', { name: '下一周' }).click()
  await phone.getByRole('button', { name: '08:00–09:00 空闲' }).click()
  await phone.getByRole('button', { name: '09:00–10:00 空闲' }).click()
  await look(phone, 'sharing-offer-phone')
  await phone.getByRole('button', { name: '预约', exact: true }).click()
  const form = phone.getByRole('dialog')
  expect(await form.getByLabel('日期').inputValue()).toBe(tuesday)
  expect(await form.getByLabel('结束').inputValue()).toBe('10:00')
  await form.getByLabel('人数').fill('36')
  await form.getByLabel('用途').fill('表情动画课')
  await look(phone, 'sharing-book-phone')
  await form.getByRole('button', { name: '提交申请' }).click()
  await phone.getByText('待答复').first().waitFor()
  await look(phone, 'sharing-asked-phone')

  await page.goto('/todos')
  await page.getByRole('link', { name: /申请预约“面部捕捉室”/ }).click()
  await page.getByText('表情动画课').waitFor()
  await look(page, 'sharing-answer')
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await page.getByText('已确认').first().waitFor()

  const company = await stage.open({ language: 'en' })
  await actAs(company.page, 'company_hr')
  await company.page.goto(`${address}?week=${tuesday}`)
  await company.page.getByText('08:00–09:00 taken').waitFor()
  await look(company.page, 'sharing-offer-en')
  await company.page.getByRole('button', { name: 'Book', exact: true }).click()
  const wish = company.page.getByRole('dialog')
  await wish.getByLabel('Day').fill(tuesday)
  await wish.getByLabel('From').fill('09:30')
  await wish.getByLabel('Until').fill('10:30')
  await wish.getByLabel('How many people').fill('5')
  await wish.getByLabel('What for').fill('A shoot')
  await wish.getByRole('button', { name: 'Ask for it' }).click()
  await wish.getByText(/“Face-capture room” is taken at that time, 0 left. Next free: /).waitFor()
  await look(company.page, 'sharing-clash')
  await wish.getByRole('checkbox').check()
  await wish.getByRole('button', { name: 'Ask for it' }).click()
  await company.page.getByText('In line').first().waitFor()
  await company.page.goto('/bookings')
  await company.page.getByText('Waits for your answer').waitFor()
  await look(company.page, 'bookings-en')

  await phone.reload()
  await phone.getByRole('button', { name: '取消预约' }).click()
  await phone.getByRole('dialog').getByLabel('原因').fill('调课')
  await look(phone, 'sharing-cancel-phone')
  await phone.getByRole('dialog').getByRole('button', { name: '取消预约' }).click()
  await phone.getByText('已取消').first().waitFor()
  // The refusal of the clash stands in the console.
  const problems = company.problems.filter(problem => !/status of 409/.test(problem))
  expect([...college.problems, ...school.problems, ...problems]).toEqual([])
})

test('who gave and who took is seen by member, and with whom', { timeout: 120_000 }, async () => {
  const office = await stage.open()
  const { page } = office
  await actAs(page, 'secretariat')
  const year = Number(today().slice(0, 4))
  await page.goto(`/sharing/balance?from=${year - 1}-09-01&until=${year}-12-31`)
  await page.getByRole('button', { name: '滨城云湾职业技术学院' }).click()
  await page
    .getByRole('dialog')
    .getByText(/^提供给/)
    .first()
    .waitFor()
  await look(page, 'sharing-balance')
  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'school_admin')
  await phone.page.goto(`/sharing/balance?from=${year - 1}-09-01&until=${year}-12-31`)
  await phone.page.getByRole('table').getByRole('button').first().waitFor()
  await look(phone.page, 'sharing-balance-phone')
  await phone.page.goto('/bookings?whose=own')
  await phone.page.getByText('Motion-capture stage (Tuesdays)').first().waitFor()
  await look(phone.page, 'bookings-phone')
  expect([...office.problems, ...phone.problems]).toEqual([])
})

test('a row tapped right after typing opens, though its page is slow to come', {
  timeout: 120_000,
}, async () => {
  const { page, problems } = await stage.open({ size: PHONE })
  await actAs(page, 'school_admin')
  await page.goto('/sharing')
  const row = page.getByRole('link', { name: '动作捕捉棚（周二开放）' })
  await row.waitFor()
  // A page comes only after the search would have been asked.
  await page.route('**/*.js', async route => {
    await page.waitForRequest(/\/api\/offers\?.*q=/, { timeout: 1500 }).catch(() => null)
    await route.continue()
  })
  await page.getByRole('searchbox').fill('dongzuo')
  await row.click()
  await page.getByRole('heading', { level: 1, name: '动作捕捉棚（周二开放）' }).waitFor()
  expect(problems).toEqual([])
})
