import jsQR from 'jsqr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAsPersona } from '#modules/accounts/contract.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { facultyJourney } from './faculty.ts'
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
      select id, 99, '高职管理员', 'College administrator' from chosen
      on conflict (affiliation_id) do update set position = excluded.position returning affiliation_id as id`)
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

test('a school books every week: each date is told before, the series is had whole and given back from a day on', {
  timeout: 300_000,
}, async () => {
  // Whatever the day: the term that began first goes on.
  await query(`update sharing.windows w set until_date = null
    where from_date = (select min(o.from_date) from sharing.windows o where o.offer_id = w.offer_id)`)
  const { page, problems } = await stage.open({ size: PHONE })
  await actAs(page, 'school_admin')
  const { id } = await query(`select id from sharing.offers where title_zh = '动作捕捉棚（周二开放）'`)
  await page.goto(`/sharing/offers/${id}`)
  await page.getByRole('link', { name: '每周预约' }).click()
  await page.getByLabel('第一天').fill(daysAfter(tuesday, -6))
  await page.getByLabel('最后一天').fill(daysAfter(tuesday, 20))
  await page.getByLabel('开始').fill('08:00')
  await page.getByLabel('结束').fill('09:00')
  await page.getByText('3 天中有 3 天可约').waitFor()
  await page.getByRole('checkbox', { name: /周二/ }).last().uncheck()
  await page.getByRole('button', { name: '申请这 2 天' }).waitFor()
  await page.getByLabel('人数').fill('30')
  await page.getByLabel('用途').fill('动作捕捉入门')
  await look(page, 'series-plan-phone')
  await page.getByRole('button', { name: '申请这 2 天' }).click()
  await page.getByRole('heading', { level: 1, name: '每周二 08:00–09:00' }).waitFor()
  await look(page, 'series-phone')
  await page.getByRole('button', { name: '取消以后的日期' }).click()
  await page.getByRole('dialog').getByLabel('从哪一天起').fill(daysAfter(tuesday, 1))
  await look(page, 'series-end-phone')
  await page.getByRole('dialog').getByRole('button', { name: '取消以后的日期' }).click()
  await page.getByText('已撤回').waitFor()

  // A room and a mentor for the same time: found together, and booked as one.
  await page.goto('/sharing')
  await page.getByRole('link', { name: '一次找齐' }).click()
  const needs = page.getByLabel('关键词')
  await needs.nth(0).fill('渲染')
  await needs.nth(1).fill('动作捕捉')
  await page.getByLabel('人数').fill('20')
  await page.getByRole('checkbox', { name: '周二' }).check()
  // After the weeks that the school has booked already.
  await page.getByLabel('第一天').fill(daysAfter(tuesday, 15))
  await page.getByLabel('最后一天').fill(daysAfter(tuesday, 29))
  await look(page, 'find-form-phone')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByText('须 1 家单位同意').first().waitFor()
  await look(page, 'find-phone')
  await page.getByRole('link', { name: '预约这一组' }).first().click()
  await page.getByText(/天中有 \d+ 天可约/).waitFor()
  await page.getByLabel('用途').fill('动作捕捉与渲染联合课')
  await look(page, 'find-book-phone')
  await page.getByRole('button', { name: /^申请这 \d+ 天$/ }).click()
  await page.getByRole('heading', { level: 2, name: '逐日情况' }).waitFor()

  // The school's own set of displays: nothing answers at the address, and the page says so.
  const { id: own } = await query(`select id from sharing.offers where title_zh = '数位屏移动教室'`)
  await page.goto(`/sharing/offers/${own}`)
  await page.getByRole('link', { name: '日历' }).click()
  await page.getByLabel('日历地址').fill('webcal://127.0.0.1/timetable.ics')
  await page.getByRole('button', { name: '加入这个日历' }).click()
  await page.getByText('这个地址指向内部网络，不能读取。').waitFor()
  await look(page, 'calendars-phone')

  const english = await stage.open({ language: 'en' })
  await actAs(english.page, 'school_admin')
  await english.page.goto(
    `/sharing/offers/${id}/series?untilDay=${daysAfter(tuesday, 27)}&from=09:00&until=12:00`,
  )
  await english.page.getByText(/of \d+ dates can be had/).waitFor()
  await look(english.page, 'series-plan-en')
  await english.page.goto(
    `/sharing/find?wishes=base*1*|hours*1*&people=10&weekdays=1,2,3,4,5&part=any&minutes=60&fromDay=${tuesday}&untilDay=${daysAfter(tuesday, 6)}`,
  )
  await english.page
    .getByText('Nothing can be had together')
    .or(english.page.getByText(/^\d+ ways?$/))
    .waitFor()
  await look(english.page, 'find-en')
  await english.page.goto('/bookings?whose=own')
  await english.page.getByRole('link', { name: 'Your bookings in your calendar' }).click()
  await english.page.getByRole('button', { name: 'Make an address' }).click()
  const address = await english.page.getByRole('textbox', { name: 'Calendar address' }).inputValue()
  await look(english.page, 'feed-en')
  const calendar = await english.page.request.get(new URL(address).pathname)
  expect(await calendar.text()).toContain('STATUS:CONFIRMED')
  await english.page.goto('/bookings?whose=own')
  await english.page.getByRole('link', { name: 'Motion-capture stage (Tuesdays)' }).first().click()
  await english.page.getByRole('link', { name: 'See all dates' }).click()
  await english.page.getByRole('heading', { level: 2, name: 'Date by date' }).waitFor()
  await look(english.page, 'series-en')
  expect([...problems, ...english.problems]).toEqual([])
})

test('a member says what it needs and sees what meets it; what is under maintenance gives way to what is free', {
  timeout: 300_000,
}, async () => {
  const school = await stage.open({ size: PHONE })
  const phone = school.page
  await actAs(phone, 'school_admin')
  await phone.goto('/sharing/needs')
  await phone.getByRole('link', { name: '容纳三十人的动捕棚（周二下午）' }).waitFor()
  await look(phone, 'needs-phone')
  await phone.getByRole('link', { name: '容纳三十人的动捕棚（周二下午）' }).click()
  await phone.getByRole('heading', { name: '满足这项需求的资源' }).waitFor()
  await phone.getByText('周二下午可以，请提前一周告知人数。').waitFor()
  await look(phone, 'need-phone')
  await phone.getByRole('button', { name: '预约这些日子' }).first().click()
  await phone.getByText(/^为需求“容纳三十人的动捕棚/).waitFor()
  await phone.goto('/sharing/needs/new')
  await phone.getByLabel('名称（中文）').fill('录音棚一间，四次配音课')
  await phone.getByLabel('人数').fill('12')
  await phone.getByRole('checkbox', { name: '周三' }).check()
  await look(phone, 'need-new-phone')
  await phone.getByRole('button', { name: '发布需求' }).click()
  await phone.getByRole('heading', { level: 1, name: '录音棚一间，四次配音课' }).waitFor()
  await look(phone, 'need-none-phone')

  // The school has used the stage: it reports a fault, with a picture.
  const { id } = await query(`select id from sharing.offers where title_zh = '动作捕捉棚（周二开放）'`)
  await phone.goto(`/sharing/offers/${id}/outages`)
  await phone.getByText('已更换网线并重新标定。').waitFor()
  await phone.getByRole('button', { name: '报修' }).click()
  const form = phone.getByRole('dialog')
  await form.getByLabel('情况').fill('三号机没有信号。')
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#446' } })
    .png()
    .toBuffer()
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: '三号机.png', mimeType: 'image/png', buffer: picture })
  await look(phone, 'fault-phone')
  await form.getByRole('button', { name: '报修' }).click()
  await phone.getByRole('img', { name: '故障图片：三号机.png' }).waitFor()

  const college = await stage.open()
  const { page } = college
  await actAtCollege(page)
  await page.goto('/todos')
  await page.getByRole('link', { name: '“动作捕捉棚（周二开放）”有人报修，请查看' }).click()
  await page.getByRole('button', { name: '没有故障' }).waitFor()
  await look(page, 'outages')
  await page.getByRole('button', { name: '没有故障' }).click()
  await page.getByRole('dialog').getByLabel('说明').fill('线缆松动，已插好。')
  await page.getByRole('dialog').getByRole('button', { name: '没有故障' }).click()
  await page.getByText('线缆松动，已插好。').waitFor()
  await page.getByRole('button', { name: '安排检修' }).click()
  const stop = page.getByRole('dialog')
  await stop.getByLabel('情况').fill('重新标定')
  await stop.getByLabel('开始 · 日期').fill(daysAfter(tuesday, 7))
  await stop.getByLabel('开始 · 时间').fill('13:00')
  await stop.getByLabel('预计结束 · 日期').fill(daysAfter(tuesday, 7))
  await stop.getByLabel('预计结束 · 时间').fill('17:00')
  await stop.getByRole('button', { name: '看看影响' }).click()
  await stop.getByText('1 个预约须让出').waitFor()
  await look(page, 'outage-plan')
  await stop.getByRole('button', { name: '安排检修' }).click()
  await page.getByText('1 个预约让出').first().waitFor()

  await expect
    .poll(
      async () =>
        (await query('select count(*)::int as n from sharing.affected where told_at is not null')).n,
    )
    .toBe(1)
  await phone.goto('/todos')
  await phone.getByRole('link', { name: /^“动作捕捉棚（周二开放）”停用/ }).click()
  await phone.getByRole('heading', { name: '为什么取消' }).waitFor()
  await phone.getByText('可以改用').waitFor()
  await look(phone, 'given-way-phone')
  await phone.getByRole('button', { name: '知道了' }).click()
  await phone.getByRole('button', { name: '知道了' }).waitFor({ state: 'detached' })

  const english = await stage.open({ language: 'en' })
  await actAs(english.page, 'school_admin')
  await english.page.goto('/sharing/needs')
  await english.page.getByRole('link', { name: 'A motion-capture stage for thirty' }).waitFor()
  await look(english.page, 'needs-en')
  await english.page.getByRole('link', { name: 'A motion-capture stage for thirty' }).click()
  await english.page.getByRole('heading', { name: 'What meets it' }).waitFor()
  await look(english.page, 'need-en')
  // Two of the displays are said to be faulty; what was lent came back worn.
  const { id: lent } = await query(`select h.booking_id as id from sharing.handouts h`)
  await english.page.goto(`/bookings/${lent}`)
  await english.page.getByText('Worn', { exact: true }).waitFor()
  await look(english.page, 'handout-en')
  expect([...school.problems, ...college.problems, ...english.problems]).toEqual([])
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
  const school = await stage.open()
  await actAs(school.page, 'school_admin')
  await school.page.goto('/sharing/balance')
  await school.page.getByRole('link', { name: '学期对账单' }).click()
  await school.page.getByRole('heading', { name: '与各成员' }).waitFor()
  await look(school.page, 'statements')
  await school.page.getByRole('button', { name: '逐笔明细' }).first().click()
  await school.page.getByRole('dialog').getByRole('table').waitFor()
  await look(school.page, 'statement-lines')
  const { id } = await query('select id from sharing.settlements')
  await school.page.goto(`/sharing/settlements/${id}`)
  await school.page.getByText('待双方确认').waitFor()
  await look(school.page, 'settlement')
  await school.page.getByRole('button', { name: '确认', exact: true }).click()
  await school.page.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click()
  await school.page.getByText('双方已确认').waitFor()
  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'school_admin')
  await phone.page.goto(`/sharing/balance?from=${year - 1}-09-01&until=${year}-12-31`)
  await phone.page.getByRole('table').getByRole('button').first().waitFor()
  await look(phone.page, 'sharing-balance-phone')
  await phone.page.goto('/bookings?whose=own')
  await phone.page.getByText('Motion-capture stage (Tuesdays)').first().waitFor()
  await look(phone.page, 'bookings-phone')
  await phone.page.goto(`/sharing/settlements/${id}`)
  await phone.page.getByText('Confirmed by both').waitFor()
  await look(phone.page, 'settlement-phone')
  expect([...office.problems, ...school.problems, ...phone.problems]).toEqual([])
})

/** Moves the class's booking, which lasts two hours; gives its id. */
async function beginIn(minutes: number): Promise<string> {
  const { id } = await query(`with opened as (delete from sharing.doors d using sharing.bookings b
      where b.id = d.booking_id and b.purpose = '短片渲染实训' and ${minutes > 0}), moved as (
      update sharing.bookings set starts_at = date_trunc('minute', now()) + interval '${minutes} minutes',
        ends_at = date_trunc('minute', now()) + interval '${minutes + 120} minutes'
      where purpose = '短片渲染实训' returning id, starts_at, ends_at)
    update sharing.parts p set during = tstzrange(m.starts_at, m.ends_at) from moved m where p.booking_id = m.id
    returning m.id`)
  return id
}

test('a class signs in at the door with the code, the school confirms, and practice stands in the record', {
  timeout: 300_000,
}, async () => {
  // Whatever the hour: it begins shortly, and where it had begun and a door was opened by itself, that is undone.
  const id = await beginIn(10)
  const school = await stage.open({ size: PHONE })
  const phone = school.page
  await actAs(phone, 'school_admin')
  await phone.goto(`/bookings/${id}`)
  await phone.getByRole('link', { name: '签到与到场' }).click()
  await phone.getByRole('heading', { level: 1, name: '到场签到' }).waitFor()
  await look(phone, 'door-before-phone')
  await phone.getByRole('button', { name: '开始签到' }).click()
  await phone.getByRole('img', { name: '签到二维码' }).waitFor()
  await look(phone, 'door-code-phone')
  const picture = await phone.getByRole('img', { name: '签到二维码' }).screenshot()
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const scanned = new URL(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? '')
  expect(scanned.pathname).toBe('/door')

  const student = await stage.open({ size: PHONE })
  await actAs(student.page, 'student')
  await student.page.goto('/door')
  await student.page.getByText('将要前往').first().waitFor()
  await look(student.page, 'arrive-phone')
  await student.page.getByLabel('八位数字').fill('1234 5678')
  await student.page.getByRole('button', { name: '我到了' }).click()
  await student.page.getByText('没有这个签到码。请核对门口的八位数字。').waitFor()
  await look(student.page, 'arrive-forged-phone')
  await student.page.goto(`/door${scanned.search}`)
  await student.page.getByRole('button', { name: '我到了' }).click()
  await student.page.getByText('签到成功').waitFor()
  await student.page.getByRole('heading', { name: '使用前请读完并确认' }).waitFor()
  await look(student.page, 'arrive-brief-phone')
  await student.page.getByRole('button', { name: '我已读完，会遵守' }).click()
  await student.page.getByText('已签到', { exact: true }).waitFor()

  await phone.getByText(/已到 1$/).waitFor()
  await beginIn(-20)
  await phone.getByRole('button', { name: '确认到场' }).click()
  await look(phone, 'door-confirm-phone')
  await phone.getByRole('dialog').getByRole('button', { name: '确认到场' }).click()
  await phone.getByText('已确认 1 人到场。').waitFor()
  await student.page.goto('/record')
  await student.page.getByRole('heading', { name: /^共享渲染中心席位（/ }).waitFor()
  await student.page.getByText('2 小时').first().waitFor()
  await look(student.page, 'arrive-record-phone')

  const english = await stage.open({ language: 'en' })
  await actAs(english.page, 'school_admin')
  await english.page.goto(`/bookings/${id}/door`)
  const first = english.page.getByRole('checkbox', { name: /was there$/, checked: true })
  await first.uncheck()
  await english.page.getByLabel('Why it is corrected').fill('Signed in for somebody else')
  await look(english.page, 'door-correct-en')
  await english.page.getByRole('button', { name: 'Correct who was there' }).click()
  await english.page.getByRole('dialog').getByRole('button', { name: 'Correct who was there' }).click()
  await english.page.getByText('0 confirmed as there.').waitFor()
  await actAs(english.page, 'student')
  await english.page.goto('/door')
  await english.page.getByText('Not there', { exact: true }).first().waitFor()
  await look(english.page, 'arrive-en')
  const problems = student.problems.filter(problem => !/status of 409/.test(problem))
  expect([...school.problems, ...problems, ...english.problems]).toEqual([])
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

facultyJourney(() => stage)
