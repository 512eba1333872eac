import { expect, test } from 'vitest'
import { daysAfter, today } from '#platform/contract/days.ts'
import { actAs, look, lookInBoth, PHONE, type Stage } from './stage.ts'

/** A teacher's practice, from the stay they enter to the table of their school. */
export function facultyJourney(stageOf: () => Stage): void {
  test('a teacher adds a stay, the company says other days and confirms another, the countdown moves, the school exports', {
    timeout: 300_000,
  }, async () => {
    const stage = stageOf()
    const teacher = await stage.open({ size: PHONE })
    const { page: phone } = teacher
    await actAs(phone, 'teacher')
    await phone.goto('/faculty/practice')
    await phone.getByRole('heading', { level: 1, name: /^已有 142 \/ 180 天，.+前还需 38 天$/ }).waitFor()
    await lookInBoth(phone, 'practice-phone')
    await phone.getByRole('link', { name: '登记一次实践' }).first().click()
    await phone.getByRole('combobox', { name: '成员单位' }).click()
    await phone.locator('.ant-select-item-option').first().click()
    await phone.getByLabel('开始日期').fill(daysAfter(today(), -60))
    await phone.getByLabel('结束日期').fill(daysAfter(today(), 1))
    await phone.getByLabel('做了什么').fill('参与灯光组。')
    await phone.getByRole('button', { name: '提交确认' }).click()
    await phone.getByText('不能在今天之后').waitFor()
    await phone.getByText('外部单位', { exact: true }).click()
    await phone.getByLabel('单位名称').fill('滨城影视后期制作中心')
    await phone.getByLabel('结束日期').fill(daysAfter(today(), -51))
    await phone.getByRole('button', { name: '提交确认' }).click()
    await phone.getByText('请填写证明链接，或上传证明文件').waitFor()
    await phone.locator('input[type=file]').setInputFiles({
      ...{ name: '单位证明.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-1.7 proof'),
    })
    await phone.getByRole('button', { name: '移除' }).waitFor()
    await look(phone, 'stay-new-phone')
    await phone.getByRole('button', { name: '提交确认' }).click()
    await phone.getByRole('heading', { level: 1, name: '在滨城影视后期制作中心的 10 天' }).waitFor()
    await look(phone, 'stay-own-phone')

    const company = await stage.open({ language: 'en' })
    const { page } = company
    await actAs(page, 'company_hr')
    await page.goto('/todos')
    await page.getByRole('link', { name: /asks you to confirm a stay/ }).first().click()
    await page.getByRole('heading', { level: 1, name: /^30 days of .+ at / }).waitFor()
    await lookInBoth(page, 'stay-host')
    await page.getByRole('button', { name: 'Other days' }).click()
    const form = page.getByRole('dialog')
    const until = await form.getByLabel('Last day').inputValue()
    await form.getByLabel('Last day').fill(daysAfter(until, -2))
    await form.getByLabel('Reason').fill('The last two days were a school meeting.')
    await look(page, 'stay-other-days')
    await form.getByRole('button', { name: 'Other days' }).click()
    await page.getByText('Days to be agreed to').first().waitFor()
    await page.goto('/faculty')
    await page.getByRole('heading', { level: 1, name: 'No teacher’s stay waits for you' }).waitFor()
    await page.getByText('Days to be agreed to').first().waitFor()
    await lookInBoth(page, 'hosted')

    await phone.goto('/todos')
    await phone.getByRole('link', { name: /的实践改了日期/ }).click()
    await phone.getByText(/^对方认为是 .+（28 天）$/).waitFor()
    await look(phone, 'stay-agree-phone')
    await phone.getByRole('button', { name: '同意这些日期' }).click()
    await phone.getByText('已确认，天数已计入。').waitFor()
    await phone.goto('/faculty/practice')
    await phone.getByRole('heading', { level: 1, name: /^已有 170 \/ 180 天，.+前还需 10 天$/ }).waitFor()

    const school = await stage.open()
    const { page: desk } = school
    await actAs(desk, 'school_admin')
    await desk.goto('/faculty/hosted?state=asked')
    await desk.getByText('滨城影视后期制作中心').first().waitFor()
    const own = desk.getByRole('row').filter({ hasText: daysAfter(today(), -60) })
    await own.getByRole('link').click()
    await desk.getByRole('link', { name: '单位证明.pdf' }).waitFor()
    await desk.getByRole('button', { name: '确认', exact: true }).click()
    await desk.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click()
    await desk.getByText('已确认，教师会收到消息。').waitFor()
    await desk.goto('/faculty')
    await desk.getByRole('heading', { level: 1, name: /位教师中，\d+ 位实践已满/ }).waitFor()
    await desk.getByRole('link', { name: /^T0003|./ }).first().waitFor()
    await lookInBoth(desk, 'teachers')
    const [file] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('link', { name: 'Excel' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
    await desk.goto('/faculty?state=enough')
    const row = desk.getByRole('row').filter({ hasText: 'T0003' })
    await row.getByText('180 / 180').waitFor()
    await row.getByRole('link').click()
    await desk.getByRole('heading', { name: '何时不再计入' }).waitFor()
    await lookInBoth(desk, 'teacher')
    await desk.setViewportSize(PHONE)
    await look(desk, 'teacher-phone')
    await desk.getByRole('button', { name: '录入资格' }).click()
    const status = desk.getByRole('dialog')
    await status.getByText('高级', { exact: true }).click()
    await status.getByLabel('认定单位').fill('滨城市双师型教师认定委员会')
    await status.getByLabel('认定日期').fill(today())
    await look(desk, 'status-phone')
    await status.getByRole('button', { name: '录入资格' }).click()
    await desk.getByText('已录入。').waitFor()
    await desk.goto('/faculty')
    await desk.getByRole('heading', { level: 1, name: /位实践已满/ }).waitFor()
    await look(desk, 'teachers-phone')

    await actAs(desk, 'secretariat')
    await desk.setViewportSize({ width: 1280, height: 900 })
    await desk.goto('/faculty')
    await desk.getByRole('heading', { level: 1, name: /所学校的教师企业实践/ }).waitFor()
    await lookInBoth(desk, 'schools')
    await page.goto('/faculty/given')
    await page.getByRole('heading', { level: 2, name: 'Bookings of your organisation' }).waitFor()
    await lookInBoth(page, 'given')
    const found = [...teacher.problems, ...company.problems, ...school.problems]
    expect(found.filter(problem => !/status of 422/.test(problem))).toEqual([])
  })
}
