// Issues credentials with status through the real job, against one thread of the bare libraries in the same run.
import { sign } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { importJWK, SignJWT } from 'jose'
import { type Credential, tokenClaims } from '#modules/credentials/rules/achievement.ts'
import { loaderWith } from '#modules/credentials/server/engine/contexts.ts'
import { helpers } from '#modules/credentials/server/engine/helpers.ts'
import { privateKeyOf } from '#modules/credentials/server/engine/keys.ts'
import { signingOf } from '#modules/credentials/server/issuers.ts'
import { credentialIn } from '#modules/credentials/server/papers.ts'
import { signBatch } from '#modules/credentials/server/sign-job.ts'
import { type BenchStage, prepareBatch, setBenchStage } from './credentials/stage.ts'

const TOKENS = Number(process.env.TOKENS ?? 20_000)
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 600)
const ROUNDS = Number(process.env.ROUNDS ?? 3)
const GOAL = 1.6

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

/** Credentials a second through the job; fails unless every one has been written. */
async function throughJob(stage: BenchStage, form: 'token' | 'document', count: number): Promise<number> {
  const { services } = stage
  const { batchId, taskId } = await prepareBatch(stage, count)
  const run = { services, signal: new AbortController().signal, attempt: 1, lastAttempt: true }
  const took = await seconds(() => signBatch.run({ batchId, taskId, forms: [form] }, run))
  const { rows } = await services.systemPool.query(
    `select count(*)::int as written from credentials.papers p join credentials.issued i on i.id = p.issued_id
      where i.batch_id = $1 and p.${form} is not null`,
    [batchId],
  )
  if (rows[0].written !== count) throw new Error(`${rows[0].written} of ${count} were written`)
  return count / took
}

const stage = await setBenchStage(Math.max(TOKENS, DOCUMENTS))
try {
  console.log(`${TOKENS} vc+jwt and ${DOCUMENTS} Data Integrity a round, signed by ${helpers.size} helpers`)
  const { services, schoolId } = stage
  const { method, seed } = await signingOf(services, { organisationId: schoolId, groupId: null })
  // Once unmeasured: helpers and code come up.
  await throughJob(stage, 'token', Math.min(TOKENS, 200))
  await throughJob(stage, 'document', 20)
  const { rows } = await services.systemPool.query<{ token: string }>(
    'select token from credentials.papers where token is not null limit 200',
  )
  const credentials = rows.map(row => credentialIn(row.token))
  const at = (i: number) => credentials[i % credentials.length] as Credential
  const key = await importJWK(privateKeyOf(seed).export({ format: 'jwk' }), 'EdDSA')
  const signer = {
    id: method,
    algorithm: 'Ed25519',
    sign: async ({ data }: { data: Uint8Array }) => sign(null, data, privateKeyOf(seed)),
  }
  const bareTokens = async (count: number) => {
    for (let i = 0; i < count; i++)
      await new SignJWT(tokenClaims(at(i)))
        .setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', kid: method })
        .sign(key)
  }
  const bareDocuments = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const suite = new DataIntegrityProof({ signer, cryptosuite })
      await issue({ credential: structuredClone(at(i)), suite, documentLoader: loaderWith() })
    }
  }
  await bareTokens(200)
  await bareDocuments(20)
  const results: Record<'token' | 'document', { job: number[]; bare: number[] }> = {
    token: { job: [], bare: [] },
    document: { job: [], bare: [] },
  }
  for (let round = 1; round <= ROUNDS; round++) {
    results.token.bare.push(TOKENS / (await seconds(() => bareTokens(TOKENS))))
    results.token.job.push(await throughJob(stage, 'token', TOKENS))
    results.document.bare.push(DOCUMENTS / (await seconds(() => bareDocuments(DOCUMENTS))))
    results.document.job.push(await throughJob(stage, 'document', DOCUMENTS))
    const last = (form: 'token' | 'document', of: 'job' | 'bare') => Math.round(results[form][of].at(-1) ?? 0)
    console.log(
      `round ${round}: vc+jwt ${last('token', 'job')}/s, bare jose ${last('token', 'bare')}/s; ` +
        `Data Integrity ${last('document', 'job')}/s, bare @digitalbazaar/vc ${last('document', 'bare')}/s`,
    )
  }
  for (const [name, form] of [
    ['issue_jwt', 'token'],
    ['issue_data_integrity', 'document'],
  ] as const) {
    const ratio = median(results[form].job) / median(results[form].bare)
    console.log(`${name} ratio=${ratio.toFixed(2)} goal=${GOAL}`)
    if (!(ratio >= GOAL)) process.exitCode = 1
  }
} finally {
  await helpers.close()
  await stage.close()
}
