import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setOf, smallSchool } from '../oneroster-set.ts'
import { actAs, look, lookInBoth, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage
const files: string[] = []

beforeAll(async () => {
  stage = await setStage()
})
afterAll(async () => {
  await stage?.close()
  for (const file of files) await rm(file, { force: true })
})

/** A set of the school that the demo's administrator keeps; `broken` has references that lead nowhere. */
async function setFile(broken: boolean): Promise<string> {
  const { rows } = await stage.running.services.systemPool.query<{ code: string }>(
    `select o.code from accounts.personas p join members.affiliations a on a.id = p.affiliation_id
      join members.organisations o on o.id = a.organisation_id where a.role = 'school_admin' limit 1`,
  )
  const set = smallSchool(rows[0]?.code ?? '')
  for (const name of ['users']) set[name] = set[name]?.replaceAll(/,(S|T|P)00/g, ',OR-$100') ?? ''
  if (broken) set.enrollments += 'e6,,,k9,o1,u2,student,,,\r\ne7,,,k1,o1,u8,pupil,,,\r\n'
  const path = join(tmpdir(), `${process.pid}-${broken ? 'broken' : 'whole'}.zip`)
  files.push(path)
  await writeFile(path, await setOf(set))
  return path
}

test('a school hands in a set: problems by file and row, then the mended one, previewed and imported', async () => {
  const { page, problems } = await stage.open({ language: 'zh' })
  await actAs(page, 'school_admin')
  await page.goto('/people/import/oneroster')
  await page.locator('input[type=file]').setInputFiles(await setFile(true))
  await look(page, 'oneroster-file')
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByText('enrollments.csv, 第 7 行').first().waitFor()
  await page.getByText('在 classes.csv 中找不到').waitFor()
  await lookInBoth(page, 'oneroster-problems')
  await page.getByRole('link', { name: '换一个文件' }).click()

  await page.locator('input[type=file]').setInputFiles(await setFile(false))
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('button', { name: '确认导入' }).waitFor()
  await lookInBoth(page, 'oneroster-preview')
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('heading', { name: '导入结果' }).waitFor()
  await lookInBoth(page, 'oneroster-result')
  expect(problems).toEqual([])
})

test('on a phone, in English', async () => {
  const { page, problems } = await stage.open({ language: 'en', size: PHONE })
  await actAs(page, 'school_admin')
  await page.goto('/people/import/oneroster')
  await page.getByRole('heading', { name: 'Import a OneRoster set' }).waitFor()
  await page.locator('input[type=file]').setInputFiles(await setFile(true))
  await look(page, 'oneroster-phone-file')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('is not in classes.csv').waitFor()
  await lookInBoth(page, 'oneroster-phone-problems')
  expect(problems).toEqual([])
})
