import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookOutward, type Reach } from './outward.ts'
import { isPublicAddress } from './public-address.ts'

let connections = 0
const trap = createServer(socket => {
  connections++
  socket.destroy()
})
beforeAll(() => new Promise<void>(resolve => void trap.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise<void>(resolve => void trap.close(() => resolve())))

const reachOf = (addresses: Record<string, string[]>) => {
  const asked: string[] = []
  const got: string[] = []
  const reach: Reach = {
    async resolve(host) {
      asked.push(host)
      return (addresses[host] ?? []).map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
    async get(_url, to) {
      got.push(to.address)
      return Buffer.from('{}')
    },
  }
  return { reach, asked, got }
}

test('reads from the address that was checked', async () => {
  const { reach, got } = reachOf({ 'school.example': ['93.184.215.14'] })
  await lookOutward(new URL('https://school.example/did.json'), reach)
  expect(got).toEqual(['93.184.215.14'])
})

test.each([
  ['http://school.example/did.json'],
  ['https://school.example:8443/did.json'],
  ['https://user:word@school.example/did.json'],
  ['https://127.0.0.1/did.json'],
  ['https://[::1]/did.json'],
  ['https://2130706433/did.json'],
  ['https://localhost/did.json'],
  ['https://school.example./did.json'],
  ['file:///etc/passwd'],
  ['gopher://school.example/'],
])('never asks %s', async address => {
  const { reach, asked, got } = reachOf({ 'school.example': ['93.184.215.14'] })
  await expect(lookOutward(new URL(address), reach)).rejects.toMatchObject({ fault: 'inward' })
  expect([...asked, ...got]).toEqual([])
})

test('a name that leads inward, alone or beside a public address, is never connected to', async () => {
  for (const addresses of [
    ['127.0.0.1'],
    ['93.184.215.14', '10.0.0.1'],
    ['::ffff:127.0.0.1'],
    ['169.254.169.254'],
    ['fd00::1'],
  ]) {
    const { reach, got } = reachOf({ 'evil.example': addresses })
    await expect(lookOutward(new URL('https://evil.example/x'), reach)).rejects.toMatchObject({
      fault: 'inward',
    })
    expect(got).toEqual([])
  }
  const { reach } = reachOf({})
  await expect(lookOutward(new URL('https://gone.example/x'), reach)).rejects.toMatchObject({
    fault: 'unreachable',
  })
  await expect(lookOutward(null, reach)).rejects.toMatchObject({ fault: 'inward' })
})

test('the real network code asks no name of this machine', async () => {
  await expect(lookOutward(new URL('https://localhost.localdomain/x'))).rejects.toBeDefined()
  expect(connections).toBe(0)
})

test('addresses that no public server has', () => {
  const inward =
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.31.0.1 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255 ' +
    ':: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 fe80::1 fc00::1 fd12::1 ff02::1 2001:db8::1 2002:7f00:1::1 64:ff9b::a00:1 localhost'
  for (const address of inward.split(' ')) expect(isPublicAddress(address), address).toBe(false)
  for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111'])
    expect(isPublicAddress(address)).toBe(true)
})
