import { type Award, achievementCredential, type Design, type Issuer } from '../../rules/achievement.ts'
import { privateKeyOf } from './keys.ts'
import { checkProof, type ProofCheck } from './proof.ts'
import { signDocument, signToken } from './sign.ts'

type Form = 'token' | 'document'

export type Work =
  | {
      kind: 'award'
      form: Form
      design: Design
      issuer: Issuer
      awards: Award[]
      method: string
      seed: Uint8Array
    }
  | { kind: 'sign'; credential: object; method: string; seed: Uint8Array }
  | ({ kind: 'check' } & ProofCheck)

/**
 * A process of its own for what takes long: many signatures, or the canonical form of a stranger's document. Credentials
 * are written here, out of the little that differs between them: handing whole ones over would take as long as signing.
 */
async function run(work: Work): Promise<unknown> {
  if (work.kind === 'check') return checkProof(work)
  const signer = { method: work.method, key: privateKeyOf(work.seed) }
  if (work.kind === 'sign') return JSON.stringify(await signDocument(work.credential, signer))
  const { form, design, issuer } = work
  const signed: string[] = []
  for (const award of work.awards) {
    const credential = achievementCredential(design, issuer, award)
    signed.push(
      form === 'token'
        ? signToken(credential, signer)
        : JSON.stringify(await signDocument(credential, signer)),
    )
  }
  return signed
}

process.on('message', async ({ id, work }: { id: number; work: Work }) => {
  try {
    process.send?.({ id, answer: await run(work) })
  } catch (error) {
    process.send?.({ id, error: String((error as Error).message ?? error) })
  }
})
// Nobody is left to work for.
process.on('disconnect', () => process.exit())
