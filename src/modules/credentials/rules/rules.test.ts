import fc from 'fast-check'
import { expect, test } from 'vitest'
import { badgePng } from './badge-png.ts'
import { badgeSvg } from './badge-svg.ts'
import { bakePng, bakeSvg, unbake } from './baked.ts'
import { fromBase58, toBase58 } from './base58.ts'
import { COLOURS } from './colours.ts'
import { didKeyDocument, didWebAddress, didWebOf, multibaseOf, publicKeyOf } from './did.ts'
import { excess, LIMITS, nestsTooDeep } from './limits.ts'
import { isOnePlusX } from './one-plus-x.ts'
import { credentialProblems } from './shape.ts'
import { bitAt, bitsOf, drawIndexes, LEAST_ENTRIES } from './status.ts'

test('base58 gives back every key; the known one of the did:key method', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), bytes => {
      expect(fromBase58(toBase58(bytes))).toEqual(bytes)
    }),
  )
  // An example of the did:key method's specification.
  const known = 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'
  const key = publicKeyOf(known)
  expect(key && multibaseOf(key)).toBe(known)
  expect(didKeyDocument(`did:key:${known}`)?.assertionMethod).toEqual([`did:key:${known}#${known}`])
  for (const wrong of ['z0', 'zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme', 'u6Mk', `${known}a`])
    expect(publicKeyOf(wrong)).toBeNull()
})

test('did:web: a document’s place, and names that lead inward', () => {
  expect(didWebAddress('did:web:school.example')?.href).toBe('https://school.example/.well-known/did.json')
  const did = didWebOf('https://overpass.example', ['api', 'credentials', 'issuers', 'x'])
  expect(didWebAddress(did)?.href).toBe('https://overpass.example/api/credentials/issuers/x/did.json')
  for (const host of [
    'localhost',
    '127.0.0.1',
    '0x7f.1',
    'a.b%3A8080',
    '[::1]',
    '',
    'a.b:..',
    'a.b:%2e%2e',
    'a@b.c',
  ])
    expect(didWebAddress(`did:web:${host}`), host).toBeNull()
})

test('indexes are drawn once each, from everywhere; bits stand where they are set', () => {
  const taken = new Set([0, 1])
  let next = 0
  const drawn = drawIndexes(5, 16, taken, below => next++ % below)
  expect(drawn).toEqual([2, 3, 4, 5, 6])
  expect(() => drawIndexes(99, 16, taken, () => 0)).toThrow(RangeError)
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(LEAST_ENTRIES - 1), { maxLength: 50 }), indexes => {
      const bits = bitsOf(LEAST_ENTRIES, indexes)
      expect(bits.length).toBe(16_384)
      for (const index of indexes) expect(bitAt(bits, index)).toBe(true)
      expect(bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(
        indexes.length,
      )
    }),
    { numRuns: 20 },
  )
  expect(bitsOf(8, [0])).toEqual(Uint8Array.of(0x80))
  expect(bitAt(bitsOf(8, []), 8)).toBeNull()
})

test('what is nested or counted beyond all measure is told without a deep walk', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), depth => {
      const json = '['.repeat(depth) + ']'.repeat(depth)
      expect(nestsTooDeep(json)).toBe(depth > LIMITS.depth)
      expect(nestsTooDeep(JSON.stringify('['.repeat(depth)))).toBe(false)
    }),
  )
  expect(excess({ a: [1, { b: 2 }] })).toBeNull()
  expect(excess(Array.from({ length: LIMITS.values }, () => 0))).toBe('too_many_values')
})

const PICTURE = {
  kind: 'award',
  colour: COLOURS[0],
  name: '<优秀> & "作品"',
  organisation: '甲职业学校',
} as const

test('what is baked into a picture comes out of it again', () => {
  const png = badgePng(PICTURE)
  const svg = badgeSvg(PICTURE)
  expect(svg).not.toContain('<优秀>')
  for (const text of ['eyJh.eyJi.c2ln', '{"name":"<a> & \\"b\\" 中文 ]]>","@context":["/credentials/v2"]}']) {
    expect(unbake(bakePng(png, text))).toEqual([{ text }])
    expect(unbake(Buffer.from(bakeSvg(svg, text)))).toEqual([{ text }])
    // Nobody hides one behind another: readers differ in which of two they take.
    expect(unbake(bakePng(bakePng(png, text), 'e.y.J'))).toEqual([{ text: 'e.y.J' }, { text }])
    expect(unbake(Buffer.from(bakeSvg(bakeSvg(svg, text), 'e.y.J')))).toEqual([{ text: 'e.y.J' }, { text }])
  }
  expect(unbake(png)).toEqual([])
  expect(unbake(Buffer.from(svg))).toEqual([])
  const cdata = svg.replace(
    '</svg>',
    '<openbadges:credential><![CDATA[{"a":1}]]></openbadges:credential></svg>',
  )
  expect(unbake(Buffer.from(cdata))).toEqual([{ text: '{"a":1}' }])
  const link = (id: number) => `https://o.example/verify/credential/00000000-0000-4000-8000-00000000000${id}`
  const pdf = `%PDF-1.7 /URI (${link(1)}) /URI (${link(2)}) /URI (${link(1)}) /URI (http://127.0.0.1/admin)`
  expect(unbake(Buffer.from(pdf))).toEqual([{ address: link(1) }, { address: link(2) }])
})

test('no bytes at all make the reader throw', () => {
  const heads = [
    '',
    '\x89PNG\r\n\x1a\n',
    '%PDF-1.7\n1 0 obj << >> stream\n',
    '<svg ',
    '<svg><openbadges:credential ',
    'http://',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, bytes) => {
      unbake(Buffer.concat([Buffer.from(head, 'latin1'), bytes]))
    }),
    { numRuns: 300 },
  )
})

test('1+X is known by any way it is written', () => {
  for (const text of ['1+X 数字媒体', '１＋Ｘ 证书', '1 + x动画制作', '动画制作职业技能等级证书'])
    expect(isOnePlusX(text)).toBe(true)
  for (const text of ['动画短片结业', '1+xyz', 'X 课程']) expect(isOnePlusX(text)).toBe(false)
})

const MINIMAL = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: 'did:example:1',
  credentialSubject: { id: 'did:example:2' },
}
const DIGEST = `sha256-${'A'.repeat(43)}=`

test.each([
  [{}, null],
  [{ '@context': 'https://www.w3.org/ns/credentials/v2' }, '@context'],
  [{ '@context': ['https://www.w3.org/ns/did/v1'] }, '@context[0]'],
  [{ '@context': [...MINIMAL['@context'], 4] }, '@context[1]'],
  [{ '@context': [...MINIMAL['@context'], { '@vocab': 'https://a.b/' }] }, null],
  [{ type: ['OpenBadgeCredential'] }, 'type'],
  [{ type: [] }, 'type'],
  [{ type: 'VerifiableCredential' }, null],
  [{ id: 'not a url' }, 'id'],
  [{ id: ['urn:a:b'] }, 'id'],
  [{ issuer: 'school' }, 'issuer'],
  [{ issuer: { name: 'school' } }, 'issuer'],
  [{ issuer: ['did:example:1', 'did:example:2'] }, 'issuer'],
  [{ issuer: null }, 'issuer'],
  [{ name: { '@value': 'a', '@language': 'en', '@direction': 'ltr' } }, null],
  [{ name: { '@value': 'a', other: 'b' } }, 'name'],
  [{ description: 4 }, 'description'],
  [{ validFrom: '2026-01-01' }, 'validFrom'],
  [{ validFrom: '2026-01-01T00:00:00' }, 'validFrom'],
  [{ validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }, 'validUntil'],
  [{ credentialSubject: [] }, 'credentialSubject'],
  [{ credentialSubject: {} }, 'credentialSubject'],
  [{ credentialSubject: 'did:example:2' }, 'credentialSubject'],
  [{ credentialSubject: [{ id: 'did:example:2' }, {}] }, 'credentialSubject'],
  [{ credentialStatus: { id: 'urn:a:b' } }, 'credentialStatus.type'],
  [{ credentialStatus: { type: 'A', id: 'nowhere' } }, 'credentialStatus.id'],
  [{ credentialSchema: { type: 'JsonSchema' } }, 'credentialSchema.id'],
  [{ credentialSchema: { id: 'https://a.b/c' } }, 'credentialSchema.type'],
  [{ credentialSchema: { id: 'https://a.b/c', type: ['JsonSchema', 'B'] } }, 'credentialSchema.type'],
  [{ credentialSchema: 'https://a.b/c' }, 'credentialSchema'],
  [{ refreshService: { id: 'https://a.b/c' } }, 'refreshService.type'],
  [{ refreshService: { id: 'https://a.b/c', type: 4 } }, 'refreshService.type'],
  [{ refreshService: 'https://a.b/c' }, 'refreshService'],
  [{ termsOfUse: [{ type: 'Policy' }, {}] }, 'termsOfUse.type'],
  [{ evidence: [{ id: 'https://a.b/c' }] }, 'evidence.type'],
  [{ relatedResource: 'https://a.b/c' }, 'relatedResource'],
  [{ relatedResource: { id: 'https://a.b/c' } }, 'relatedResource'],
  [{ relatedResource: { id: 'here', digestSRI: DIGEST } }, 'relatedResource.id'],
  [{ relatedResource: { id: 'https://a.b/c', digestSRI: 'md5-abc' } }, 'relatedResource'],
  [{ relatedResource: { id: 'https://a.b/c', digestSRI: 4 } }, 'relatedResource'],
  [{ relatedResource: { id: 'https://a.b/c', digestMultibase: [] } }, 'relatedResource'],
  [{ relatedResource: { id: 'https://a.b/c', digestSRI: DIGEST } }, null],
  [
    {
      relatedResource: [
        { id: 'https://a.b/c', digestSRI: DIGEST },
        { id: 'https://a.b/c', digestSRI: DIGEST },
      ],
    },
    'relatedResource.id',
  ],
  [{ proof: 'signed' }, 'proof'],
  [{ proof: { type: 'DataIntegrityProof' } }, 'proof.cryptosuite'],
  [{ proof: { type: 'P', previousProof: 'urn:uuid:1' } }, null],
  [{ proof: { type: 'P', previousProof: ['urn:uuid:1', 4] } }, 'proof.previousProof'],
  [{ proof: { type: 'P', previousProof: { id: 'urn:uuid:1' } } }, 'proof.previousProof'],
  [{ proof: { type: 'P', created: 'yesterday' } }, 'proof.created'],
  [{ proof: { type: 'P', verificationMethod: {} } }, 'proof.verificationMethod'],
] as const)('the data model: %j', (over, path) => {
  const problems = credentialProblems({ ...MINIMAL, ...over })
  if (path === null) expect(problems).toEqual([])
  else expect(problems.map(problem => problem.path)).toContain(path)
})

test('no value at all makes the checks throw', () => {
  const names = [
    '@context',
    'type',
    'id',
    'issuer',
    'credentialSubject',
    'credentialStatus',
    'relatedResource',
    'proof',
    'evidence',
    'name',
  ]
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 })), document => {
      credentialProblems(document)
    }),
    { numRuns: 300 },
  )
})
