import { buffer } from 'node:stream/consumers'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/verify.ts'
import { unbake } from '../rules/baked.ts'
import type { Verdict } from '../rules/verdict.ts'
import { bare, verifyText } from './engine/verify.ts'
import { credentialOf } from './places.ts'
import { selectShown } from './queries/issued.ts'
import { surroundingsOf } from './surroundings.ts'

/** A file with several is looked through for so long; what is left then is said. */
const FILE_MS = 20_000

/** The verdicts on a file or text that somebody hands in. Its bytes are swept away like every upload that nothing names. */
export async function judge(
  context: Pick<Context, 'config' | 'system' | 'db'>,
  file: Buffer,
): Promise<Verdict[]> {
  const surroundings = surroundingsOf(context)
  const verdicts: Verdict[] = []
  const until = performance.now() + FILE_MS
  const unread = () => bare(surroundings, { integrity: 'unreadable' })
  for (const found of unbake(file)) {
    if (performance.now() > until) {
      verdicts.push({ ...bare(surroundings, { integrity: 'too_large' }), unchecked: ['contents'] })
      break
    }
    if ('text' in found) {
      verdicts.push(...(await verifyText(found.text, surroundings)))
      continue
    }
    // A link is followed only to ourselves, and not over the network; what is attached beside it has been judged.
    const id = credentialOf(context.config, found.address)
    if (id !== null && verdicts.some(({ claims }) => claims?.id === `urn:uuid:${id}`)) continue
    const shown = id === null ? null : await selectShown(context.db, id)
    verdicts.push(...(shown === null ? [unread()] : await verifyText(shown, surroundings)))
  }
  return verdicts.length ? verdicts : [unread()]
}

export const verifyFile: Handler<typeof contract.verifyFile> = async (context, _, upload) => {
  const file = await buffer(await context.files.read(upload.sha256))
  return { verdicts: await judge(context, file) }
}

export const verifyIssued: Handler<typeof contract.verifyIssued> = async (context, { params }) => {
  const shown = (await selectShown(context.db, params.id)) ?? missing()
  return { verdicts: await verifyText(shown, surroundingsOf(context)) }
}
