import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { keepItem } from '../policy.ts'
import { params } from './parts.ts'

const frameNumber = z.int().min(0).max(100_000_000)

export const setStartFrame = endpoint({
  id: 'library.setStartFrame',
  method: 'PUT',
  path: '/api/library/files/:id/start-frame',
  summary: 'Says which number the first frame of a film has, or leaves it to the file again',
  permission: keepItem,
  params,
  body: z.object({
    startFrame: frameNumber.nullable(),
    /** What its keeper saw it to be; another by now is refused. */
    seen: frameNumber.nullable(),
  }),
  answer: 'nothing',
  example: async ({ library }) => {
    const { fileId, facts } = await library.fresh({ shared: true })
    return { params: { id: fileId }, body: { startFrame: 1, seen: null }, subject: facts }
  },
})
