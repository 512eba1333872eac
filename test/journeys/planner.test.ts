import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

test('a pupil sees where they stand, chooses a goal and reads what is promised and what is not', {
  timeout: 240_000,
}, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'student')
  await page.goto('/overpass')
  await page.getByRole('heading', { level: 2, name: '我现在的位置' }).waitFor()
  await look(page, 'overpass-empty')
  await page.getByRole('combobox', { name: '目标' }).fill('高职')
  await page.getByTitle('任一高职专科专业').click()
  await page.getByRole('heading', { level: 2, name: /^路线 1/ }).waitFor()
  // A promise names its clause; what nobody promised says so, further down.
  await page
    .getByRole('link', { name: /^依据：《.+》第 \d+ 条$/ })
    .first()
    .waitFor()
  await page
    .getByText(/可认定 .* 学分/)
    .first()
    .click()
  await look(page, 'overpass-ways')
  await page.getByRole('combobox', { name: '目标' }).fill('本科')
  await page.getByTitle('任一本科专业').click()
  await page.getByText('仅供参考', { exact: true }).first().waitFor()
  await look(page, 'overpass-expected')
  const goal = new URL(page.url()).searchParams.get('goal')
  expect(goal).toBe('level:bachelor')
  const binding = { name: '只看有约束力的通道' }
  await page.getByRole('checkbox', binding).click()
  await page.getByRole('checkbox', { ...binding, checked: true }).waitFor()
  await page.getByText('仅供参考', { exact: true }).first().waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: /^名称/ }).fill('三维建模')
  await page.getByRole('button', { name: '添加' }).click()
  await page.getByText('中级证书“三维建模”').waitFor()
  expect(new URL(page.url()).searchParams.get('whatIf')).toBe('certificate:intermediate:三维建模')
  expect(problems).toEqual([])

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'student')
  await phone.page.goto(`/overpass?goal=${goal}`)
  await phone.page.getByRole('heading', { level: 2, name: /^Way 1/ }).waitFor()
  await look(phone.page, 'overpass-phone-en')
  expect(phone.problems).toEqual([])
})

test('a pupil reads what has changed on a way they follow, goes on with it, and keeps another; a guardian sees it', {
  timeout: 240_000,
}, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'student')
  await page.goto('/overpass/plans')
  await page.getByRole('heading', { level: 2, name: '我的路线' }).waitFor()
  await look(page, 'plans')
  await page.getByRole('link', { name: '动漫制作技术' }).first().click()
  await page.getByRole('heading', { level: 1, name: /^去.+的路走得通$/ }).waitFor()
  await page.getByText(/报名截止日由.+改为/).waitFor()
  await page.getByRole('heading', { level: 3, name: '当初选定的样子' }).waitFor()
  await look(page, 'plan-changed')
  // Exactly what the step counted on is claimed.
  await page.getByRole('link', { name: /^申请认定这一步的 .+ 学分$/ }).click()
  await page.getByText('已按您的路线选好成果和课程').waitFor()
  await look(page, 'plan-claim')
  await page.goBack()
  await page.getByRole('button', { name: '按现在的样子继续' }).click()
  await page.getByText('变了什么').waitFor({ state: 'detached' })
  await page.getByLabel('写一条留言').fill('好的，老师。')
  await page.getByRole('button', { name: '留言' }).click()
  await page.locator('.plan-notes').getByText('好的，老师。').waitFor()
  await page.getByRole('button', { name: '看看别的路' }).click()
  await page.getByRole('heading', { level: 2, name: /^路线 1/ }).waitFor()
  await page.goto('/overpass?goal=level:bachelor')
  await page.getByRole('button', { name: '跟进这条路' }).first().click()
  await page.getByRole('heading', { level: 1, name: /^去.+的路走得通$/ }).waitFor()
  await page.getByRole('button', { name: '不再跟进' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '不再跟进' }).click()
  await page.getByRole('heading', { level: 1, name: '跟进的路线' }).waitFor()
  await page.getByRole('heading', { level: 2, name: '我的路线' }).waitFor()
  expect(problems).toEqual([])

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'guardian')
  await phone.page.goto('/children')
  await phone.page.locator('.family-who').getByRole('link').first().click()
  await phone.page.getByRole('link', { name: 'Credit account and claims' }).click()
  await phone.page.getByRole('heading', { level: 1, name: /^Credit account of/ }).waitFor()
  await look(phone.page, 'credit-child-phone-en')
  await phone.page.goto('/overpass/plans')
  await phone.page.getByRole('heading', { level: 1, name: 'Ways that are followed' }).waitFor()
  await look(phone.page, 'plans-guardian-phone-en')
  expect(phone.problems).toEqual([])
})

test('from the other end: what leads to a company’s occupations, who could come to a school, what a bridge would open', {
  timeout: 240_000,
}, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'company_hr')
  await page.goto('/overpass/towards')
  await page.getByText(/^少于 \d+ 人的写作|这里将列出通向贵公司岗位的专业/).waitFor()
  await look(page, 'towards-company')
  await actAs(page, 'secretariat')
  await page.goto('/overpass/gaps')
  await page.getByRole('link', { name: '签了会怎样' }).first().click()
  await page.getByRole('heading', { level: 2, name: /^如果有一条从/ }).waitFor()
  await page.getByText(/^\d+ 名学习者会多一条路/).waitFor()
  await look(page, 'gaps-proposal')
  expect(problems).toEqual([])

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'school_admin')
  await phone.page.goto('/overpass/towards')
  await phone.page
    .getByRole('heading', { level: 1, name: 'The bridges by which learners come to you' })
    .waitFor()
  await phone.page.getByText(/^Fewer than \d+ are told as|Bridges to your school will stand here/).waitFor()
  await look(phone.page, 'towards-phone-en')
  expect(phone.problems).toEqual([])
})

test('the map shows the lanes, where one is, and by keyboard what each place leads to', {
  timeout: 240_000,
}, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'student')
  await page.goto('/overpass/map')
  await page.getByRole('heading', { level: 2, name: '高职' }).waitFor()
  await page.getByText('您在这里').first().waitFor()
  await look(page, 'map')
  const other = page.getByRole('region', { name: '高职' }).getByRole('link').first()
  await other.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/at=/)
  await page.getByRole('heading', { level: 3, name: '怎样来到这里' }).waitFor()
  await page.getByRole('link', { name: '规划到这里的路' }).click()
  await page.getByRole('heading', { level: 2, name: /^路线 1/ }).waitFor()
  expect(problems).toEqual([])

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'student')
  await phone.page.goto('/overpass/map')
  await phone.page.getByRole('heading', { level: 2, name: 'Higher vocational' }).waitFor()
  await look(phone.page, 'map-phone-en')
  expect(phone.problems).toEqual([])
})
