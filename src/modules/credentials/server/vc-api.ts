import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/vc-api.ts'
import type { Owner } from '../policy.ts'
import { didOf } from '../rules/did.ts'
import { excess } from '../rules/limits.ts'
import { credentialProblems, isObject, listOf, presentationProblems } from '../rules/shape.ts'
import type { Verdict } from '../rules/verdict.ts'
import { unknownContexts } from './engine/contexts.ts'
import { helpers, TookTooLong } from './engine/helpers.ts'
import { readDocument } from './engine/read.ts'
import { verifyMaterial, verifyText } from './engine/verify.ts'
import { checkPresentation } from './engine/verify-presentation.ts'
import { fail } from './fail.ts'
import { signingOf } from './issuers.ts'
import { surroundingsOf } from './surroundings.ts'
import { refuseOnePlusX } from './templates.ts'

type Json = Record<string, unknown>
const SIGN_MS = 5_000

/** Off unless the operator opens it, and then for an organisation's API key alone. */
function keyHolder(context: Context): Owner {
  const { scopes, organisationId } = context.signedIn()
  if (context.config.VC_API !== 'on' || !scopes || !organisationId) fail('missing', 'credentials.vc_api_off')
  return { organisationId: organisationId as string, groupId: null }
}

const refuse = (problem: string): never =>
  fail('invalid', 'credentials.vc_refused', { problem: problem.slice(0, 300) })

/** The names in a credential by which a 1+X certificate would be known. */
function namesIn(credential: Json): string[] {
  const subjects = listOf(credential.credentialSubject).filter(isObject)
  const achievements = subjects.flatMap(subject => listOf(subject.achievement)).filter(isObject)
  return [credential, ...achievements]
    .flatMap(({ name }) => listOf(name))
    .map(name => (isObject(name) ? name['@value'] : name))
    .filter(name => typeof name === 'string')
}

export const vcIssue: Handler<typeof contract.vcIssue> = async (context, { body }) => {
  const owner = keyHolder(context)
  const { did, method, seed } = await signingOf(context, owner)
  const given = body.credential
  // Whoever holds the key signs as its organisation and as nobody else; a name beside the DID is theirs to say.
  const named = isObject(given.issuer) ? given.issuer.id : given.issuer
  if (given.issuer !== undefined && (typeof named !== 'string' || didOf(named) !== did)) refuse('issuer')
  if (given.proof !== undefined) refuse('proof')
  const credential = { ...given, issuer: given.issuer ?? did }
  if (excess(credential)) refuse('size')
  const [problem] = credentialProblems(credential)
  if (problem) refuse(`${problem.path}: ${problem.code}`)
  const [unknown] = unknownContexts(credential)
  if (unknown) refuse(`@context: ${unknown}`)
  refuseOnePlusX(namesIn(credential))
  // Its canonical form may take for ever to find: not in this process.
  const signed = await helpers
    .run<string>({ kind: 'sign', credential, method, seed }, SIGN_MS)
    .catch((error: Error) => refuse(error instanceof TookTooLong ? 'size' : error.message))
  await context.audit({
    action: 'credentials.issued_by_api',
    subject: { kind: 'credential', id: null },
    organisationId: owner.organisationId,
    data: { credential: typeof given.id === 'string' ? given.id.slice(0, 300) : null },
  })
  return JSON.parse(signed)
}

/** What VC-API says of verdicts: valid, or 400 with the first reason why not. */
function answer(verdicts: readonly Verdict[]) {
  const bad = verdicts.find(one => one.outcome !== 'valid')
  if (bad) refuse(bad.integrity === 'intact' ? `status: ${bad.statusFault ?? bad.status}` : bad.integrity)
  const unchecked = verdicts.flatMap(one => one.unchecked)
  return { verified: true, checks: ['proof', 'status'], warnings: [...new Set(unchecked)], errors: [] }
}

export const vcVerify: Handler<typeof contract.vcVerify> = async (context, { body }) => {
  keyHolder(context)
  const { verifiableCredential: given } = body
  const surroundings = surroundingsOf(context)
  if (typeof given === 'string') return answer(await verifyText(given, surroundings))
  if (excess(given)) return refuse('size')
  const material = readDocument(given)
  if (material.kind === 'presentation') return refuse('type')
  return answer(await verifyMaterial(material, surroundings))
}

export const vcVerifyPresentation: Handler<typeof contract.vcVerifyPresentation> = async (
  context,
  { body },
) => {
  keyHolder(context)
  const { verifiablePresentation: presentation, options = {} } = body
  if (excess(presentation)) return refuse('size')
  const [problem] = presentationProblems(presentation)
  if (problem) return refuse(`${problem.path}: ${problem.code}`)
  const surroundings = surroundingsOf(context)
  const proven = await checkPresentation(presentation, options, surroundings)
  if (proven !== 'verified') return refuse(`presentation: ${proven}`)
  // A presentation without credentials proves no more than who holds a key.
  if (listOf(presentation.verifiableCredential).length === 0)
    return { verified: true, checks: ['proof'], warnings: [], errors: [] }
  return answer(await verifyMaterial({ kind: 'presentation', presentation }, surroundings))
}
