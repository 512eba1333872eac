import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeDemoRoster } from '#demo/rosters/write-roster.ts'
import { actAs, look, lookInBoth, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage
const files: string[] = []
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format()

beforeAll(async () => {
  stage = await setStage()
})
afterAll(async () => {
  await stage?.close()
  for (const file of files) await rm(file, { force: true })
})

async function rosterFile(name: string, faults: boolean) {
  const path = join(tmpdir(), `${process.pid}-${name}`)
  files.push(path)
  return { path, expected: await writeDemoRoster(path, { today, faults }) }
}

test('a school hands in its register: problems first, then the mended file, then the result', async () => {
  const { page, problems } = await stage.open({ language: 'zh' })
  await actAs(page, 'school_admin')
  await page.goto('/people/imports')
  await page.getByText('还没有导入过名册').waitFor()
  await look(page, 'imports-empty')
  await page.getByRole('button', { name: '导入名册' }).click()

  const bad = await rosterFile('名册一.csv', true)
  await page.locator('input[type=file]').setInputFiles(bad.path)
  await look(page, 'import-file')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('监护人姓名、监护人联系电话').waitFor()
  await look(page, 'import-columns')
  await page.getByRole('button', { name: '生成预览' }).click()
  await page.getByText('4 行有问题').waitFor()
  await lookInBoth(page, 'import-problems')
  expect(await page.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true)

  const good = await rosterFile('名册二.xlsx', false)
  await page.goto('/people/import')
  await page.locator('input[type=file]').setInputFiles(good.path)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '生成预览' }).click()
  await page.getByText(`新增 ${good.expected.added}`).waitFor()
  await page.getByText(`离开 ${good.expected.missing}`).waitFor()
  await page.getByText(/^更改 /).click()
  await lookInBoth(page, 'import-preview')
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByText(`新增 ${good.expected.added} 人`).waitFor()
  await lookInBoth(page, 'import-done')
  await page.getByRole('link', { name: '查看审计记录' }).click()
  await page.getByText('导入名册').first().waitFor()
  await look(page, 'import-audit')
  expect(problems).toEqual([])
})

test('in English on the phone, and the same file changes nothing', async () => {
  const { page, problems } = await stage.open({ language: 'en', size: PHONE })
  await actAs(page, 'school_admin')
  const file = await rosterFile('roster.csv', false)
  await page.goto('/people/import')
  await page.locator('input[type=file]').setInputFiles(file.path)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Show the preview' }).waitFor()
  await look(page, 'import-columns-phone')
  await page.getByRole('button', { name: 'Show the preview' }).click()
  await page.getByText('The file says exactly what is there').waitFor()
  await lookInBoth(page, 'import-preview-phone')
  await page.getByRole('button', { name: 'Give up this import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Give up this import' }).click()
  await page.getByText('Nobody was changed').waitFor()
  await page.goto('/people/imports')
  await look(page, 'imports-phone')
  expect(problems).toEqual([])
})
