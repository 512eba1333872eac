import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/films.ts'
import { fail } from './fail.ts'
import { kept } from './items.ts'
import { selectOptionalFile, updateStartFrame } from './queries/files.ts'
import { note } from './who-acts.ts'

export const setStartFrame: Handler<typeof contract.setStartFrame> = async (context, { params, body }) => {
  const item = await kept(context, { fileId: params.id })
  const file = (await selectOptionalFile(context.db, params.id)) ?? missing()
  const { seen, startFrame } = body
  if (!(await updateStartFrame(context.db, params.id, seen, startFrame)))
    fail('conflict', 'library.start_frame_changed')
  await note(context, 'start_frame_set', item.id, { name: file.name, startFrame })
  return undefined
}
