import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPersonas, signInAsPersona } from '#modules/accounts/contract.ts'
import { cubeModel } from '#modules/library/server/previews/models/test-model.ts'
import { exrOf, glow, psdOf } from '#modules/library/server/previews/stills/test-stills.ts'
import { clip, FILM } from '#modules/library/server/previews/video/test-clips.ts'
import { actAs, look, lookInBoth, PHONE, type Stage, setStage, WIDE } from './stage.ts'

let stage: Stage
let folder: string

beforeAll(async () => {
  stage = await setStage()
  folder = await mkdtemp(join(tmpdir(), 'overpass-library-'))
})
afterAll(async () => {
  await stage?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The teacher of another school, from abroad, who reads English. */
async function actAsOtherTeacher(page: Page): Promise<void> {
  const { request } = page.context()
  const { rows } = await (await request.get(listPersonas.path)).json()
  const others = rows.filter((row: { role: string }) => row.role === 'teacher')
  const answer = await request.post(signInAsPersona.path, {
    data: { affiliationId: others[1].affiliationId },
    headers: { 'x-overpass': '1' },
  })
  expect(answer.ok()).toBe(true)
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
}

const given = async (page: Page): Promise<string> => {
  await page.goto('/library/balance')
  await page.locator('h1').waitFor()
  return (await page.locator('h1').textContent()) ?? ''
}

test('a teacher brings a picture and a large file, interrupted and resumed; another asks, takes, and gives it back', {
  timeout: 300_000,
}, async () => {
  const { page: bringer, problems } = await stage.open()
  await actAs(bringer, 'teacher')
  await bringer.goto('/library')
  await bringer
    .getByRole('link', { name: /老码头渔船模型/ })
    .first()
    .waitFor()
  await lookInBoth(bringer, 'library')
  const before = await given(bringer)
  await look(bringer, 'library-balance')
  await bringer.goto('/library/new')
  await bringer.getByLabel('名称（中文）').fill('东岸灯塔场景')
  await bringer.getByLabel('名称（英文）').fill('Lighthouse on the east shore')
  await choose(bringer, '类别', '工程文件')
  await bringer.getByLabel('介绍（中文）').fill('夜景灯光练习用，含摄像机动画。')
  await lookInBoth(bringer, 'library-new')
  await bringer.getByRole('button', { name: '下一步：上传文件' }).click()

  // The line breaks after the first part of the large file; the visit ends, the next one goes on.
  const picture = await sharp({ create: { width: 800, height: 500, channels: 3, background: '#3d4fa3' } })
    .png()
    .toBuffer()
  const scene = randomBytes(12_000_000)
  const scenePath = join(folder, '灯塔场景.blend')
  await writeFile(scenePath, scene)
  const files = bringer.locator('input[type=file]')
  await files.setInputFiles({ name: '灯塔.png', mimeType: 'image/png', buffer: picture })
  await bringer.getByRole('button', { name: '移除“灯塔.png”' }).waitFor()
  let [stored, broken] = [false, 0]
  const isPart = (request: Request) => request.method() === 'PATCH' && request.url().endsWith('/bytes')
  bringer.on('response', answer => {
    if (isPart(answer.request()) && answer.status() === 204) stored = true
  })
  await bringer.route('**/api/library/uploads/*/bytes', async route => {
    if (!isPart(route.request()) || !stored) return route.continue()
    broken += 1
    return route.abort()
  })
  await files.setInputFiles(scenePath)
  await expect.poll(() => broken, { timeout: 30_000 }).toBeGreaterThan(0)
  await bringer.reload()
  await bringer.unroute('**/api/library/uploads/*/bytes')
  await bringer.getByText(/已暂停：8\.4 MB/).waitFor()
  await look(bringer, 'library-upload-waiting')
  // What the browser says of a broken line is no flaw of the page.
  problems.splice(0)
  await files.setInputFiles(scenePath)
  await bringer.getByRole('button', { name: '移除“灯塔场景.blend”' }).waitFor({ timeout: 60_000 })
  await lookInBoth(bringer, 'library-files')

  await bringer.getByRole('button', { name: '使用权利' }).click()
  await choose(bringer, '许可', 'CC BY-NC 署名—非商业')
  await bringer.getByRole('radio', { name: '一个集团的成员单位' }).check()
  await bringer.getByLabel('集团', { exact: true }).click()
  await bringer.keyboard.press('Enter')
  await bringer.getByRole('radio', { name: '先申请，由提供单位答复' }).check()
  await bringer.getByRole('radio', { name: '按上面的设定共享' }).check()
  await lookInBoth(bringer, 'library-rights')
  await bringer.getByRole('button', { name: '保存' }).click()
  await bringer.getByText('已共享').first().waitFor()
  await bringer.getByRole('img', { name: '“灯塔.png”的预览' }).waitFor()
  await lookInBoth(bringer, 'library-item')

  const other = await stage.open({ language: 'en' })
  const taker = other.page
  await actAsOtherTeacher(taker)
  for (const q of ['lighthouse', '灯塔', 'dengta']) {
    await taker.goto(`/library?q=${encodeURIComponent(q)}`)
    await taker.getByRole('link', { name: 'Lighthouse on the east shore' }).waitFor()
  }
  await taker.getByRole('link', { name: 'Lighthouse on the east shore' }).click()
  await taker.getByRole('img', { name: 'Preview of “灯塔.png”' }).waitFor()
  expect(await taker.getByRole('link', { name: /^Download/ }).count()).toBe(0)
  await taker.getByRole('button', { name: 'Ask to use it' }).click()
  await taker.getByRole('checkbox', { name: 'Teach with it' }).check()
  await taker.getByLabel('Purpose').fill('Lighting course, second year, 40 students')
  await look(taker, 'library-ask')
  await taker.getByRole('button', { name: 'Send the request' }).click()
  await taker.getByText(/waits for an answer/).waitFor()

  await bringer.goto('/todos')
  await bringer.getByRole('link', { name: /申请使用“东岸灯塔场景”/ }).click()
  await bringer.getByRole('button', { name: '答复' }).first().click()
  await bringer.getByRole('radio', { name: '同意', exact: true }).check()
  await bringer.getByLabel('写给对方的话').fill('欢迎使用，请注明出处。')
  await look(bringer, 'library-answer')
  await bringer.getByRole('dialog').getByRole('button', { name: '答复' }).click()
  await bringer.getByText('已同意').first().waitFor()
  await look(bringer, 'library-requests')

  await taker.reload()
  await taker.getByRole('button', { name: 'Take it' }).click()
  await taker.getByRole('checkbox', { name: /I have read this/ }).check()
  await look(taker, 'library-take')
  await taker.getByRole('button', { name: 'Accept and take it' }).click()
  const link = taker.getByRole('link', { name: 'Download “灯塔场景.blend”' })
  await link.waitFor()
  const [download] = await Promise.all([taker.waitForEvent('download'), link.click()])
  expect(await readFile(await download.path())).toEqual(scene)
  const after = await given(bringer)
  expect(after).not.toBe(before)
  expect(await given(taker)).toMatch(/took [1-9]/)
  await look(taker, 'library-balance-en')

  await bringer.goto('/library?whose=own&q=灯塔')
  await bringer.getByRole('link', { name: /东岸灯塔场景/ }).click()
  await bringer.getByText('谁取用了').waitFor()
  await bringer.getByRole('button', { name: '召回' }).click()
  await bringer.getByLabel('召回原因').fill('发现一张贴图未获授权。')
  await bringer.getByRole('dialog').getByRole('button', { name: '召回' }).click()
  await bringer.getByText('为什么召回').waitFor()
  await look(bringer, 'library-recalled')
  await taker.goto('/todos')
  await taker.getByRole('link', { name: /was recalled/ }).click()
  await taker.getByText('To be deleted').first().waitFor()
  await look(taker, 'library-receipts')
  await taker.getByRole('button', { name: 'Confirm deletion' }).click()
  await taker.getByRole('dialog').getByRole('button', { name: 'Confirm deletion' }).click()
  await taker.goto('/library/receipts')
  await taker.getByText('Recalled and deleted').first().waitFor()

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'student')
  await phone.page.goto('/library')
  await phone.page.getByRole('link', { name: 'Fishing boat of the old pier' }).first().waitFor()
  await look(phone.page, 'library-phone')
  expect([...problems, ...other.problems, ...phone.problems]).toEqual([])
})

test('whoever is added to the makers of something shared is asked first', { timeout: 120_000 }, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'teacher')
  await page.goto('/library?q=老码头渔船模型')
  await page.getByRole('link', { name: /老码头渔船模型/ }).click()
  await page.getByRole('link', { name: '修改说明' }).click()
  const agreed = page.getByRole('checkbox', { name: /同意在这里署名/ })
  expect(await agreed.isChecked()).toBe(true)
  await page.getByLabel('技法').fill('低面数')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '增加作者' }).click()
  await page.getByLabel('第 2 位作者的姓名').fill('示例同学')
  await page.getByRole('checkbox', { name: '望海动漫工作坊、示例同学都同意在这里署名' }).waitFor()
  expect(await agreed.isChecked()).toBe(false)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('请确认所列作者都同意署名。').first().waitFor()
  await look(page, 'library-consent')
  // The browser tells of the refusal too.
  problems.splice(0)
  await agreed.check()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('望海动漫工作坊（建模）、示例同学（作者）').waitFor()
  await page
    .getByText(/低面数/)
    .first()
    .waitFor()
  expect(problems).toEqual([])
})

test('a package is looked into, searched, and given file by file', { timeout: 180_000 }, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'teacher')
  await page.goto('/library?q=老码头渔船模型')
  await page.getByRole('link', { name: /老码头渔船模型/ }).click()
  await page.getByRole('link', { name: '看包里有什么' }).click()
  await page.getByText('检查了 3 处引用，1 处有问题：').waitFor()
  await page.getByText('贴图/船帆.png').waitFor()
  await lookInBoth(page, 'library-package')
  await page.setViewportSize(PHONE)
  await lookInBoth(page, 'library-package-phone')
  await page.setViewportSize(WIDE)
  await page.getByRole('link', { name: '贴图/' }).click()
  await page.getByText('旧木板.png').waitFor()
  await page.getByRole('link', { name: '最上层' }).click()
  await page.getByRole('button', { name: '设为主文件：渔船.mtl' }).click()
  await page.getByRole('button', { name: '设为主文件：渔船.obj' }).waitFor()
  await page.getByLabel('在包里找文件名').fill('请先读')
  await page.getByText('说明/请先读.txt').waitFor()
  const link = page.getByRole('link', { name: '下载“请先读.txt”' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(await readFile(await download.path(), 'utf8')).toContain('船体四边面')
  await page.getByLabel('在包里找文件名').fill('没有的名字')
  await page.getByText('没有这样的文件').waitFor()
  await look(page, 'library-package-none')
  expect(problems).toEqual([])
})

/** A picture drawn without a graphics card takes its time. */
const SLOW = { timeout: 40_000 }

/** What the model's canvas shows, as the share of its points that are not empty and a sum of their colours. */
async function painted(page: Page): Promise<{ share: number; sum: number }> {
  const shot = await page.locator('canvas').first().screenshot()
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const [r, g, b] = data
  let [full, sum] = [0, 0]
  for (let at = 0; at < data.length; at += 3) {
    const differs = Math.abs((data[at] ?? 0) - (r ?? 0)) + Math.abs((data[at + 1] ?? 0) - (g ?? 0)) > 12
    if (differs || Math.abs((data[at + 2] ?? 0) - (b ?? 0)) > 12) full += 1
    sum += (data[at] ?? 0) + (data[at + 1] ?? 0) * 3 + (data[at + 2] ?? 0) * 7
  }
  return { share: full / (info.width * info.height), sum }
}

test('a model is turned, looked at in four ways and played; without WebGL its picture stands', {
  timeout: 300_000,
}, async () => {
  const visit = await stage.open()
  const { page } = visit
  await actAs(page, 'teacher')
  await page.goto('/library/new')
  await page.getByLabel('名称（中文）').fill('码头木箱')
  await choose(page, '类别', '三维模型')
  await page.getByRole('button', { name: '下一步：上传文件' }).click()
  const files = page.locator('input[type=file]')
  const beside = { asset: { version: '2.0' }, buffers: [{ byteLength: 4, uri: '木箱.bin' }] }
  await files.setInputFiles([
    { name: '木箱.glb', mimeType: 'model/gltf-binary', buffer: Buffer.from(await cubeModel()) },
    { name: '木箱.gltf', mimeType: 'model/gltf+json', buffer: Buffer.from(JSON.stringify(beside)) },
    { name: '木箱灯光.exr', mimeType: 'image/x-exr', buffer: Buffer.from(await exrOf(glow(960, 320))) },
    { name: '木箱.psd', mimeType: 'image/vnd.adobe.photoshop', buffer: psdOf() },
  ])
  for (const name of ['木箱.gltf', '木箱灯光.exr', '木箱.psd'])
    await page.getByRole('button', { name: `移除“${name}”` }).waitFor()
  await page.goto('/library?whose=own&q=码头木箱')
  await page.getByRole('link', { name: /码头木箱/ }).click()
  await page.getByRole('img', { name: '“木箱.glb”的预览' }).waitFor()
  await page.getByText(/它引用了别的文件/).waitFor()
  await page.getByText('木纹：2048 × 2048').waitFor()
  await page.getByText('线稿').waitFor()
  await page.getByText('主图层').waitFor()
  await lookInBoth(page, 'library-model-still')

  await page.getByRole('button', { name: '转动模型' }).click()
  await page.getByLabel('显示方式').waitFor({ timeout: 90_000 })
  const surface = await painted(page)
  expect(surface.share).toBeGreaterThan(0.1)
  await lookInBoth(page, 'library-model')
  const seen = new Set([surface.sum])
  for (const [view, name] of [
    ['线框', 'wire'],
    ['法线', 'normals'],
    ['UV', 'uv'],
  ] as const) {
    await page.getByLabel('显示方式').getByText(view, { exact: true }).click()
    await expect.poll(async () => seen.has((await painted(page)).sum), SLOW).toBe(false)
    seen.add((await painted(page)).sum)
    await look(page, `library-model-${name}`)
  }
  await page.locator('canvas').focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(async () => seen.has((await painted(page)).sum), SLOW).toBe(false)
  await page.getByRole('button', { name: '播放“摇摆”' }).click()
  await page.getByRole('button', { name: '停下“摇摆”' }).waitFor()
  const moving = await painted(page)
  await expect.poll(async () => (await painted(page)).sum, SLOW).not.toBe(moving.sum)
  await page.getByRole('button', { name: '停下“摇摆”' }).click()

  const exposure = page.getByRole('slider', { name: '曝光' })
  const light = page.locator('canvas.library-light')
  await exposure.focus()
  await light.waitFor()
  const shown = () => light.screenshot().then(shot => sharp(shot).stats())
  const before = (await shown()).channels[0]?.mean ?? 0
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft')
  await page.getByText('-3 挡').waitFor()
  expect((await shown()).channels[0]?.mean).toBeLessThan(before - 20)
  await lookInBoth(page, 'library-stills')

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'teacher')
  await phone.page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  await phone.page.goto(page.url())
  await phone.page.getByRole('button', { name: 'Turn the model' }).click()
  await phone.page.getByText(/WebGL/).waitFor()
  await phone.page.getByRole('img', { name: 'Preview of “木箱.glb”' }).waitFor()
  await look(phone.page, 'library-model-phone')
  expect([...visit.problems, ...phone.problems]).toEqual([])
})

/** The number that the stripes of the picture say which a page shows at this moment. */
const shownFrame = (page: Page): Promise<number> =>
  page.locator('.film video').evaluate((video: HTMLVideoElement) => {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [video.videoWidth, video.videoHeight]
    const context = canvas.getContext('2d')
    context?.drawImage(video, 0, 0)
    return [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => {
      const x = Math.round(((bit + 0.5) * canvas.width) / 8)
      const [light = 0] = context?.getImageData(x, canvas.height / 2, 1, 1).data ?? []
      return sum + (light > 128 ? 2 ** bit : 0)
    }, 0)
  })

test('a film is brought, and every frame of it is found by its number', { timeout: 180_000 }, async () => {
  const bytes = await clip({ ...FILM, frames: 120, path: join(folder, 'film.mp4'), sound: true })
  const { page, problems } = await stage.open()
  await actAs(page, 'teacher')
  await page.goto('/library/new')
  await page.getByLabel('名称（中文）').fill('灯塔第三镜')
  await choose(page, '类别', '视频')
  await page.getByRole('button', { name: '下一步：上传文件' }).click()
  const files = page.locator('input[type=file]')
  await files.setInputFiles([
    { name: '灯塔_sh030.mp4', mimeType: 'video/mp4', buffer: bytes },
    { name: '断开.mp4', mimeType: 'video/mp4', buffer: bytes.subarray(0, 9000) },
  ])
  await page.getByRole('button', { name: '移除“灯塔_sh030.mp4”' }).waitFor()
  await page.getByRole('button', { name: '移除“断开.mp4”' }).waitFor()
  await page.goto('/library?whose=own&q=灯塔第三镜')
  await page.getByRole('link', { name: /灯塔第三镜/ }).click()
  const player = page.getByRole('region', { name: '“灯塔_sh030.mp4”播放器' })
  await player.waitFor({ timeout: 60_000 })
  await page.getByText(/文件不完整或已损坏/).waitFor({ timeout: 60_000 })
  const frame = player.getByRole('textbox', { name: '帧' })
  const position = player.getByRole('slider', { name: '位置' })
  const shows = (index: number) => expect.poll(() => shownFrame(page), { timeout: 15_000 }).toBe(index)
  expect(await frame.inputValue()).toBe('1001')
  await shows(0)

  // By keys, by number, by the slider: the picture is the one whose number is told.
  await position.focus()
  for (const key of ['.', '.', 'ArrowRight', ',']) await page.keyboard.press(key)
  expect(await frame.inputValue()).toBe('1003')
  await shows(2)
  for (const number of [1002, 1024, 1025, 1120, 1013]) {
    await frame.fill(String(number))
    await page.keyboard.press('Enter')
    await shows(number - 1001)
  }
  await player.getByRole('button', { name: '后退一帧' }).click()
  await shows(11)
  expect(await position.getAttribute('aria-valuetext')).toBe('第 1012 帧，时间码 00:00:00:11')
  await lookInBoth(page, 'library-film')
  const { width = 0 } = (await position.boundingBox()) ?? {}
  await position.hover({ position: { x: width * 0.7, y: 12 } })
  await player.locator('.film-small').waitFor()
  await look(page, 'library-film-hover')

  // Played and stopped, it stands at the frame that it tells.
  await player.getByRole('button', { name: '循环' }).click()
  await player.getByLabel('速度').selectOption('2')
  await position.focus()
  await page.keyboard.press(' ')
  await player.getByRole('button', { name: '暂停' }).waitFor()
  await expect.poll(async () => Number(await frame.inputValue()), { timeout: 15_000 }).toBeGreaterThan(1030)
  await page.keyboard.press(' ')
  await player.getByRole('button', { name: '播放' }).waitFor()
  await shows(Number(await frame.inputValue()) - 1001)

  // Its keeper counts from another number.
  await page.getByRole('button', { name: '修改起始帧号' }).click()
  await page.getByLabel('起始帧号').fill('1')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText(/^起始帧号 1(?!\d)/).waitFor()
  await position.focus()
  await page.keyboard.press('Home')
  await expect.poll(() => frame.inputValue()).toBe('1')
  await page.setViewportSize(PHONE)
  await lookInBoth(page, 'library-film-phone')
  expect(problems).toEqual([])
})
