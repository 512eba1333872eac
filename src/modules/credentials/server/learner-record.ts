import { randomUUID } from 'node:crypto'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { FileAnswer, Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/issued.ts'
import type { RECORD_FORMATS } from '../contract/issued.ts'
import { type Held, learnerRecord } from '../rules/achievement.ts'
import { LIMITS } from '../rules/limits.ts'
import { helpers } from './engine/helpers.ts'
import { privateKeyOf } from './engine/keys.ts'
import { signToken } from './engine/sign.ts'
import { fail } from './fail.ts'
import { MEDIA } from './files.ts'
import { signingOf } from './issuers.ts'
import { papersOf } from './papers.ts'
import { subjectOf } from './places.ts'
import { type OwnPapers, selectOwnPapers } from './queries/issued.ts'
import { selectOwnerNamed } from './queries/issuers.ts'
import { selectIssuerOfOwn } from './queries/own-issuer.ts'

type Format = (typeof RECORD_FORMATS)[number]

/** Characters that the credentials of a record may have, so that a verifier with our limits reads it whole. */
const ROOM: Record<Format, number> = {
  json: LIMITS.characters * 0.9,
  // Inside a token they are coded once more.
  jwt: LIMITS.characters * 0.7,
}

/** As many of the newest as fit, in the form that the record will have; the form not made yet is signed now. */
async function heldIn(context: Context, own: readonly OwnPapers[], format: Format): Promise<Held[]> {
  const held: Held[] = []
  let room = ROOM[format]
  for (const one of own.slice(0, LIMITS.inner)) {
    const has = format === 'json' ? one.document : one.token
    const text = has ?? (await papersOf(context, one.id))[format === 'json' ? 'document' : 'token']
    room -= text.length
    if (room < 0) break
    held.push(format === 'json' ? { document: JSON.parse(text) } : { token: text })
  }
  return held
}

/** The learner's own record, signed by the school or company whose entry holds the newest of it. */
export const downloadRecord: Handler<typeof contract.downloadRecord> = async (
  context,
  { query },
): Promise<FileAnswer> => {
  const own = await selectOwnPapers(context.db, LIMITS.inner + 1)
  const [newest] = own
  if (!newest) return fail('conflict', 'credentials.none_yet')
  const owner = (await selectIssuerOfOwn(context.db, newest.affiliationId)) ?? missing()
  const named = (await selectOwnerNamed(context.db, owner)) ?? missing()
  const held = await heldIn(context, own, query.format)
  const { did, method, seed } = await signingOf(context, owner)
  const record = learnerRecord(
    { did, ...named },
    {
      id: randomUUID(),
      subject: subjectOf(context.config, newest.affiliationId),
      learner: newest.learner,
      validFrom: `${new Date().toISOString().slice(0, 19)}Z`,
      held,
      partial: held.length < own.length,
    },
  )
  await context.audit({
    action: 'credentials.record_signed',
    subject: { kind: 'credential_record', id: record.id.slice('urn:uuid:'.length) },
    ...owner,
    data: { credentials: held.length, of: own.length, format: query.format },
  })
  const signed =
    query.format === 'json'
      ? await helpers.run<string>({ kind: 'sign', credential: record, method, seed })
      : signToken(record, { method, key: privateKeyOf(seed) })
  return {
    name: `${newest.learner} CLR.${query.format}`,
    mediaType: MEDIA[query.format],
    content: Buffer.from(signed),
  }
}
