import { afterAll, beforeAll, expect, test } from 'vitest'
import { normaliseCode } from '#modules/accounts/rules/code.ts'
import { hashOfCode, makeCode } from '#modules/accounts/server/codes.ts'
import { expectAccessible, expectNoSideways, PHONE, type Stage, setStage, WIDE } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

const PASSWORD = '暮色里的三号立交桥下'

/** A printed code for a pupil whom nobody has claimed yet. */
async function printedCode(): Promise<{
  code: string
  organisationCode: string
  number: string
  name: string
}> {
  const { services } = stage.running
  const { rows } = await services.systemPool.query(
    `select a.id, a.organisation_id, a.name, a.number, o.code from members.active_affiliations a
      join members.organisations o on o.id = a.organisation_id
      where a.role = 'student' and a.person_id is null and a.number is not null
        and not exists (select from accounts.invitations i where i.affiliation_id = a.id) limit 1`,
  )
  const [row] = rows
  const code = makeCode()
  await services.systemPool.query(
    `insert into accounts.invitations (organisation_id, affiliation_id, code_hash, delivery, expires_at)
     values ($1, $2, $3, 'print', now() + interval '1 day')`,
    [row.organisation_id, row.id, hashOfCode(services, normaliseCode(code) ?? '')],
  )
  return { code, organisationCode: row.code, number: row.number, name: row.name }
}

test('a pupil claims with a printed code, keeps the account and comes back', async () => {
  const { page, problems } = await stage.open({ language: 'zh', size: PHONE })
  const { code, organisationCode, number, name } = await printedCode()
  await page.goto(`/claim#${code}`)
  await page.getByRole('heading', { name: `${name}，欢迎` }).waitFor()
  expect(page.url()).not.toContain('#')
  await expectAccessible(page)
  await expectNoSideways(page)
  await page.getByLabel('新密码').fill('12345678')
  await page.getByRole('button', { name: '设置密码并开始' }).click()
  await page.getByText('太常见，很容易被猜到').waitFor()
  await page.getByLabel('新密码').fill(PASSWORD)
  await page.getByRole('button', { name: '设置密码并开始' }).click()
  await page.waitForURL('**/')

  await page.goto('/account')
  await page.getByRole('heading', { name: `${name} 的账号` }).waitFor()
  await page.getByText('这台设备').waitFor()
  await expectAccessible(page)
  await expectNoSideways(page)
  await page.getByRole('button', { name: '开启两步验证' }).click()
  await page.getByRole('dialog').getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByAltText('供验证器扫描的二维码').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.context().clearCookies({ name: 'overpass.session_token' })
  await page.goto('/account')
  await page.waitForURL('**/sign-in?to=**')
  await page.getByRole('button', { name: '用自己的账号登录' }).click()
  await page.getByText('单位编号').click()
  await page.getByLabel('单位代码').fill(organisationCode.toLowerCase())
  await page.getByLabel('编号', { exact: true }).fill(number)
  await page.getByLabel('密码').fill('wrong')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('账号或密码不对。').waitFor()
  await expectAccessible(page)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/account')
  // The refused password is a failed request, which the browser tells its console.
  expect(problems.filter(problem => !/status of 4(00|22)/.test(problem))).toEqual([])
})

test('every page before one is in is accessible, in both languages, wide and on the phone', async () => {
  for (const [language, size] of [
    ['zh', WIDE],
    ['en', PHONE],
  ] as const) {
    const { page, problems } = await stage.open({ language, size })
    for (const path of ['/sign-in', '/claim', '/recover', '/account/email']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
      await expectNoSideways(page)
    }
    expect(problems).toEqual([])
  }
})

test('an administrator of the demo makes an API key and takes it back', async () => {
  const { page, problems } = await stage.open({ language: 'en' })
  await page.goto('/sign-in?to=/organisation/keys')
  await page
    .getByRole('region', { name: 'Those who keep an organisation' })
    .or(page.locator('.persona-group', { hasText: 'Those who keep an organisation' }))
    .getByRole('button')
    .first()
    .click()
  await page.getByRole('heading', { name: 'Programs that act for your organisation' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('register')
  await dialog.getByLabel('read people').check()
  await dialog.getByRole('button', { name: 'New key' }).click()
  await dialog.getByText(/^ovp_/).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await page.getByText('taken back').waitFor()
  expect(problems).toEqual([])
})
