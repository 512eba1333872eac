import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { BadSettings, readConfig } from './config.ts'

const GOOD = {
  PUBLIC_URL: 'https://overpass.example.org',
  OVERPASS_SECRET: 'a secret of thirty-two characters or more',
}

function refused(env: Record<string, string>): string[] {
  try {
    readConfig('serve', { ...GOOD, ...env })
  } catch (error) {
    if (error instanceof BadSettings) return error.problems.map(problem => problem.name)
    throw error
  }
  return []
}

test('a setting that could not work is named before anything starts', () => {
  for (const [name, values] of Object.entries({
    PORT: ['70000', '-1', 'http', '1.5'],
    PUBLIC_URL: [
      'overpass',
      'ftp://x.example',
      'https://x.example/path',
      'https://u:p@x.example',
      'https://x.example/?a=1',
    ],
    DATABASE_URL: ['mysql://x', 'localhost'],
    SMTP_URL: ['smtps:mail', 'http://mail.example'],
    OVERPASS_SECRET: [
      'short',
      'a'.repeat(40),
      'changeme'.repeat(5),
      'a long passphrase!a long passphrase!',
      'abcdefghijklmnopqrstuvwxyz0123456789',
      '0123456789'.repeat(4),
      `${'x'.repeat(30)}7Kq2`,
      'abababacabababacabababadabababac',
    ],
    OVERPASS_DATA: ['/proc/overpass', '/proc/self/data', '/sys/overpass'],
    TRUSTED_PROXIES: ['proxy', '10.0.0.0/33', '10.0.0.1;10.0.0.2', '10.0.0.1,,10.0.0.2', 'true'],
  }))
    for (const value of values) expect(refused({ [name]: value }), `${name}=${value}`).toEqual([name])
  for (const good of ['loopback', '10.1.2.3, 10.2.0.0/16', '::1,fd00::/8', 'loopback,uniquelocal'])
    expect(refused({ TRUSTED_PROXIES: good })).toEqual([])
  expect(refused({ PUBLIC_URL: '', OVERPASS_SECRET: '' })).toEqual(['PUBLIC_URL', 'OVERPASS_SECRET'])
})

test('random secrets are taken, whatever they are written in', () => {
  for (const encoding of ['hex', 'base64', 'base64url'] as const)
    for (let i = 0; i < 500; i++)
      expect(refused({ OVERPASS_SECRET: randomBytes(24).toString(encoding) })).toEqual([])
})

test('a data folder may be one that is not there yet, or a link to a real one', () => {
  for (const good of ['./data', '/tmp/not/yet/there', tmpdir()])
    expect(refused({ OVERPASS_DATA: good })).toEqual([])
})
