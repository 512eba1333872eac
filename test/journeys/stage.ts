import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { expect } from 'vitest'
import { type Running, run } from '#app/run.ts'
import { setUpDemo } from '#demo/load.ts'
import { listPersonas, signInAsPersona } from '#modules/accounts/contract.ts'
import type { Role } from '#platform/contract/access.ts'
import type { Language } from '#platform/contract/fields.ts'
import { readConfig } from '#platform/server/config.ts'
import { launchBrowser } from '../browser.ts'
import { createTestDatabase } from '../database.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

export const WIDE = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 844 }

export type Stage = {
  running: Running
  address: string
  browser: Browser
  /** A page of somebody of their own: language and width as asked for. Problems on it fail the journey. */
  open(options?: { language?: Language; size?: { width: number; height: number } }): Promise<Visit>
  close(): Promise<void>
}

export type Visit = {
  page: Page
  context: BrowserContext
  problems: string[]
  /** Waits until whatever the page has asked the server is answered and shown. */
  answered(): Promise<void>
}

/** The platform with its demo group, as `npm start` shows it, and a real browser before it. */
export async function setStage(): Promise<Stage> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'overpass-journey-'))
  const config = readConfig('demo', {
    OVERPASS_DATA: dataDir,
    DATABASE_URL: database.url,
    PORT: '0',
    LOG_LEVEL: 'error',
  })
  const running = await run(config, {
    http: true,
    web: true,
    prepare: async services => void (await setUpDemo(services)),
  })
  const address = running.address ?? ''
  const browser = await launchBrowser()
  return {
    running,
    address,
    browser,
    open: options => openPage(browser, address, options),
    async close() {
      await browser.close()
      await running.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function openPage(
  browser: Browser,
  address: string,
  { language = 'zh', size = WIDE }: { language?: Language; size?: { width: number; height: number } } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    baseURL: address,
  })
  await context.addCookies([{ name: 'language', value: language, url: address }])
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', error => problems.push(`error: ${error.message}`))
  page.on('console', message => message.type() === 'error' && problems.push(`console: ${message.text()}`))
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) problems.push(`left our origin: ${url}`)
  })
  return { page, context, problems, answered: waiterFor(page) }
}

function waiterFor(page: Page): () => Promise<void> {
  const asked = new Set<Request>()
  const ended = (request: Request) => asked.delete(request)
  page.on('request', request => request.resourceType() !== 'eventsource' && asked.add(request))
  page.on('requestfinished', ended).on('requestfailed', ended)
  return async () => {
    const waiting = async () => asked.size > 0 || (await page.locator('.skeleton').count()) > 0
    // An answer may lead to another question, which is asked by the time it is shown.
    for (let quiet = 0, looks = 0; quiet < 3; looks += 1) {
      quiet = (await waiting()) ? 0 : quiet + 1
      if (looks > 1000) throw new Error(`${page.url()} waits for ${[...asked].map(one => one.url())}`)
      await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
    }
  }
}

/** Makes a page act as the demo group's first person of a role; gives that person's affiliation. */
export async function actAs(page: Page, role: Role): Promise<string> {
  const { request } = page.context()
  const { rows } = await (await request.get(listPersonas.path)).json()
  const { affiliationId } = rows.find((row: { role: string }) => row.role === role)
  const answer = await request.post(signInAsPersona.path, {
    data: { affiliationId },
    headers: { 'x-overpass': '1' },
  })
  expect(answer.ok(), `signed in as ${role}`).toBe(true)
  return affiliationId
}

/** The page is fit for everybody and fits the window; with SHOTS=folder it is also kept as a picture. */
export async function look(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS)
    await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true })
  await expectAccessible(page)
  await expectNoSideways(page)
}

/** Looks at the page as it stands and, by its own switch, in the other language. */
export async function lookInBoth(page: Page, name: string): Promise<void> {
  await look(page, name)
  await switchLanguage(page)
  await look(page, `${name}-switched`)
  await switchLanguage(page)
}

async function switchLanguage(page: Page): Promise<void> {
  const before = await page.locator('html').getAttribute('lang')
  await page.locator('header button[lang]').first().click()
  await page.waitForFunction(lang => document.documentElement.lang !== lang, before)
}

/** What axe finds serious or critical on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(settled)
  // Through the debugging protocol: the page's own policy allows no script of ours.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readAxe())
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(o: object): Promise<{ violations: Violation[] }> } }).axe
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations
      .filter(v => v.impact === 'serious' || v.impact === 'critical')
      .map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160)).join(' | ')}`)
  })
  expect(found, page.url()).toEqual([])
}

/** Colours in the middle of a transition are nobody's choice: waits until everything that ends has ended. */
async function settled(): Promise<void> {
  // Rows of an earlier question stand pale until the answer is there.
  while (document.querySelector('[data-stale]')) await new Promise(resolve => requestAnimationFrame(resolve))
  const passing = document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(passing.map(animation => animation.finished))
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

type Violation = { id: string; impact: string; nodes: { html: string }[] }

async function readAxe(): Promise<string> {
  return `${await readFile(AXE, 'utf8')};0`
}

/** Nothing may reach beyond the right edge of the window. */
export async function expectNoSideways(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(beyond, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0)
}
