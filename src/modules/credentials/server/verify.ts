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

/** The verdicts on a file or text that somebody hands in. Its bytes are swept away like every upload that nothing names. */
export async function judge(
  context: Pick<Context, 'config' | 'system' | 'db'>,
  file: Buffer,
): Promise<Verdict[]> {
  const surroundings = surroundingsOf(context)
  const found = unbake(file)
  if (found === null) return [bare(surroundings, { integrity: 'unreadable' })]
  if ('text' in found) return verifyText(found.text, surroundings)
  // A link is followed only to ourselves, and not over the network.
  const id = credentialOf(context.config, found.address)
  const shown = id === null ? null : await selectShown(context.db, id)
  return shown === null ? [bare(surroundings, { integrity: 'unreadable' })] : verifyText(shown, surroundings)
}

export const verifyFile: Handler<typeof contract.verifyFile> = async (context, _, upload) => {
  const file = await buffer(await context.files.read(upload.sha256))
  return { verdicts: await judge(context, file) }
}

export const verifyIssued: Handler<typeof contract.verifyIssued> = async (context, { params }) => {
  const shown = (await selectShown(context.db, params.id)) ?? missing()
  return { verdicts: await verifyText(shown, surroundingsOf(context)) }
}
