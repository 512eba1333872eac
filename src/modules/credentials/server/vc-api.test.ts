import { issue } from '@digitalbazaar/vc'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from '#modules/accounts/contract.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import { didDocumentOf } from '../rules/did.ts'
import { loaderWith } from './engine/contexts.ts'
import { helpers } from './engine/helpers.ts'
import { checkProof } from './engine/proof.ts'
import { signDocument } from './engine/sign.ts'
import { testIssuer } from './engine/test-issuer.ts'
import { documentsOf } from './engine/verify-document.ts'

let app: TestApp
let prepared: PreparedWorld
let key: string

beforeAll(async () => {
  app = await startTestApp({ env: { VC_API: 'on', PUBLIC_URL: 'https://overpass.example' } })
  prepared = await prepareWorld(app)
  key = await keyWith(['credentials.issue', 'credentials.verify'])
})
afterAll(async () => {
  await app.close()
  await helpers.close()
})

const keyWith = async (scopes: ('credentials.issue' | 'credentials.verify' | 'people.read')[]) =>
  (await prepared.as('school_admin of a').client(createApiKey, { body: { name: '测试', scopes, days: 1 } }))
    .key

async function post(path: string, body: unknown, apiKey: string | null = key) {
  const headers = { 'content-type': 'application/json', ...(apiKey ? { 'x-api-key': apiKey } : {}) }
  const answer = await app
    .client()
    .raw(`/api/vc${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}
const CREDENTIAL = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential'],
  credentialSubject: { id: 'did:example:subject', alumniOf: '甲职业学校' },
}

test('issues a bare credential under the organisation’s did:web, whose document holds the key', async () => {
  const { status, body } = await post('/credentials/issue', { credential: CREDENTIAL, options: {} })
  expect(status).toBe(200)
  const did = body.issuer as string
  expect(did).toMatch(/^did:web:overpass\.example:api:credentials:issuers:[0-9a-f-]{36}$/)
  const path = `/${did.split(':').slice(3).join('/')}/did.json`
  const answer = await app.client().raw(path)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const document = await answer.json()
  expect(document).toMatchObject({ id: did, assertionMethod: [body.proof.verificationMethod] })
  const [method] = document.verificationMethod
  const key = { method: method.id, publicKey: method.publicKeyMultibase }
  expect(document).toEqual(didDocumentOf(did, [key]))
  expect(await checkProof({ document: body, documents: documentsOf(did, [key]) })).toBe('verified')
  expect((await post('/credentials/verify', { verifiableCredential: body })).body).toMatchObject({
    verified: true,
  })
})

test.each([
  ['another issuer', { issuer: 'did:example:other' }],
  ['an issuer that is no URL', { issuer: 'school' }],
  ['a proof of its own', { proof: { type: 'DataIntegrityProof', cryptosuite: 'x' } }],
  ['a wrong context', { '@context': ['https://www.w3.org/2018/credentials/v2'] }],
  ['an unknown context', { '@context': [...CREDENTIAL['@context'], 'https://evil.example/c'] }],
  ['no subject', { credentialSubject: undefined }],
  ['a status without a type', { credentialStatus: { id: 'https://a.b/c' } }],
  ['a refresh service without a type', { refreshService: { id: 'https://a.b/c' } }],
  ['a related resource without a digest', { relatedResource: { id: 'https://a.b/c' } }],
  ['a day for a moment', { validFrom: '2026-01-01' }],
])('refuses to issue with %s', async (_, over) => {
  const { status } = await post('/credentials/issue', { credential: { ...CREDENTIAL, ...over } })
  expect(status).toBe(400)
})

test('never a 1+X certificate', async () => {
  const name = '1+X 动画制作（中级）'
  for (const said of [name, { '@value': name, '@language': 'zh' }, ['动画制作', { '@value': name }]]) {
    const credential = { ...CREDENTIAL, name: said }
    expect((await post('/credentials/issue', { credential })).body.error.code).toBe('credentials.one_plus_x')
  }
  // Nodes without names that all look alike: their canonical form is not sought for ever, nor in our own process.
  const alike = Array.from({ length: 14 }, (_, i) => `_:b${i}`)
  const credentialSubject = {
    knows: alike.map(id => ({ id, knows: alike.filter(one => one !== id) })),
  }
  const contexts = [...CREDENTIAL['@context'], { knows: { '@id': 'urn:x:knows', '@type': '@id' } }]
  const poison = { ...CREDENTIAL, '@context': contexts, credentialSubject }
  expect((await post('/credentials/issue', { credential: poison })).status).toBe(400)
})

test('answers 400 to what is not valid, whatever the reason', async () => {
  const { body: good } = await post('/credentials/issue', { credential: CREDENTIAL })
  const expired = { ...CREDENTIAL, validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }
  const bad = [
    { ...good, credentialSubject: { id: 'did:example:other' } },
    { ...good, proof: undefined },
    { ...good, proof: { ...good.proof, verificationMethod: `${good.issuer}#other` } },
    (await post('/credentials/issue', { credential: expired })).body,
    {},
  ]
  for (const verifiableCredential of bad)
    expect((await post('/credentials/verify', { verifiableCredential })).status).toBe(400)
  expect((await post('/credentials/verify', {})).status).toBe(400)
  expect((await post('/credentials/verify', { verifiableCredential: 'no token' })).status).toBe(400)
})

test('a presentation: its own proof for its own challenge, and each credential in it', async () => {
  const holder = testIssuer()
  const { body: credential } = await post('/credentials/issue', { credential: CREDENTIAL })
  const presentation = async (verifiableCredential: unknown, challenge = 'c1') => {
    const { DataIntegrityProof } = await import('@digitalbazaar/data-integrity')
    const { cryptosuite } = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite')
    const { default: jsigs } = await import('jsonld-signatures')
    const { sign } = await import('node:crypto')
    const { method, key: privateKey } = holder.signer
    const signer = {
      ...{ id: method, algorithm: 'Ed25519' },
      sign: async ({ data }: { data: Uint8Array }) => sign(null, data, privateKey),
    }
    const { AuthenticationProofPurpose } = jsigs.purposes
    return jsigs.sign(
      {
        ...{ '@context': CREDENTIAL['@context'], type: ['VerifiablePresentation'] },
        ...{ holder: holder.did, verifiableCredential },
      },
      {
        suite: new DataIntegrityProof({ signer, cryptosuite }),
        purpose: new AuthenticationProofPurpose({ challenge }),
        documentLoader: loaderWith(),
      },
    )
  }
  const verified = async (verifiablePresentation: unknown, options = { challenge: 'c1' }) =>
    (await post('/presentations/verify', { verifiablePresentation, options })).status
  const good = await presentation(credential)
  expect(await verified(good)).toBe(200)
  expect(await verified(good, { challenge: 'c2' })).toBe(400)
  expect(await verified({ ...good, holder: 'did:example:thief' })).toBe(400)
  expect(await verified({ ...good, proof: undefined })).toBe(400)
  const altered = { ...credential, credentialSubject: { id: 'did:example:other' } }
  expect(await verified(await presentation(altered))).toBe(400)
})

test('closed without a key, without its scope, and where the operator has not opened it', async () => {
  const body = { credential: CREDENTIAL }
  expect((await post('/credentials/issue', body, null)).status).toBe(403)
  expect((await post('/credentials/issue', body, await keyWith(['credentials.verify']))).status).toBe(403)
  expect((await post('/credentials/verify', {}, await keyWith(['people.read']))).status).toBe(403)
  const session = prepared.as('school_admin of a').client
  const headers = { 'content-type': 'application/json', 'x-overpass': '1' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  expect((await session.raw('/api/vc/credentials/issue', init)).status).toBe(404)
})

test('what a library that is not ours signs is verified, and the other way round', async () => {
  const theirs = testIssuer()
  const { DataIntegrityProof } = await import('@digitalbazaar/data-integrity')
  const { cryptosuite } = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite')
  const { sign } = await import('node:crypto')
  const signer = {
    ...{ id: theirs.signer.method, algorithm: 'Ed25519' },
    sign: async ({ data }: { data: Uint8Array }) => sign(null, data, theirs.signer.key),
  }
  const suite = new DataIntegrityProof({ signer, cryptosuite })
  const credential = { ...CREDENTIAL, issuer: theirs.did }
  const signed = await issue({ credential, suite, documentLoader: loaderWith() })
  expect((await post('/credentials/verify', { verifiableCredential: signed })).status).toBe(200)
  const ours = await signDocument(credential, theirs.signer)
  const documents = documentsOf(theirs.did, [{ method: theirs.signer.method, publicKey: theirs.publicKey }])
  expect(await checkProof({ document: ours, documents })).toBe('verified')
})
