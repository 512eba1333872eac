import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Services } from '../context.ts'
import { sendMail } from './send.ts'
import { createMailer } from './smtp.ts'

type Received = { from: string; to: string[]; source: string }

let server: SMTPServer
let received: Received[]
let refusal: { responseCode: number; message: string } | undefined

beforeEach(async () => {
  received = []
  refusal = undefined
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(refusal ? Object.assign(new Error(refusal.message), refusal) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(one => one.address),
          source: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => new Promise<void>(resolve => server.close(() => resolve())))

function services(env: Record<string, string> = {}): Services {
  const { port } = server.server.address() as AddressInfo
  const config = readConfig('test', {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    PUBLIC_URL: 'https://overpass.example',
    ...env,
  })
  const log = pino({ level: 'silent' })
  return { config, log, mail: createMailer(config, log) } as Services
}

const letter = {
  to: 'lin@school.example',
  subject: '邀请 Invitation',
  text: '您好，请打开 https://overpass.example\n',
}
const run = (over: Services) =>
  sendMail.run(letter, {
    services: over,
    signal: new AbortController().signal,
    attempt: 1,
    lastAttempt: false,
  })

test('a letter arrives as it was written', async () => {
  await run(services({ MAIL_FROM: 'office@overpass.example' }))
  expect(received).toHaveLength(1)
  expect(received[0]).toMatchObject({ from: 'office@overpass.example', to: ['lin@school.example'] })
  const [head = '', body = ''] = received[0]?.source.split('\r\n\r\n') ?? []
  expect(head).toContain('=?UTF-8?')
  const text = /base64/i.test(head) ? Buffer.from(body, 'base64').toString() : body
  expect(decodeQuotedPrintable(text)).toContain('您好')
})

function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return /[\u0080-\u00ff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString() : bytes
}

test('an address cannot smuggle in a second one or a header', () => {
  for (const to of ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example'])
    expect(sendMail.payload.safeParse({ ...letter, to }).success).toBe(false)
})

test('a server that is busy is tried again, a refusal for good is not', async () => {
  refusal = { responseCode: 451, message: 'later' }
  await expect(run(services())).rejects.toThrow('mail not sent (451)')
  refusal = { responseCode: 550, message: 'no such user' }
  await run(services())
  expect(received).toEqual([])
})

test('a server that is away is tried again, and the error names nobody', async () => {
  const away = services({ SMTP_URL: 'smtp://127.0.0.1:1' })
  await expect(run(away)).rejects.toThrow(/^mail not sent \(ESOCKET|ECONNREFUSED\)$/)
})

test('without SMTP_URL nothing leaves', async () => {
  const none = services({ SMTP_URL: '' })
  expect(none.mail.configured).toBe(false)
  await run(none)
  expect(received).toEqual([])
})
