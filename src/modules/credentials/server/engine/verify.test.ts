import { sign } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { NoAnswer } from '#platform/server/outward.ts'
import { CLR_EXAMPLE, CLR_EXAMPLE_ISSUER, CLR_EXAMPLE_KEY } from '#test/clr-example.ts'
import type { Credential } from '../../rules/achievement.ts'
import { didDocumentOf } from '../../rules/did.ts'
import { LIMITS } from '../../rules/limits.ts'
import { helpers } from './helpers.ts'
import { checkProof } from './proof.ts'
import { signDocument, signToken } from './sign.ts'
import {
  bothLists,
  LISTS,
  provenBy,
  SIGNED_AT,
  surroundingsOf,
  type TestIssuer,
  testCredential,
  testIssuer,
  testList,
} from './test-issuer.ts'
import { verifyText } from './verify.ts'
import { documentsOf } from './verify-document.ts'

afterAll(() => helpers.close())

test('our words for CLR 2.0 mean what the published ones mean: the specification’s signed example holds', async () => {
  const documents = documentsOf(CLR_EXAMPLE_ISSUER, [
    { method: `${CLR_EXAMPLE_ISSUER}#${CLR_EXAMPLE_KEY}`, publicKey: CLR_EXAMPLE_KEY },
  ])
  const { credentialSubject } = CLR_EXAMPLE
  for (const document of [CLR_EXAMPLE, ...credentialSubject.verifiableCredential])
    expect(await checkProof({ document, documents })).toBe('verified')
  const other = [{ ...credentialSubject.association[0], associationType: 'isChildOf' }]
  const changed = { ...CLR_EXAMPLE, credentialSubject: { ...credentialSubject, association: other } }
  expect(await checkProof({ document: changed, documents })).toBe('tampered')
})

const issuer = testIssuer()
const other = testIssuer()
const lists = await bothLists(issuer)
const surroundings = surroundingsOf({ lists })
const FORMS = ['document', 'token'] as const
type Form = (typeof FORMS)[number]

async function signed(form: Form, credential: object = testCredential(issuer), by: TestIssuer = issuer) {
  return form === 'token'
    ? signToken(credential as Credential, by.signer)
    : JSON.stringify(await signDocument(credential, by.signer, SIGNED_AT))
}
const judged = async (text: string, where = surroundings) => (await verifyText(text, where))[0]

describe.each(FORMS)('as a %s', form => {
  test('what was issued is intact, in force, and says who got what', async () => {
    expect(await judged(await signed(form))).toMatchObject({
      ...{ outcome: 'valid', integrity: 'intact', status: 'in_force', statusFault: null },
      claims: { title: '动画短片结业 / Animated short completion', learner: '林示例', level: '优秀' },
      issuer: { id: issuer.did, name: '甲职业学校 / School A' },
      unchecked: ['issuer', 'holder', 'evidence', 'schema'],
    })
  })

  test.each([
    ['revoked', { revoked: [4711] }],
    ['suspended', { suspended: [4711] }],
    ['in_force', { revoked: [4710, 4712], suspended: [4703] }],
  ] as const)('the lists decide: %s', async (status, set) => {
    const found = await judged(
      await signed(form),
      surroundingsOf({ lists: await bothLists(issuer, set as never) }),
    )
    expect(found).toMatchObject({
      integrity: 'intact',
      status,
      outcome: status === 'in_force' ? 'valid' : 'invalid',
    })
  })

  test('a revoked one that has expired as well is told revoked', async () => {
    const text = await signed(form, testCredential(issuer, { validUntil: '2026-08-01T00:00:00Z' }))
    expect(await judged(text)).toMatchObject({ status: 'expired', outcome: 'invalid' })
    const revoked = surroundingsOf({ lists: await bothLists(issuer, { revoked: [4711] }) })
    expect(await judged(text, revoked)).toMatchObject({ status: 'revoked' })
    const early = surroundingsOf({ lists, now: () => new Date('2026-07-01T00:00:00Z') })
    const future = await signed(form, { ...testCredential(issuer), validFrom: '2026-09-01T00:00:00Z' })
    expect(await judged(future, early)).toMatchObject({ status: 'not_yet_valid', outcome: 'invalid' })
  })

  test('another issuer’s key, and a key that its issuer does not publish', async () => {
    expect(await judged(await signed(form, testCredential(issuer), other))).toMatchObject({
      integrity: 'wrong_key',
      outcome: 'invalid',
    })
    const did = 'did:web:school.example:issuer'
    const credential = testCredential({ ...issuer, did })
    const signer = { ...issuer.signer, method: `${did}#gone` }
    const text = await signed(form, credential, { ...issuer, signer })
    const document = didDocumentOf(did, [{ method: `${did}#now`, publicKey: issuer.publicKey }])
    const found = await judged(text, surroundingsOf({ lists, ownDocument: async () => document }))
    expect(found).toMatchObject({ integrity: 'wrong_key', keyFault: 'no_such_key', outcome: 'invalid' })
  })

  test('a list that is unreachable, stale, too short, another issuer’s, of another purpose, no list: never valid', async () => {
    const text = await signed(form)
    const foreign = await testList(other)
    const unsigned = JSON.parse(await testList(issuer))
    delete unsigned.proof
    const forged = { ...JSON.parse(await testList(issuer)), validUntil: '2028-01-01T00:00:00Z' }
    const cases: [string | null, string][] = [
      [null, 'not_looked_up'],
      [await testList(issuer, { validUntil: '2026-11-01T00:00:00Z' }), 'stale'],
      [await testList(issuer, { length: 1024 * 8 }), 'too_short'],
      [foreign, 'not_by_issuer'],
      [await testList(other, { did: issuer.did }), 'bad_list'],
      [JSON.stringify(unsigned), 'bad_list'],
      [JSON.stringify(forged), 'bad_list'],
      [await testList(issuer, { purpose: 'suspension' }), 'bad_list'],
      ['<html>', 'bad_list'],
      ['[]', 'bad_list'],
    ]
    for (const [list, fault] of cases) {
      const { [`${LISTS}/revocation`]: _, ...without } = lists
      const where = surroundingsOf({
        lists: list === null ? without : { ...lists, [`${LISTS}/revocation`]: list },
      })
      const found = await judged(text, where)
      expect(found, fault).toMatchObject({ status: 'unknown', statusFault: fault, outcome: 'uncertain' })
      expect(found?.unchecked).toContain('status')
    }
    const away = surroundingsOf({ lookUp: () => Promise.reject(new NoAnswer('unreachable')) })
    expect(await judged(text, away)).toMatchObject({ statusFault: 'unreachable', outcome: 'uncertain' })
  })

  test('a status of a kind or purpose that nobody knows is no yes; two statuses count both; none is said', async () => {
    const credential = testCredential(issuer)
    const [revocation] = credential.credentialStatus as [object]
    const with_ = async (credentialStatus: unknown, where = surroundings) =>
      judged(await signed(form, { ...credential, credentialStatus }), where)
    const unknown = { status: 'unknown', statusFault: 'unsupported', outcome: 'uncertain' }
    const foreign = { id: 'https://other.example/status/1', type: 'RevocationList2020Status' }
    // The words of a token are not looked up; those of a document no context explains.
    if (form === 'token') {
      expect(await with_(foreign)).toMatchObject(unknown)
      expect(await with_([revocation, foreign])).toMatchObject(unknown)
    } else await expect(with_(foreign)).rejects.toThrow()
    expect(await with_([revocation, { ...revocation, statusPurpose: 'Revocation' }])).toMatchObject(unknown)
    expect(await with_({ ...revocation, statusListIndex: '-1' })).toMatchObject(unknown)
    expect(await with_([revocation, { ...revocation, statusPurpose: 'refresh' }])).toMatchObject({
      ...{ outcome: 'valid', unchecked: expect.arrayContaining(['status']) },
    })
    const second = { ...revocation, statusListIndex: '9' }
    const set = surroundingsOf({ lists: await bothLists(issuer, { revoked: [9] }) })
    for (const both of [
      [revocation, second],
      [second, revocation],
    ])
      expect(await with_(both, set)).toMatchObject({ status: 'revoked', outcome: 'invalid' })
    expect(await with_([])).toMatchObject({
      outcome: 'valid',
      unchecked: expect.arrayContaining(['no_status']),
    })
  })

  test('several subjects: all are named, and that they are several is said', async () => {
    const credential = testCredential(issuer)
    const one = credential.credentialSubject as { identifier: { identityHash: string }[] }
    const two = { ...one, id: 'urn:uuid:0b9f3a52-6a7e-4c53-9d0c-5a4f5cf7a009' }
    const named = { ...two, identifier: [{ ...one.identifier[0], identityHash: '周示例' }] }
    const found = await judged(await signed(form, { ...credential, credentialSubject: [one, named] }))
    expect(found).toMatchObject({ outcome: 'valid', claims: { learner: '林示例 / 周示例' } })
    expect(found?.unchecked).toContain('subjects')
  })

  test('an index beyond the list is no yes', async () => {
    const found = await judged(await signed(form, testCredential(issuer, { index: 9_999_999 })))
    expect(found).toMatchObject({ status: 'unknown', statusFault: 'bad_list' })
  })

  test('a did:web whose host is nobody’s to ask', async () => {
    let asked = 0
    const lookUp = async () => {
      asked++
      return Buffer.from('{}')
    }
    for (const host of [
      '127.0.0.1',
      'localhost',
      '10.0.0.1%3A8080',
      'metadata',
      '0x7f.1',
      'a.b%3A22',
      '2130706433',
    ]) {
      const did = `did:web:${host}`
      const text = await signed(
        form,
        { ...testCredential(issuer), issuer: did },
        {
          ...issuer,
          signer: { ...issuer.signer, method: `${did}#key` },
        },
      ).catch(() => null)
      if (text === null) continue
      const found = await judged(text, surroundingsOf({ lookUp }))
      expect(found, host).toMatchObject({
        integrity: 'unknown_key',
        keyFault: 'inward',
        outcome: 'uncertain',
      })
    }
    expect(asked).toBe(0)
    const did = 'did:web:school.example'
    const text = await signed(
      form,
      { ...testCredential(issuer), issuer: did },
      {
        ...issuer,
        signer: { ...issuer.signer, method: `${did}#key` },
      },
    )
    expect(await judged(text)).toMatchObject({ integrity: 'unknown_key', keyFault: 'not_looked_up' })
  })
})

describe('a document', () => {
  test('every changed, added or removed statement is seen', async () => {
    const document = JSON.parse(await signed('document'))
    const { achievement } = document.credentialSubject
    const changes = [
      { ...document, validFrom: '2026-07-02T00:00:00Z' },
      { ...document, validUntil: '2030-07-02T00:00:00Z' },
      { ...document, credentialStatus: undefined },
      {
        ...document,
        credentialStatus: [
          document.credentialStatus[0],
          { ...document.credentialStatus[1], statusListIndex: '1' },
        ],
      },
      {
        ...document,
        credentialSubject: { ...document.credentialSubject, achievement: { ...achievement, name: '院士' } },
      },
      { ...document, evidence: undefined },
      { ...document, proof: { ...document.proof, created: '2026-01-01T00:00:00Z' } },
    ]
    for (const changed of changes)
      expect(await judged(JSON.stringify(changed))).toMatchObject({
        integrity: 'tampered',
        outcome: 'invalid',
      })
  })

  test('every one of several proofs must be right', async () => {
    const document = JSON.parse(await signed('document'))
    const second = JSON.parse(await signed('document', { ...testCredential(issuer), name: '另一份' })).proof
    const both = { ...document, proof: [document.proof, second] }
    expect(await judged(JSON.stringify(both))).toMatchObject({ integrity: 'tampered' })
    const foreign = { ...document.proof, type: 'Ed25519Signature2020' }
    expect(await judged(JSON.stringify({ ...document, proof: [document.proof, foreign] }))).toMatchObject({
      integrity: 'intact',
      unchecked: expect.arrayContaining(['other_proofs']),
    })
    expect(await judged(JSON.stringify({ ...document, proof: foreign }))).toMatchObject({
      integrity: 'unsupported_proof',
      outcome: 'uncertain',
    })
    expect(await judged(JSON.stringify({ ...document, proof: undefined }))).toMatchObject({
      integrity: 'no_proof',
    })
  })

  test('a proof for another purpose, past its own term or dated in the future', async () => {
    const document = JSON.parse(await signed('document'))
    const proofOf = (over: object) => JSON.stringify({ ...document, proof: { ...document.proof, ...over } })
    expect(await judged(proofOf({ proofPurpose: 'authentication' }))).toMatchObject({
      ...{ integrity: 'malformed', outcome: 'invalid', problems: [{ path: 'proof.proofPurpose' }] },
    })
    for (const proof of [{ expires: '2026-11-01T00:00:00Z' }, { created: '2026-12-01T00:00:00Z' }]) {
      const text = await provenBy(issuer, testCredential(issuer), proof)
      expect(await judged(text)).toMatchObject({ integrity: 'untimely_proof', outcome: 'invalid' })
      // Written over afterwards it is not better.
      const forged = {
        ...JSON.parse(text),
        proof: { ...JSON.parse(text).proof, created: undefined, expires: undefined },
      }
      expect(await judged(JSON.stringify(forged))).toMatchObject({ integrity: 'tampered' })
    }
  })

  test('a context of its own that blots terms out does not slip statements past the signature', async () => {
    const document = JSON.parse(await signed('document'))
    const said = { ...document.credentialSubject, rank: '院士', honour: { name: '院士' } }
    for (const blot of [
      { rank: null, honour: null },
      { rank: 'urn:x', honour: null },
      { '@vocab': 'urn:x:' },
      { name: null, result: null },
      { '@propagate': true, rank: { '@id': null }, honour: { '@id': null } },
    ])
      expect(
        await judged(
          JSON.stringify({
            ...document,
            '@context': [...document['@context'], blot],
            credentialSubject: said,
          }),
        ),
        JSON.stringify(blot),
      ).toMatchObject({ outcome: 'invalid' })
  })

  test('an unknown context and a term that nothing explains', async () => {
    const document = JSON.parse(await signed('document'))
    const contexts = [...document['@context'], 'https://evil.example/context.json']
    expect(await judged(JSON.stringify({ ...document, '@context': contexts }))).toMatchObject({
      integrity: 'unknown_context',
      problems: [{ path: 'https://evil.example/context.json' }],
      outcome: 'uncertain',
    })
    const nested = {
      ...document,
      credentialSubject: { ...document.credentialSubject, '@context': 'http://127.0.0.1/x' },
    }
    expect(await judged(JSON.stringify(nested))).toMatchObject({ integrity: 'unknown_context' })
    expect(await judged(JSON.stringify({ ...document, salary: 'high' }))).toMatchObject({
      integrity: 'malformed',
      problems: [{ code: 'undefined_term' }],
    })
  })
})

describe('a token', () => {
  test('a changed part, another algorithm, none, claims that contradict each other', async () => {
    const token = await signed('token')
    const [head, payload, signature] = token.split('.') as [string, string, string]
    const coded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const read = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const changed = `${head}.${coded({ ...read, awardedDate: '2020-01-01T00:00:00Z' })}.${signature}`
    expect(await judged(changed)).toMatchObject({ integrity: 'tampered', outcome: 'invalid' })
    const header = JSON.parse(Buffer.from(head, 'base64url').toString())
    for (const alg of ['none', 'HS256', 'ES256']) {
      const found = await judged(`${coded({ ...header, alg })}.${payload}.${signature}`)
      expect(found, alg).toMatchObject({ integrity: 'unsupported_proof' })
    }
    // Another issuer's key under this issuer's name, and this issuer's name for another's key.
    const kid = `${other.did}#${other.publicKey}`
    expect(await judged(`${coded({ ...header, kid })}.${payload}.${signature}`)).toMatchObject({
      ...{ integrity: 'wrong_key', outcome: 'invalid' },
    })
    const stolen = signToken(testCredential(issuer), { ...other.signer, method: issuer.signer.method })
    expect(await judged(stolen)).toMatchObject({ integrity: 'tampered', outcome: 'invalid' })
    for (const more of [{ crit: ['b64'], b64: false }, { typ: 'vp+jwt' }])
      expect(await judged(`${coded({ ...header, ...more })}.${payload}.${signature}`)).toMatchObject({
        integrity: 'unsupported_proof',
      })
    // A token's own end counts where its credential names none.
    const { validFrom: _, ...timeless } = testCredential(issuer)
    for (const [claim, status] of [
      [{ exp: Date.parse('2026-11-01T00:00:00Z') / 1000 }, 'expired'],
      [{ nbf: Date.parse('2026-12-01T00:00:00Z') / 1000 }, 'not_yet_valid'],
    ] as const) {
      const signedHead = coded(header)
      const body = coded({ ...timeless, ...claim })
      const by = sign(null, Buffer.from(`${signedHead}.${body}`), issuer.signer.key).toString('base64url')
      expect(await judged(`${signedHead}.${body}.${by}`)).toMatchObject({ status, outcome: 'invalid' })
    }
    const contrary = signToken({ ...testCredential(issuer), iss: 'did:example:1' } as never, issuer.signer)
    expect((await judged(contrary))?.outcome).toBe('valid') // our own claims are written last
    const forged = `${head}.${coded({ ...read, iss: other.did })}.${signature}`
    expect(await judged(forged)).toMatchObject({ integrity: 'malformed', problems: [{ path: 'iss' }] })
  })
})

test('texts that are no credential, or far too much of one', async () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  const wide = JSON.stringify({ a: Array.from({ length: 50_000 }, () => 1) })
  for (const [text, integrity] of [
    ['', 'unreadable'],
    ['你好', 'unreadable'],
    ['null', 'unreadable'],
    ['{"a":', 'unreadable'],
    [deep, 'too_large'],
    [`[${'['.repeat(1_000_00)}`, 'too_large'],
    [wide, 'too_large'],
    ['x'.repeat(1_100_000), 'too_large'],
    ['{}', 'malformed'],
    ['{"__proto__": {"type": "VerifiableCredential"}}', 'malformed'],
  ])
    expect(await judged(text as string), String(text).slice(0, 20)).toMatchObject({ integrity })
})

test('a presentation: each of its credentials is judged, one in an envelope as well', async () => {
  const presentation = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: 'VerifiablePresentation',
    verifiableCredential: [
      JSON.parse(await signed('document')),
      {
        '@context': 'https://www.w3.org/ns/credentials/v2',
        id: `data:application/vc+jwt,${await signed('token')}`,
        type: 'EnvelopedVerifiableCredential',
      },
    ],
  }
  const found = await verifyText(JSON.stringify(presentation), surroundings)
  expect(found.map(({ outcome, form }) => [outcome, form])).toEqual([
    ['valid', 'data_integrity'],
    ['valid', 'vc+jwt'],
  ])
  // More than are looked at: the rest is not passed over in silence.
  const many = Array.from({ length: LIMITS.inner + 1 }, () => presentation.verifiableCredential[1])
  const judged = await verifyText(
    JSON.stringify({ ...presentation, verifiableCredential: many }),
    surroundings,
  )
  expect(judged).toHaveLength(LIMITS.inner + 1)
  expect(judged.at(-1)).toMatchObject({
    ...{ outcome: 'uncertain', integrity: 'too_large', unchecked: ['contents'] },
  })
})
