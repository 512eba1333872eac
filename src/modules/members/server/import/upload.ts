import type { InputOf } from '#platform/contract/endpoint.ts'
import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Upload } from '#platform/server/http/route.ts'
import type { uploadRoster as endpoint, OneImport } from '../../contract/import.ts'
import { selectImport } from './records.ts'
import { takeIn } from './take-in.ts'
import { importView } from './view.ts'

/** Takes a file in: says what it is and what its columns mean. Imports nothing yet. */
export async function uploadRoster(
  context: Context,
  { query }: InputOf<typeof endpoint>,
  upload: Upload,
): Promise<OneImport> {
  const { organisationId, personId, affiliationId, role: viewerRole } = context.signedIn()
  if (!organisationId) throw new Failure('missing', 'missing')
  const { role, sheet, name } = query
  const file = { ...upload, name }
  const id = await takeIn(context, context.db, {
    ...{ organisationId, personId, affiliationId, viewerRole },
    ...{ file, role, sheet },
  })
  return importView(await selectImport(context.db, id))
}
