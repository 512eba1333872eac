import { parentPort } from 'node:worker_threads'
import type { Credential } from '../../rules/achievement.ts'
import { privateKeyOf } from './keys.ts'
import { checkProof, type ProofCheck } from './proof.ts'
import { signDocument, signToken } from './sign.ts'

export type Work =
  | { kind: 'sign'; form: 'token' | 'document'; credentials: Credential[]; method: string; seed: Uint8Array }
  | ({ kind: 'check' } & ProofCheck)

/** A thread of its own for what takes long: many signatures, or the canonical form of a stranger's document. */
async function run(work: Work): Promise<unknown> {
  if (work.kind === 'check') return checkProof(work)
  const signer = { method: work.method, key: privateKeyOf(work.seed) }
  if (work.form === 'token') return work.credentials.map(credential => signToken(credential, signer))
  const documents: string[] = []
  for (const credential of work.credentials)
    documents.push(JSON.stringify(await signDocument(credential, signer)))
  return documents
}

parentPort?.on('message', async ({ id, work }: { id: number; work: Work }) => {
  try {
    parentPort?.postMessage({ id, answer: await run(work) })
  } catch (error) {
    parentPort?.postMessage({ id, error: String((error as Error).message ?? error) })
  }
})
