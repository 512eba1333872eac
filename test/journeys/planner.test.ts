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
