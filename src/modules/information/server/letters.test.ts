import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startWorker } from '#platform/server/jobs/worker.ts'
import { sendMail } from '#platform/server/mail/send.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { freshCode, insert } from '#test/rows.ts'
import { type Persona, type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { writeLetters } from './letter-job.ts'
import { writeStopToken } from './secrets.ts'

let app: TestApp
let world: PreparedWorld
let smtp: SMTPServer
let who: Persona
let letters: { to: string; subject: string; text: string }[] = []

/** Ten in the morning and two at night in Shanghai. */
const MORNING = new Date('2027-03-01T02:00:00Z')
const NIGHT = new Date('2027-02-28T18:00:00Z')
const days = (count: number) => new Date(MORNING.getTime() + count * 86_400_000)

const decoded = (source: string): string => {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/base64/i.test(head.split('Content-Transfer-Encoding:')[1] ?? ''))
    return Buffer.from(body, 'base64').toString()
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        const source = Buffer.concat(parts).toString('latin1')
        letters.push({
          to: session.envelope.rcptTo.map(one => one.address).join(),
          subject: /^Subject: (.*(?:\r\n .*)*)/m.exec(source)?.[1] ?? '',
          text: decoded(source),
        })
        done()
      })
    },
  })
  await new Promise<void>(resolve => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  app = await startTestApp({
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://overpass.example' },
  })
  world = await prepareWorld(app)
  who = world.as('teacher of a')
})
afterAll(async () => {
  await app?.close()
  await new Promise<void>(resolve => smtp.close(() => resolve()))
})
beforeEach(async () => {
  letters = []
  await app.services.systemPool.query(
    'delete from information.letters; delete from information.letter_preferences; delete from information.todos',
  )
})

const want = (body: Partial<contract.LetterPreferences> = {}) =>
  who.client(contract.setLetters, {
    body: { rhythm: 'daily', language: 'zh', quietFrom: 21, quietTo: 7, ...body },
  })
const todo = (due: string | null = null) =>
  insert(app.services, 'information.todos', {
    ...{ desk: `a:${who.account.affiliationId}`, kind: 'information.example', path: '/todos' },
    ...{ subject_kind: 'example', subject_id: freshCode(), due_on: due },
  })
async function notice(title: string, held: string | null = null) {
  const by = world.as('school_admin of a').client
  const audience = [{ scope: 'organisation', id: world.ids.a, roles: ['teacher'] }] as contract.Rule[]
  const body = {
    title: { zh: title, en: 'Open day' },
    body: { zh: '李四家长的电话不在信里' },
    audience,
    heldOn: held,
  }
  const { id, version } = await by(contract.createNotice, { body })
  await by(contract.publishNotice, { params: { id }, body: { version } })
  return id
}
/** Sends what is queued through the mail job. */
async function deliver(count: number) {
  const worker = await startWorker(app.services, app.services, [sendMail])
  await expect.poll(() => letters.length, { timeout: 8000 }).toBe(count)
  await worker.stop()
}

describe('a letter', () => {
  test('arrives in both languages, with numbers, titles and links and nobody’s data', async () => {
    await want({ language: 'both' })
    await todo('2027-01-01')
    await todo()
    await notice('开放日安排')
    expect(await writeLetters(app.services, MORNING)).toBe(1)
    await deliver(1)
    const [letter] = letters
    expect(letter?.to).toBe(who.account.email)
    const text = letter?.text ?? ''
    for (const part of [
      '有 2 件事在等您处理',
      '1 件已逾期',
      '- 开放日安排',
      '2 things are waiting',
      '- Open day',
    ])
      expect(text).toContain(part)
    for (const link of ['/todos', '/notices', '/letters', '/letters/stop#'])
      expect(text).toContain(`https://overpass.example${link}`)
    expect(text).not.toContain('李四')
    expect(text).not.toMatch(/information\.letter|\{\{/)
  })

  test('is written once a day, whoever runs the job how often', async () => {
    await want()
    await todo()
    const runs = await Promise.all([1, 2, 3].map(() => writeLetters(app.services, MORNING)))
    expect(runs.reduce((a, b) => a + b)).toBe(1)
    expect(await writeLetters(app.services, new Date(MORNING.getTime() + 3_600_000))).toBe(0)
    expect(await writeLetters(app.services, days(1))).toBe(1)
    await deliver(2)
  })

  test('is weekly where that is wanted, and none when off', async () => {
    await want({ rhythm: 'weekly' })
    await todo()
    const sent: number[] = []
    for (const day of [0, 1, 6, 7, 8]) sent.push(await writeLetters(app.services, days(day)))
    expect(sent).toEqual([1, 0, 0, 1, 0])
    await want({ rhythm: 'off' })
    expect(await writeLetters(app.services, days(30))).toBe(0)
    await deliver(2)
  })

  test('respects quiet hours in the group’s zone', async () => {
    await want()
    await todo()
    expect(await writeLetters(app.services, NIGHT)).toBe(0)
    await want({ quietFrom: 9, quietTo: 12 })
    expect(await writeLetters(app.services, MORNING)).toBe(0)
    await want({ quietFrom: 0, quietTo: 0 })
    expect(await writeLetters(app.services, MORNING)).toBe(1)
    await deliver(1)
  })

  test('is not written without anything to tell, or without a confirmed address', async () => {
    await want()
    const { rows } = await who.client(contract.listNotices, {})
    for (const row of rows)
      await who.client(contract.readNotice, { params: { id: row.id }, body: { revision: row.revision } })
    expect(await writeLetters(app.services, MORNING)).toBe(0)
    await todo()
    const confirm = (yes: boolean) =>
      app.services.systemPool.query('update auth.users set email_verified = $2 where id = $1', [
        who.account.personId,
        yes,
      ])
    await confirm(false)
    expect((await who.client(contract.getLetters, {})).reachable).toBe(false)
    expect(await writeLetters(app.services, days(1))).toBe(0)
    await confirm(true)
    expect(await writeLetters(app.services, days(1))).toBe(1)
    await deliver(1)
  })

  test('ends by the link in it without signing in; a forged link ends nobody’s', async () => {
    await want()
    const stranger = app.client()
    const { personId } = who.account
    const good = writeStopToken(app.services.config, personId)
    const other = writeStopToken(app.services.config, world.as('student of a').account.personId)
    for (const token of [
      `${personId}.${other.split('.')[1]}`,
      personId,
      `${personId}.`,
      `${good}x`,
      'x',
      '.',
    ])
      await expect(stranger(contract.stopLetters, { body: { token } }), token).rejects.toMatchObject({
        status: 422,
      })
    expect((await who.client(contract.getLetters, {})).rhythm).toBe('daily')
    await stranger(contract.stopLetters, { body: { token: good } })
    expect((await who.client(contract.getLetters, {})).rhythm).toBe('off')
  })
})

describe('a calendar address', () => {
  const read = async (url: string, from?: string) => {
    const answer = await app.client(from).raw(new URL(url).pathname)
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }

  test('holds the person’s due items and dated notices alone', async () => {
    const due = await todo('2027-05-01')
    await todo()
    const id = await notice('讲座, 第一场', '2027-06-01')
    const { url } = await who.client(contract.createFeed, {})
    const { status, type, text } = await read(url)
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8'])
    const lines = text.replaceAll('\r\n ', '').split('\r\n')
    expect(lines.filter(line => line.startsWith('UID:'))).toEqual([
      `UID:todo-${due}@overpass.example`,
      `UID:notice-${id}@overpass.example`,
    ])
    expect(lines).toContain('SUMMARY:讲座\\, 第一场')
    expect(text).not.toContain('李四')
    expect((await read(url)).text).toBe(text)
    const other = await world.as('student of x').client(contract.createFeed, {})
    expect((await read(other.url)).text).not.toContain('BEGIN:VEVENT')
  })

  test('is worth nothing once it is changed or revoked, and wrong ones answer alike', async () => {
    const first = (await who.client(contract.createFeed, {})).url
    const second = (await who.client(contract.createFeed, {})).url
    expect(first).not.toBe(second)
    const answers = [await read(first)]
    expect((await read(second)).status).toBe(200)
    await who.client(contract.revokeFeed, {})
    answers.push(await read(second))
    for (const token of ['x', `${'A'.repeat(43)}.ics`, 'A'.repeat(43), `${'A'.repeat(42)}%00.ics`])
      answers.push(await read(`https://x/api/calendar/${token}`))
    for (const { status, text } of answers.slice(0, 5)) {
      expect(status).toBe(404)
      expect(JSON.parse(text).error.code).toBe('missing')
    }
    const { rows } = await app.services.systemPool.query('select token_hash from information.feeds')
    expect(JSON.stringify(rows)).not.toContain(second.slice(-47, -4))
  })

  test('shows nothing of an affiliation that has ended', async () => {
    await todo('2027-05-01')
    const { url } = await who.client(contract.createFeed, {})
    const end = (day: string | null) =>
      app.services.systemPool.query('update members.affiliations set ends_on = $2 where id = $1', [
        who.account.affiliationId,
        day,
      ])
    await end('2026-01-01')
    expect((await read(url)).text).not.toContain('BEGIN:VEVENT')
    await end(null)
    expect((await read(url)).text).toContain('BEGIN:VEVENT')
  })

  test('cannot be guessed at any speed', async () => {
    const from = '10.8.0.1'
    const statuses: number[] = []
    for (let i = 0; i < 62; i++)
      statuses.push((await read(`https://x/api/calendar/${'B'.repeat(43)}.ics`, from)).status)
    expect(statuses.filter(status => status === 404)).toHaveLength(60)
    expect(statuses.at(-1)).toBe(429)
  })
})
