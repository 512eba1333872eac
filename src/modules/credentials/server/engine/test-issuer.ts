import { sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import jsigs from 'jsonld-signatures'
import { achievementCredential, type Credential, statusListCredential } from '../../rules/achievement.ts'
import { didKeyMethod, didKeyOf } from '../../rules/did.ts'
import { bitsOf, LEAST_ENTRIES } from '../../rules/status.ts'
import { loaderWith } from './contexts.ts'
import { makeKey, privateKeyOf } from './keys.ts'
import { type Signer, signDocument } from './sign.ts'
import type { Surroundings } from './surroundings.ts'

/** Before the day that tests are at. */
export const SIGNED_AT = '2026-07-01T00:00:00Z'
export const LISTS = 'https://overpass.example/api/credentials/status/one'

export type TestIssuer = { did: string; publicKey: string; signer: Signer; seed: Buffer }

export function testIssuer(): TestIssuer {
  const { publicKey, seed } = makeKey()
  return {
    did: didKeyOf(publicKey),
    publicKey,
    seed,
    signer: { method: didKeyMethod(publicKey), key: privateKeyOf(seed) },
  }
}

const DESIGN = {
  id: '0b9f3a52-6a7e-4c53-9d0c-5a4f5cf7a001',
  kind: 'completion' as const,
  name: { zh: '动画短片结业', en: 'Animated short completion' },
  description: { zh: '独立完成一部短片。', en: 'One short film, alone.' },
  criteria: { zh: '导师与企业共同评定合格。', en: 'Rated by mentor and company.' },
  levels: ['合格', '优秀'],
  alignments: [
    { name: '角色动画', url: 'https://overpass.example/competency/1', code: 'C1', framework: null },
  ],
  image: 'data:image/svg+xml;base64,PHN2Zy8+',
}

/** An unsigned credential of a test issuer, with its place in both lists. */
export function testCredential(
  issuer: TestIssuer,
  over: { index?: number; validUntil?: string } = {},
): Credential {
  return achievementCredential(
    DESIGN,
    { did: issuer.did, name: { zh: '甲职业学校', en: 'School A' }, url: null },
    {
      id: '0b9f3a52-6a7e-4c53-9d0c-5a4f5cf7a002',
      subject: 'urn:uuid:0b9f3a52-6a7e-4c53-9d0c-5a4f5cf7a003',
      learner: '林示例',
      level: '优秀',
      awardedOn: '2026-06-30',
      validFrom: '2026-07-01T00:00:00Z',
      validUntil: over.validUntil ?? null,
      evidence: [{ name: '短片', url: 'https://overpass.example/work/1', narrative: null }],
      status: {
        revocation: `${LISTS}/revocation`,
        suspension: `${LISTS}/suspension`,
        index: over.index ?? 4711,
      },
    },
  )
}

/** A credential whose proof says something of itself, or is for another purpose. */
export async function provenBy({ signer }: TestIssuer, credential: object, proof: object): Promise<string> {
  const suite = new DataIntegrityProof({
    signer: {
      id: signer.method,
      algorithm: 'Ed25519',
      sign: async ({ data }: { data: Uint8Array }) => sign(null, data, signer.key),
    },
    cryptosuite,
  })
  suite.proof = { created: SIGNED_AT, ...proof }
  const purpose = new jsigs.purposes.AssertionProofPurpose()
  return JSON.stringify(await jsigs.sign(credential, { suite, purpose, documentLoader: loaderWith() }))
}

type ListOptions = {
  purpose?: 'revocation' | 'suspension'
  set?: number[]
  length?: number
  validUntil?: string
  /** Whose name stands on it, where that is not who signs. */
  did?: string
}

/** A signed status list of a test issuer. */
export async function testList(issuer: TestIssuer, options: ListOptions = {}): Promise<string> {
  const { purpose = 'revocation', set = [], length = LEAST_ENTRIES, did = issuer.did } = options
  const list = statusListCredential({
    address: `${LISTS}/${purpose}`,
    did,
    purpose,
    encoded: `u${gzipSync(bitsOf(length, set)).toString('base64url')}`,
    validFrom: '2026-07-01T00:00:00Z',
    validUntil: options.validUntil ?? '2027-07-01T00:00:00Z',
  })
  return JSON.stringify(await signDocument(list, issuer.signer, SIGNED_AT))
}

/** Surroundings in which nothing is known but what a test puts there. */
export function surroundingsOf(
  over: Partial<Surroundings> & { lists?: Record<string, string> } = {},
): Surroundings {
  const { lists = {}, ...rest } = over
  return {
    now: () => new Date('2026-11-26T08:00:00Z'),
    ownDocument: async () => null,
    ownList: async address => lists[address] ?? null,
    voucher: async () => null,
    lookUp: null,
    ...rest,
  }
}

/** Both lists of an issuer with these indexes set. */
export async function bothLists(
  issuer: TestIssuer,
  set: { revoked?: number[]; suspended?: number[] } = {},
): Promise<Record<string, string>> {
  return {
    [`${LISTS}/revocation`]: await testList(issuer, { set: set.revoked ?? [] }),
    [`${LISTS}/suspension`]: await testList(issuer, { purpose: 'suspension', set: set.suspended ?? [] }),
  }
}
