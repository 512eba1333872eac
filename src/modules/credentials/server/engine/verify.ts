import { claimsOf, issuerNameOf } from '../../rules/claims.ts'
import { didOf } from '../../rules/did.ts'
import { LIMITS } from '../../rules/limits.ts'
import { isObject, issuerIdOf, listOf, presentationProblems } from '../../rules/shape.ts'
import { outcomeOf, type Unchecked, type Verdict } from '../../rules/verdict.ts'
import { statusOf } from './check-status.ts'
import { helpers } from './helpers.ts'
import { type Material, readDocument, readText } from './read.ts'
import type { Surroundings } from './surroundings.ts'
import { type Checked, checkDocument } from './verify-document.ts'
import { checkToken } from './verify-token.ts'

type Json = Record<string, unknown>

/** What lies inside is judged for so long; what is left after that is said not to have been looked at. */
const INNER_MS = 20_000

/**
 * The verdict on a text: a credential as JSON or `vc+jwt`, or a presentation, whose credentials are then each judged.
 * Never throws for what is in the text.
 */
export async function verifyText(text: string, surroundings: Surroundings): Promise<Verdict[]> {
  return verifyMaterial(readText(text), surroundings)
}

export async function verifyMaterial(material: Material, surroundings: Surroundings): Promise<Verdict[]> {
  if (material.kind !== 'presentation') return [await verdictOf(material, surroundings, 0)]
  const { presentation } = material
  const problems = presentationProblems(presentation)
  const credentials = listOf(presentation.verifiableCredential).filter(isObject)
  if (problems.length || credentials.length === 0)
    return [bare(surroundings, { integrity: problems.length ? 'malformed' : 'unreadable', problems })]
  const { verdicts, more } = await judgeEach(credentials, surroundings, 0)
  // Nobody may take what was not looked at for what was found good.
  return more
    ? [...verdicts, { ...bare(surroundings, { integrity: 'too_large' }), unchecked: ['contents'] }]
    : verdicts
}

async function verdictOf(material: Material, surroundings: Surroundings, depth: number): Promise<Verdict> {
  if (material.kind === 'nothing') return bare(surroundings, { integrity: material.why })
  if (material.kind === 'presentation') return bare(surroundings, { integrity: 'unreadable' })
  const document = material.kind === 'token' ? material.payload : material.document
  const checked =
    material.kind === 'token'
      ? await checkToken(material, surroundings)
      : await checkDocument(document, surroundings)
  const form = material.kind === 'token' ? ('vc+jwt' as const) : ('data_integrity' as const)
  const intact = checked.integrity === 'intact'
  const issuer = issuerIdOf(document)
  const base = bare(surroundings, checked)
  // What a document claims is told even when it is not to be believed, so that it can be recognised.
  const said = {
    ...base,
    form,
    claims: claimsOf(document),
    issuer: issuer ? { id: issuer.slice(0, 300), name: issuerNameOf(document) } : null,
  }
  if (!intact || !issuer) return { ...said, unchecked: ['status', 'issuer', 'holder'] }
  const status = await statusOf(document, issuer, surroundings)
  const voucher = await surroundings.voucher(didOf(issuer))
  const inner = depth === 0 ? await innerOf(document, surroundings) : { verdicts: [], more: false }
  const unchecked: Unchecked[] = [
    ...(checked.unchecked ?? []),
    ...(status.fault || status.other ? (['status'] as const) : []),
    ...(status.none ? (['no_status'] as const) : []),
    ...(voucher ? [] : (['issuer'] as const)),
    'holder',
    ...(listOf(document.credentialSubject).length > 1 ? (['subjects'] as const) : []),
    ...(document.evidence === undefined ? [] : (['evidence'] as const)),
    ...(document.credentialSchema === undefined ? [] : (['schema'] as const)),
    ...(document.relatedResource === undefined ? [] : (['related'] as const)),
    ...(document.refreshService === undefined ? [] : (['refresh'] as const)),
    ...(document.termsOfUse === undefined ? [] : (['terms'] as const)),
    ...(inner.more ? (['contents'] as const) : []),
  ]
  return {
    ...said,
    outcome: outcomeOf('intact', status.status),
    status: status.status,
    statusFault: status.fault,
    voucher,
    unchecked,
    inner: inner.verdicts,
  }
}

/** A learner record holds credentials that others may have issued: each is judged for itself. */
function innerOf(document: Json, surroundings: Surroundings): Promise<Judged> {
  const held = listOf(document.credentialSubject)
    .filter(isObject)
    .flatMap(subject => listOf(subject.verifiableCredential))
  return judgeEach(held.filter(isObject), surroundings, 1)
}

type Judged = { verdicts: Verdict[]; more: boolean }

/** The verdicts on as many as there is time for, in their order; `more` where some were left. */
async function judgeEach(credentials: Json[], surroundings: Surroundings, depth: number): Promise<Judged> {
  const verdicts: Verdict[] = []
  const until = performance.now() + INNER_MS
  const looked = credentials.slice(0, LIMITS.inner)
  for (let at = 0; at < looked.length && performance.now() < until; at += helpers.size)
    verdicts.push(
      ...(await Promise.all(
        looked
          .slice(at, at + helpers.size)
          .map(credential => verdictOf(readDocument(credential), surroundings, depth)),
      )),
    )
  return { verdicts, more: credentials.length > verdicts.length }
}

/** A verdict that knows no more than what was found of the document's integrity. */
export function bare(surroundings: Pick<Surroundings, 'now'>, checked: Checked): Verdict {
  return {
    outcome: outcomeOf(checked.integrity, 'unknown'),
    integrity: checked.integrity,
    keyFault: checked.keyFault ?? null,
    problems: (checked.problems ?? []).map(({ path, code }) => ({ path: path.slice(0, 300), code })),
    form: null,
    status: 'unknown',
    statusFault: null,
    claims: null,
    issuer: null,
    voucher: null,
    unchecked: [],
    checkedAt: surroundings.now().toISOString(),
    inner: [],
  }
}
