import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRecords } from '#modules/records/server/index.ts'
import { actAs, look, lookInBoth, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

type Classmate = { id: string; number: string; classId: string }

/** The class of a student, by their affiliation. */
async function classmatesOf(student: string): Promise<Classmate[]> {
  const { rows } = await stage.running.services.systemPool.query<Classmate>(
    `select a.id, a.number, a.class_id as "classId" from members.affiliations a
      where a.role = 'student' and a.ends_on is null
        and a.class_id = (select class_id from members.affiliations where id = $1) order by a.number`,
    [student],
  )
  return rows
}

/** Pastes as from Excel into the field that has the focus. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(pasted => {
    const data = new DataTransfer()
    data.setData('text', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}

test('a teacher enters a grade sheet twice, the student finds it, shows it by a link, contests an entry, and the school answers', {
  timeout: 240_000,
}, async () => {
  const [student, teacher, school] = [await stage.open(), await stage.open(), await stage.open()]
  const studentId = await actAs(student.page, 'student')
  await actAs(teacher.page, 'teacher')
  await actAs(school.page, 'school_admin')
  const class_ = await classmatesOf(studentId)
  const classId = class_[0]?.classId ?? ''
  const block = (of: (i: number) => number) => class_.map((one, i) => `${one.number}\t${of(i)}`).join('\n')
  const own = class_.findIndex(one => one.id === studentId)
  const score = (i: number) => (i === own ? 91 : 60 + ((i * 7) % 39))

  // The teacher: once by paste, a second time by paste and keyboard, compared, submitted.
  const desk = teacher.page
  await desk.goto(`/results/sheets/new?class=${classId}`)
  await desk.getByLabel('课程', { exact: true }).or(desk.getByLabel('课程代码')).waitFor()
  if (await desk.getByLabel('课程代码').isVisible()) {
    await desk.getByLabel('课程代码').fill('Z900')
    await desk.getByLabel('名称（中文）').fill('定格动画入门')
    await desk.getByLabel('学分').fill('2')
  } else {
    await desk.getByLabel('课程', { exact: true }).click()
    await desk.keyboard.press('Enter')
  }
  await desk.getByLabel('考核日期').fill('2026-11-01')
  await look(desk, 'sheet-new')
  await desk.getByRole('button', { name: '开始录入' }).click()
  const grid = desk.getByRole('table', { name: '成绩' })
  await grid.getByRole('textbox').first().click()
  await paste(desk, block(score))
  await lookInBoth(desk, 'sheet-first')
  await desk.getByRole('button', { name: '保存草稿' }).click()
  await desk.getByRole('button', { name: '进行第二次录入' }).click()
  await desk.getByRole('heading', { name: '第二次录入' }).waitFor()
  expect(await grid.getByRole('textbox').first().inputValue(), 'the first entry stays hidden').toBe('')
  await grid.getByRole('textbox').first().click()
  await paste(
    desk,
    block(i => (i === 0 ? 59 : score(i))),
  )
  await desk.getByRole('button', { name: '保存草稿' }).click()
  await desk.getByRole('button', { name: '比对两次录入' }).click()
  await desk.getByText('不一致', { exact: true }).first().waitFor()
  expect(await desk.getByRole('button', { name: '提交成绩' }).isDisabled()).toBe(true)
  await lookInBoth(desk, 'sheet-compare')
  await desk.getByText('第二次录入', { exact: true }).first().click()
  await grid
    .getByRole('textbox')
    .first()
    .fill(String(score(0)))
  await grid.getByRole('textbox').first().press('Enter')
  await desk.getByRole('button', { name: '保存草稿' }).click()
  await desk.getByRole('button', { name: '比对两次录入' }).click()
  await desk.getByRole('button', { name: '提交成绩' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '提交成绩' }).click()
  await desk.getByText('已提交的成绩').waitFor()
  await desk.goto('/results')
  await desk.getByRole('table').waitFor()
  await look(desk, 'results')

  // The student finds it, and shows it with another entry by a link.
  const { page } = student
  await page.goto('/record')
  const entry = page.locator('article').filter({ hasText: '91' })
  await entry.waitFor()
  await look(page, 'record')
  const title = (await entry.getByRole('heading').textContent()) ?? ''
  await page.getByRole('link', { name: '分享', exact: true }).click()
  await page.getByRole('button', { name: '新建分享' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('名称').fill('给工作室看')
  await drawer.getByRole('checkbox', { name: new RegExp(title) }).check()
  await look(page, 'share-form')
  await drawer.getByRole('button', { name: '分享', exact: true }).click()
  const link = (await drawer.getByRole('link').getAttribute('href')) ?? ''
  await drawer.getByRole('button', { name: '关闭' }).last().click()

  // Somebody without an account opens it, in English on the phone.
  const reader = await stage.open({ language: 'en', size: PHONE })
  await reader.page.goto(link)
  await reader.page.getByRole('heading', { name: /shows you 1 achievement/ }).waitFor()
  expect(await reader.page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
  expect(await reader.page.locator('article').count()).toBe(1)
  await look(reader.page, 'shared-phone')
  await page.goto('/record/shares')
  await page.getByText('有链接的人', { exact: true }).waitFor()
  await look(page, 'shares')

  // The student contests it; the school corrects it and answers; both words stay.
  await page.goto('/record')
  await entry.getByRole('button', { name: '有异议' }).click()
  await page.getByLabel('哪里不对').fill('期末作品的分数没有计入。')
  await page.getByRole('button', { name: '提交异议' }).click()
  await entry.getByText('期末作品的分数没有计入。').waitFor()
  const office = school.page
  await office.goto('/disputes')
  await office.getByRole('link', { name: title }).click()
  await office.getByRole('heading', { name: /提出异议/ }).waitFor()
  await lookInBoth(office, 'dispute')
  await office.getByRole('button', { name: '更正', exact: true }).click()
  const correction = office.getByRole('dialog')
  await correction.getByLabel('成绩').fill('94')
  await correction.getByLabel('更正原因').fill('补计期末作品。')
  await correction.getByRole('button', { name: '记入更正' }).click()
  await correction.waitFor({ state: 'hidden' })
  await office.getByText('已更正', { exact: true }).click()
  await office.getByLabel('答复内容').fill('已补计，感谢提醒。')
  await office.getByRole('button', { name: '答复', exact: true }).click()
  await office.getByRole('button', { name: '答复', exact: true }).waitFor({ state: 'hidden' })

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'student')
  await phone.page.goto('/record')
  const corrected = phone.page.locator('article').filter({ hasText: '94' })
  await corrected.getByText(/answered: corrected/).waitFor()
  await corrected.getByText('期末作品的分数没有计入。').waitFor()
  await look(phone.page, 'record-phone')

  // A printed transcript leads to what it is worth.
  const made = phone.page.waitForResponse(
    answer => answer.url().includes('/transcripts') && answer.request().method() === 'POST',
  )
  await phone.page.getByRole('button', { name: 'Print a transcript' }).click()
  const { number } = await (await made).json()
  await reader.page.goto(`/verify/record/${number}`)
  await reader.page.getByRole('heading', { name: /Intact/ }).waitFor()
  await look(reader.page, 'verify-phone')

  expect(await verifyRecords(stage.running.services.ownerPool)).toMatchObject({
    ok: true,
    findings: [],
    lost: 0,
  })
  for (const visit of [student, teacher, school, reader, phone]) expect(visit.problems).toEqual([])
})

test('a term’s results come from the spreadsheet the school has: problems row by row first, then entered', async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'school_admin')
  const { rows } = await stage.running.services.systemPool.query<Record<string, string>>(
    `with learner as (
        select a.number, a.name, a.class_id from members.affiliations a
        join members.organisations o on o.id = a.organisation_id
        where o.code = 'BC01' and a.role = 'student' and a.ends_on is null
          and programmes.version_of_class(a.class_id) is not null order by a.number limit 3)
      select learner.number, learner.name, course.code, course.name_zh, course.credits from learner
      cross join lateral (select * from programmes.courses p
        where p.version_id = programmes.version_of_class(learner.class_id) order by p.code limit 1) course`,
  )
  expect(rows).toHaveLength(3)
  const file = (scores: (string | number)[], last = rows[2]?.number) => ({
    name: '期末成绩.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        '学号,姓名,课程代码,课程名称,成绩,学分',
        ...rows.map(({ number, name, code, name_zh, credits }, i) =>
          [i === 2 ? last : number, name, code, name_zh, scores[i], credits].join(','),
        ),
      ].join('\n'),
    ),
  })
  await page.goto('/results/import')
  await page.locator('input[type=file]').setInputFiles(file([88, 108, 75], '无此学号'))
  await page.getByRole('button', { name: '检查' }).click()
  await page.getByText('本校没有学号 无此学号').waitFor()
  await page.getByText('“108”超出计分范围').waitFor()
  await lookInBoth(page, 'results-problems')
  await page.getByRole('button', { name: '改好后重新上传' }).click()
  await page.locator('input[type=file]').setInputFiles(file([88, 93, 75]))
  await page.getByRole('button', { name: '检查' }).click()
  await page.getByRole('heading', { name: '检查通过，有 3 行可以录入' }).waitFor()
  await lookInBoth(page, 'results-ready')
  await page.getByRole('button', { name: '确认录入' }).click()
  await page.getByRole('heading', { name: '已录入 3 行成绩' }).waitFor()
  await page.getByRole('link', { name: '查看学生成果' }).click()
  await page
    .getByText(rows[0]?.name_zh ?? '')
    .nth(2)
    .waitFor()
  expect(problems).toEqual([])
})

test('a student gives the group their name and gets an award on record; an association refuses a claim with its reason', {
  timeout: 180_000,
}, async () => {
  const [student, office, desk] = [await stage.open({ size: PHONE }), await stage.open(), await stage.open()]
  await actAs(student.page, 'student')
  await actAs(office.page, 'secretariat')
  await actAs(desk.page, 'association_staff')
  const { page } = student
  const choose = async (on: Page, label: string, option: string) => {
    await on.getByRole('dialog').getByRole('combobox', { name: label }).click()
    await on.locator('.ant-select-item-option').getByText(option, { exact: true }).click()
  }
  await page.goto('/record/asked')
  await page.getByText('第 4 号作品').waitFor()
  await lookInBoth(page, 'asked-phone')
  await page.getByRole('button', { name: '报上名字' }).click()
  const naming = page.getByRole('dialog')
  await naming.getByRole('radio', { name: /集团/ }).check()
  await choose(page, '集团', '滨城数字媒体职业教育集团')
  await naming.getByLabel('参加了什么').fill('集团动画周角色设计单元')
  await look(page, 'naming-form-phone')
  await naming.getByRole('button', { name: '报名', exact: true }).click()
  await page.getByText('集团动画周角色设计单元').waitFor()

  await office.page.goto('/named')
  const row = office.page.getByRole('row').filter({ hasText: '角色设计单元' })
  await row.getByRole('checkbox').check()
  await lookInBoth(office.page, 'named')
  await office.page.getByRole('button', { name: '为 1 人登记成果' }).click()
  const form = office.page.getByRole('dialog')
  await choose(office.page, '类别', '获奖')
  await form.getByLabel('名称（中文）').fill('集团动画周角色设计奖')
  await form.getByLabel('日期').fill('2026-10-20')
  await choose(office.page, '奖项', '二等奖')
  await look(office.page, 'named-form')
  await form.getByRole('button', { name: '记入档案' }).click()
  await row.getByText('已登记 1 项').waitFor()

  await page.goto('/record')
  await page.locator('article').filter({ hasText: '集团动画周角色设计奖' }).waitFor()
  await page.goto('/record/asked')
  await page.getByRole('button', { name: '申报一项成果' }).click()
  const claim = page.getByRole('dialog')
  await choose(page, '类别', '作品')
  await claim.getByLabel('名称（中文）').fill('社区公益海报')
  await claim.getByLabel('日期').fill('2026-10-01')
  const { rows } = await stage.running.services.systemPool.query<{ name: string }>(
    `select o.name_zh as name from members.organisations o join members.affiliations a on a.organisation_id = o.id
      join accounts.personas p on p.affiliation_id = a.id where a.role = 'association_staff'`,
  )
  // A long list shows what is looked for.
  await claim.getByRole('combobox', { name: '请谁确认' }).fill(rows[0]?.name ?? '')
  await page
    .locator('.ant-select-item-option')
    .getByText(rows[0]?.name ?? '', { exact: true })
    .click()
  await look(page, 'claim-form-phone')
  await claim.getByRole('button', { name: '提交申报' }).click()
  const waiting = page.locator('article').filter({ hasText: '社区公益海报' })
  await waiting.getByText('待确认').waitFor()
  await desk.page.goto('/todos')
  await desk.page.getByRole('link', { name: /社区公益海报/ }).click()
  await desk.page.getByRole('radio', { name: '不予确认' }).check()
  await desk.page.getByLabel('理由').fill('协会没有参与这张海报。')
  await lookInBoth(desk.page, 'decide')
  await desk.page.getByRole('button', { name: '提交', exact: true }).click()
  await desk.page.getByRole('button', { name: '提交', exact: true }).waitFor({ state: 'hidden' })
  await page.reload()
  await waiting.locator('summary').click()
  await waiting.getByText('协会没有参与这张海报。').waitFor()
  await look(page, 'refused-phone')
  await waiting.getByRole('button', { name: '请别的单位确认' }).click()
  await page.getByRole('dialog').getByLabel('请谁确认').waitFor()
  await look(page, 'ask-other-phone')
  for (const visit of [student, office, desk]) expect(visit.problems).toEqual([])
})
