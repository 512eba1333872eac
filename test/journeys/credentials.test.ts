import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

test('a school issues, the student takes it away, a stranger verifies it by file and by link, the school revokes it and the page says so', {
  timeout: 240_000,
}, async () => {
  const office = await stage.open()
  const desk = office.page
  const student = await stage.open()
  const studentId = await actAs(student.page, 'student')
  const { rows } = await stage.running.services.ownerPool.query(
    'select name, number from members.affiliations where id = $1',
    [studentId],
  )
  const { name, number } = rows[0] as { name: string; number: string }
  await actAs(desk, 'school_admin')

  await desk.goto('/credentials/templates')
  await desk.getByText('数字媒体入学训练营').first().waitFor()
  await look(desk, 'credentials-templates')
  await desk.getByRole('button', { name: '新建模板' }).click()
  await desk.getByRole('radio', { name: '项目' }).check()
  await desk.getByLabel('中文名称').fill('1+X 动画制作')
  await desk.getByLabel('英文名称').fill('Shot animation project')
  await desk.getByLabel('说明（中文）').fill('按企业镜头清单完成一组镜头动画。')
  await desk.getByLabel('取得的标准（中文）').fill('企业导师逐镜头验收合格。')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByText('由培训评价组织颁发').first().waitFor()
  await desk.getByLabel('中文名称').fill('镜头动画项目')
  await look(desk, 'credentials-template')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByRole('link', { name: '镜头动画项目' }).click()
  const drawing = (inside: string) => ({
    name: '徽章.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="48" fill="#3d4fa3"/>${inside}</svg>`,
    ),
  })
  await desk.locator('input[type=file]').setInputFiles(drawing('<text>奖</text>'))
  await desk.getByText('SVG 中含有文字').waitFor()
  await desk.locator('input[type=file]').setInputFiles(drawing('<script>alert(1)</script>'))
  await desk.getByRole('img', { name: '模板自己的图片' }).waitFor()
  await look(desk, 'credentials-picture')

  await desk.goto('/credentials/issued')
  await desk.getByRole('button', { name: '颁发凭证' }).click()
  await desk.getByLabel('模板').waitFor()
  await desk.getByLabel('学习者').click()
  await desk.keyboard.type(number)
  // The first of the list is marked, and once the search has answered that is who was searched for.
  await desk.locator('.ant-select-item-option:first-child').getByText(number).waitFor()
  await desk.keyboard.press('Enter')
  await desk.locator('.ant-select-selection-item').getByText(number).waitFor()
  await desk.keyboard.press('Escape')
  await desk.getByRole('radio', { name: /立即送达/ }).check()
  await look(desk, 'credentials-issue')
  await desk.getByRole('button', { name: '颁发', exact: true }).click()
  await desk.getByText('学习者已经收到').waitFor()
  await look(desk, 'credentials-batch')
  await desk.getByRole('link', { name: '查看这一批' }).click()
  await desk.getByRole('link', { name }).first().waitFor()
  await look(desk, 'credentials-issued')

  const mine = student.page
  await mine.goto('/credentials')
  await mine.getByRole('link', { name: '镜头动画项目' }).click()
  await mine.getByText('带走它').waitFor()
  await look(mine, 'credentials-one')
  const download = mine.waitForEvent('download')
  await mine.getByRole('link', { name: /^JSON/ }).click()
  const path = await (await download).path()
  const own = mine.getByRole('img', { name: /镜头动画项目/ })
  await expect.poll(() => own.evaluate(img => (img as HTMLImageElement).naturalWidth)).toBe(600)
  const link = await mine.getByRole('link', { name: '打开核验页' }).getAttribute('href')

  const stranger = await stage.open({ language: 'en', size: PHONE })
  const { page } = stranger
  await page.goto('/verify')
  await look(page, 'verify-phone-en')
  const buffer = await readFile(path)
  await page.setInputFiles('input[type=file]', {
    name: 'credential.json',
    mimeType: 'application/json',
    buffer,
  })
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByRole('heading', { name: 'In force and unaltered' }).waitFor()
  await page.getByText(name).first().waitFor()
  await page
    .getByText(/^Member of .* since/)
    .first()
    .waitFor()
  await look(page, 'verify-valid-phone-en')
  await page.getByRole('button', { name: 'Verify another' }).click()
  const forged = JSON.parse(buffer.toString())
  forged.credentialSubject.identifier[0].identityHash = '冒名者'
  await page.getByLabel('Paste a credential or its link').fill(JSON.stringify(forged))
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByRole('heading', { name: 'Altered after it was signed' }).waitFor()
  await look(page, 'verify-altered-phone-en')
  await page.goto(link as string)
  await page.getByRole('heading', { name: 'In force and unaltered' }).waitFor()

  await desk.getByRole('link', { name }).first().click()
  await desk.getByRole('button', { name: '撤销' }).click()
  await desk.getByLabel('原因（学习者会看到）').fill('作品不是本人完成。')
  await look(desk, 'credentials-revoke')
  await desk.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await desk.getByText('作品不是本人完成。').first().waitFor()
  await look(desk, 'credentials-revoked')
  await page.reload()
  await page.getByRole('heading', { name: 'Revoked by its issuer' }).waitFor()
  await look(page, 'verify-revoked-phone-en')
  await mine.goto('/todos')
  await mine.getByText('您的凭证被撤销：镜头动画项目').waitFor()
  expect(
    [...office.problems, ...student.problems, ...stranger.problems].filter(told => !/422/.test(told)),
  ).toEqual([])
})
