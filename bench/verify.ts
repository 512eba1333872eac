// The verifier of the page, status and issuer included, against the bare libraries' check of a signature alone.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { compactVerify, importJWK } from 'jose'
import { publicKeyOf } from '#modules/credentials/rules/did.ts'
import { loaderWith } from '#modules/credentials/server/engine/contexts.ts'
import { helpers } from '#modules/credentials/server/engine/helpers.ts'
import { verifyText } from '#modules/credentials/server/engine/verify.ts'
import { documentsOf } from '#modules/credentials/server/engine/verify-document.ts'
import { signingOf } from '#modules/credentials/server/issuers.ts'
import { selectPublished } from '#modules/credentials/server/queries/issuers.ts'
import { signBatch } from '#modules/credentials/server/sign-job.ts'
import { surroundingsOf } from '#modules/credentials/server/surroundings.ts'
import { prepareBatch, setBenchStage } from './credentials/stage.ts'

const TOKENS = Number(process.env.TOKENS ?? 6_000)
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 300)
const ROUNDS = Number(process.env.ROUNDS ?? 3)
const GOAL = 0.7

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

async function rate(count: number, work: (i: number) => Promise<boolean>): Promise<number> {
  const begun = performance.now()
  for (let i = 0; i < count; i++) if (!(await work(i))) throw new Error('a good credential was refused')
  return (count * 1000) / (performance.now() - begun)
}

const stage = await setBenchStage(100)
try {
  const { services, schoolId } = stage
  const run = { services, signal: new AbortController().signal, attempt: 1, lastAttempt: true }
  const { batchId, taskId } = await prepareBatch(stage, 100)
  await signBatch.run({ batchId, taskId, forms: ['token', 'document'] }, run)
  const { rows } = await services.systemPool.query<{ token: string; document: string }>(
    'select token, document from credentials.papers',
  )
  const at = (i: number) => rows[i % rows.length] as { token: string; document: string }
  const { did } = await signingOf(services, { organisationId: schoolId, groupId: null })
  const [published] = await selectPublished(services.system, did)
  if (!published) throw new Error('no key is published')
  const x = Buffer.from(publicKeyOf(published.publicKey) as Uint8Array).toString('base64url')
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA')
  const documentLoader = loaderWith(documentsOf(did, [published]))
  const surroundings = surroundingsOf(services)
  const ours = async (text: string) => (await verifyText(text, surroundings))[0]?.outcome === 'valid'
  const work = {
    jwt: {
      ours: (i: number) => ours(at(i).token),
      bare: async (i: number) =>
        JSON.parse(new TextDecoder().decode((await compactVerify(at(i).token, key)).payload)).id !==
        undefined,
    },
    data_integrity: {
      ours: (i: number) => ours(at(i).document),
      bare: async (i: number) =>
        (
          await verifyCredential({
            credential: JSON.parse(at(i).document),
            suite: new DataIntegrityProof({ cryptosuite }),
            documentLoader,
            checkStatus: async () => ({ verified: true }),
          })
        ).verified,
    },
  }
  for (const [name, count] of [
    ['jwt', TOKENS],
    ['data_integrity', DOCUMENTS],
  ] as const) {
    const found = { ours: [] as number[], bare: [] as number[] }
    // Once unmeasured: helpers and code come up.
    for (const who of ['ours', 'bare'] as const) await rate(Math.ceil(count / 10), work[name][who])
    for (let round = 1; round <= ROUNDS; round++) {
      for (const who of ['bare', 'ours'] as const) found[who].push(await rate(count, work[name][who]))
      console.log(
        `round ${round}: ${name} ${Math.round(found.ours.at(-1) ?? 0)}/s, bare ${Math.round(found.bare.at(-1) ?? 0)}/s`,
      )
    }
    const ratio = median(found.ours) / median(found.bare)
    console.log(`verify_${name} ratio=${ratio.toFixed(2)} goal=${GOAL}`)
    if (!(ratio >= GOAL)) process.exitCode = 1
  }
} finally {
  await helpers.close()
  await stage.close()
}
