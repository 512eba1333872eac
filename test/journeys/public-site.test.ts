// Somebody who has never heard of the group reads about it, without signing in and without any script.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage, type Visit, WIDE } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

/** A visitor whose browser runs no script. Requests that leave our origin are problems. */
async function withoutScript(size: { width: number; height: number }): Promise<Omit<Visit, 'answered'>> {
  const context = await stage.browser.newContext({
    ...{ viewport: size, javaScriptEnabled: false, baseURL: stage.address },
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', message => message.type() === 'error' && problems.push(message.text()))
  page.on('request', request => {
    if (!request.url().startsWith(stage.address)) problems.push(`left our origin: ${request.url()}`)
  })
  return { page, context, problems }
}

test('in Chinese, wide: from the sign-in page to the group, its members, its news, and to applying', async () => {
  const visit = await stage.open({ size: WIDE })
  const { page } = visit
  await page.goto('/sign-in')
  await page.getByRole('link', { name: '集团网站' }).click()
  await page.getByRole('heading', { level: 1, name: '职业教育集团' }).waitFor()
  await look(page, 'site-zh-front')
  await page.getByRole('link', { name: '滨城数字媒体职业教育集团' }).click()
  await page.getByRole('heading', { level: 1, name: '滨城数字媒体职业教育集团' }).waitFor()
  expect(await page.getByRole('complementary').innerText()).toContain('滨城澜海信息大学')
  await look(page, 'site-zh-group')

  await page.getByRole('navigation', { name: '网站导航' }).getByRole('link', { name: '成员单位' }).click()
  await page.getByRole('heading', { level: 2, name: '中等职业学校' }).waitFor()
  await look(page, 'site-zh-members')
  await page.getByRole('row').nth(1).getByRole('link').click()
  await page.getByRole('heading', { name: '专业与业务' }).waitFor()
  await look(page, 'site-zh-member')
  // The other language is the same page.
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Majors and fields' }).waitFor()
  await page.getByRole('link', { name: '中文' }).click()

  await page.getByRole('navigation', { name: '网站导航' }).getByRole('link', { name: '集团动态' }).click()
  await look(page, 'site-zh-news')
  await page.getByRole('link', { name: /毕业作品联展/ }).click()
  await page.getByText('动画与影视短片').waitFor()
  await look(page, 'site-zh-notice')
  await page.goto('/site/zh/nothing-here')
  await look(page, 'site-zh-missing')
  await page.getByRole('link', { name: '首页' }).click()
  await page.getByRole('link', { name: '滨城数字媒体职业教育集团' }).click()
  await page.getByRole('link', { name: '申请加入' }).click()
  await page.waitForURL(/\/join\//)
  await page.locator('h1').waitFor()
  expect(visit.problems.filter(problem => !/404/.test(problem))).toEqual([])
  await visit.context.close()
})

test('in English on the phone, readable and fit for everybody', async () => {
  const visit = await stage.open({ language: 'en', size: PHONE })
  const { page } = visit
  for (const [name, address] of [
    ['front', '/site/en'],
    ['group', '/site/en/bincheng-media'],
    ['members', '/site/en/bincheng-media/members'],
    ['member', '/site/en/members/bc01'],
    ['news', '/site/en/bincheng-media/news'],
  ] as const) {
    await page.goto(address)
    await page.locator('h1').waitFor()
    await look(page, `site-en-phone-${name}`)
  }
  await page.getByRole('link', { name: /Graduates/ }).click()
  await look(page, 'site-en-phone-notice')
  // The keyboard reaches the text first.
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the text')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.waitForURL(/\/sign-in/)
  await page.getByText('Who would you like to be?').or(page.locator('h1')).first().waitFor()
  expect(visit.problems).toEqual([])
  await visit.context.close()
})

test('without script everything is there, in our own types and colours', async () => {
  const { page, problems, context } = await withoutScript(WIDE)
  const styles = page.waitForResponse(/\/assets\/site-.*\.css$/)
  const fonts = page.waitForResponse(/\.woff2$/)
  await page.goto('/site/zh/bincheng-media')
  expect((await styles).headers()['cache-control']).toContain('immutable')
  expect((await fonts).status()).toBe(200)
  const opening = page.locator('h1')
  expect(await opening.innerText()).toBe('滨城数字媒体职业教育集团')
  await page.getByRole('link', { name: /全部 \d+ 家成员单位/ }).click()
  expect(await page.getByRole('row').count()).toBeGreaterThan(20)
  await page.getByRole('link', { name: /^企业/ }).click()
  expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['企业'])
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
  expect(problems).toEqual([])
  await context.close()
})

test('the secretariat sees where its site is and what stands on it; a member what is shown of it', async () => {
  const visit = await stage.open({ size: WIDE })
  const { page } = visit
  await actAs(page, 'secretariat')
  await page.goto('/groups')
  await page.getByRole('link', { name: '滨城数字媒体职业教育集团' }).first().click()
  await page.getByRole('button', { name: '设置网站' }).click()
  await page.getByLabel('秘书处办公电话').fill('0000-8855 0199')
  await look(page, 'site-settings')
  await page.getByRole('button', { name: /保\s?存/ }).click()
  await page.getByText('已保存').waitFor()
  await expect
    .poll(async () => (await page.request.get('/site/zh/bincheng-media')).text())
    .toContain('0000-8855 0199')

  await actAs(page, 'company_hr')
  const { organisationId } = (await (await page.request.get('/api/accounts/session')).json()).viewer
  await page.goto(`/organisations/${organisationId}`)
  await page.getByRole('button', { name: '只显示名称' }).click()
  await page.getByRole('button', { name: '显示全部' }).waitFor()
  await look(page, 'site-shown')
  expect(visit.problems).toEqual([])
  await visit.context.close()
})
