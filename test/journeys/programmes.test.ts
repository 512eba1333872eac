import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

const query = async (text: string) => (await stage.running.services.ownerPool.query(text)).rows[0]

/** Chooses the first person that a name finds. */
async function invite(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '邀请委员' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('combobox').fill(name)
  await page
    .locator('.ant-select-item-option-active')
    .filter({ hasText: name })
    .waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await drawer.getByRole('button', { name: '邀请委员' }).click()
  await drawer.waitFor({ state: 'hidden' })
}

async function take(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: step, exact: true }).click()
}

test('a lead drafts a version, moves a course by keyboard, mends a rule, a company agrees on the phone, the school puts it in force, the plan is printed', {
  timeout: 300_000,
}, async () => {
  const programme = await query(`select p.id from programmes.programmes p join members.organisations o
    on o.id = p.organisation_id where o.code = 'BC01' and p.name_zh = '动漫与游戏制作'`)
  const nameOf = async (code: string, number: string) =>
    (
      await query(`select a.name from members.affiliations a join members.organisations o on o.id = a.organisation_id
        where o.code = '${code}' and a.number = '${number}' and a.ends_on is null`)
    ).name as string
  const [mentor, teacher] = [await nameOf('BC21', 'M001'), await nameOf('BC01', 'T0003')]

  const lead = await stage.open()
  const { page } = lead
  await actAs(page, 'teacher')
  await page.goto('/programmes')
  await page.getByRole('link', { name: '动漫与游戏制作' }).first().waitFor()
  await look(page, 'programmes')
  await page.goto(`/programmes/${programme.id}`)
  await page.getByText('按它学习的班级').waitFor()
  await look(page, 'programme')
  await page.getByRole('button', { name: '起草新版本' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '起草新版本' }).click()
  await page.getByRole('heading', { level: 1, name: /第 2 版/ }).waitFor()

  const third = page.getByRole('region', { name: '第 3 学期' })
  const second = page.getByRole('region', { name: '第 2 学期' })
  await third.getByRole('button', { name: '角色绑定', exact: true }).press('Alt+ArrowLeft')
  await second.getByText('先修课程还没有学完：分镜设计').waitFor()
  await page.getByRole('status').getByText('移到第 2 学期').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('角色绑定')
  await look(page, 'board-early')
  await page.getByRole('button', { name: '把“角色绑定”推后一个学期' }).click()
  await third.getByRole('button', { name: '角色绑定', exact: true }).waitFor()
  await page.getByText('先修课程还没有学完').waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '造型基础', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('实践学时').fill('300')
  await drawer.getByText('每学分学时不多于').waitFor()
  await look(page, 'course-rule')
  await drawer.getByLabel('实践学时').fill('96')
  await drawer.getByLabel('学分', { exact: true }).fill('8')
  await drawer.getByText('没有不符合的规则').waitFor()
  await drawer.getByRole('button', { name: '保存' }).click()
  await drawer.waitFor({ state: 'hidden' })

  await invite(page, mentor)
  await invite(page, teacher)
  await take(page, '送委员会审议')
  await page.getByText('委员会审议中').first().waitFor()
  await page.getByRole('button', { name: '签署意见' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '签署意见' }).click()
  await page.getByText('已签署。').waitFor()
  await look(page, 'review')
  const address = new URL(page.url()).pathname
  const version = (
    await query(`select id from programmes.versions where programme_id = '${programme.id}'
    and number = 2`)
  ).id as string
  expect(address).toBe(`/programme-versions/${version}`)

  const company = await stage.open({ language: 'en', size: PHONE })
  await actAs(company.page, 'mentor')
  await company.page.goto('/todos')
  await company.page.getByRole('link', { name: /Review version 2 of “动漫与游戏制作”/ }).click()
  await company.page.getByRole('button', { name: 'Sign an opinion' }).waitFor()
  await look(company.page, 'review-phone')
  await company.page.getByRole('button', { name: 'Sign an opinion' }).click()
  const form = company.page.getByRole('dialog')
  await form.getByLabel('Reasons and advice').fill('Fits our pipeline.')
  await look(company.page, 'opinion-phone')
  await form.getByRole('button', { name: 'Sign an opinion' }).click()
  await company.page.getByText('Fits our pipeline.').waitFor()

  const school = await stage.open()
  await actAs(school.page, 'school_admin')
  await school.page.goto(address)
  await take(school.page, '学校批准')
  await school.page.getByText('学校已批准').first().waitFor()
  await take(school.page, '开始执行')
  await school.page.getByText('执行中').first().waitFor()
  await look(school.page, 'in-force')
  const [saved] = await Promise.all([
    school.page.waitForEvent('download'),
    school.page.getByRole('link', { name: '中文培养方案 PDF' }).click(),
  ])
  expect(saved.suggestedFilename()).toContain('动漫与游戏制作专业人才培养方案')
  await school.page.getByRole('link', { name: '课程与能力对照' }).click()
  await school.page.getByText('没有课程支撑').waitFor()
  await look(school.page, 'map')
  await school.page.goto(`${address}/difference`)
  await school.page.getByRole('heading', { name: '造型基础' }).waitFor()
  await look(school.page, 'difference')

  const pupil = await stage.open({ language: 'en', size: PHONE })
  await actAs(pupil.page, 'student')
  await pupil.page.goto('/programmes')
  await pupil.page.getByRole('link', { name: /My programme/ }).click()
  await pupil.page.getByRole('heading', { name: 'Plan by semester' }).waitFor()
  await look(pupil.page, 'student-phone')
  await pupil.page.goto(`${address}/map`)
  await look(pupil.page, 'map-phone')
  expect([...lead.problems, ...company.problems, ...school.problems, ...pupil.problems]).toEqual([])
})
