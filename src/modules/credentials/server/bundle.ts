import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import type { Context } from '#platform/server/context.ts'
import { didDocumentOf, didKeyDocument } from '../rules/did.ts'
import { isObject, issuerIdOf, listOf } from '../rules/shape.ts'
import { isBundled } from './engine/contexts.ts'
import { contextText } from './engine/verify-document.ts'
import type { OneRow, Papers } from './queries/issued.ts'
import { selectPublished } from './queries/issuers.ts'
import { currentList } from './status-lists.ts'

/** Looks a bundle through with Node alone, on a machine without a network. */
const VERIFIER = `// node verify.mjs    checks the credential in this folder without any network
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const read = name => readFileSync(new URL(name, import.meta.url), 'utf8')
const [head, payload, signature] = read('credential.jwt').trim().split('.')
const parse = part => JSON.parse(Buffer.from(part, 'base64url'))
const { kid } = parse(head)
const credential = parse(payload)
const did = JSON.parse(read('did.json'))
const method = did.verificationMethod.find(one => one.id === kid && did.assertionMethod.includes(kid))
const issuer = typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
let value = 0n
for (const character of method?.publicKeyMultibase.slice(1) ?? '') value = value * 58n + BigInt(ALPHABET.indexOf(character))
const bytes = Buffer.from(value.toString(16).padStart(68, '0'), 'hex')
const key = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(2).toString('base64url') }
const intact = Boolean(method) && did.id === issuer && kid.startsWith(issuer) &&
  verify(null, Buffer.from(head + '.' + payload), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'))

console.log(intact ? 'intact 未被改动' : 'NOT intact 已被改动或密钥不符')
console.log('issuer 颁发者', issuer)
for (const entry of [credential.credentialStatus ?? []].flat()) {
  const list = JSON.parse(read('status-' + entry.statusPurpose + '.json'))
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'))
  const index = Number(entry.statusListIndex)
  const set = ((bits[index >> 3] >> (7 - (index & 7))) & 1) === 1
  console.log(entry.statusPurpose, set ? 'YES 是' : 'no 否', 'as of 截至', list.validFrom, '- later unknown 此后未知')
}
console.log('Not checked: the proofs of the status lists, and who controls the DID. 未核验：状态列表自身的签名，以及 DID 由谁控制。')
process.exitCode = intact ? 0 : 1
`

/** A credential with everything needed to verify it when this platform is gone. */
export async function bundleOf(
  context: Pick<Context, 'config' | 'system' | 'text'>,
  one: OneRow,
  papers: Papers & { token: string; document: string },
): Promise<Buffer> {
  const document = JSON.parse(papers.document)
  const did = issuerIdOf(document) as string
  const published = await selectPublished(context.system, did)
  const zip = new ZipFile()
  const add = (name: string, content: string) => zip.addBuffer(Buffer.from(content), name)
  add('credential.json', JSON.stringify(document, null, 2))
  add('credential.jwt', papers.token)
  add(
    'did.json',
    JSON.stringify(published.length ? didDocumentOf(did, published) : didKeyDocument(did), null, 2),
  )
  for (const purpose of ['revocation', 'suspension'] as const)
    add(`status-${purpose}.json`, (await currentList(context, papers.pageId, purpose)) ?? 'null')
  const contexts = new Set(contextsOf(document))
  contexts.add('https://www.w3.org/ns/did/v1').add('https://w3id.org/security/multikey/v1')
  const index = [...contexts].filter(isBundled).map((url, i) => ({ url, file: `contexts/${i + 1}.json` }))
  for (const { url, file } of index) add(file, contextText(url))
  add('contexts/index.json', JSON.stringify(index, null, 2))
  add('verify.mjs', VERIFIER)
  const words = {
    name: one.name.zh,
    learner: one.learner,
    issuer: one.issuer.zh,
    did,
    at: new Date().toISOString(),
  }
  add('说明.txt', context.text('zh', 'credentials.bundle.text', words))
  add('README.txt', context.text('en', 'credentials.bundle.text', words))
  zip.end()
  return buffer(zip.outputStream)
}

function contextsOf(document: unknown): string[] {
  if (Array.isArray(document)) return document.flatMap(contextsOf)
  if (!isObject(document)) return []
  const own = listOf(document['@context']).filter(one => typeof one === 'string')
  return [...own, ...Object.values(document).flatMap(contextsOf)]
}
