import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, text } from '#platform/contract/fields.ts'
import { keepItem } from '../policy.ts'
import { params } from './parts.ts'

export const beginVersion = endpoint({
  id: 'library.beginVersion',
  method: 'POST',
  path: '/api/library/items/:id/versions',
  summary: 'Begins the next version, open for files; with the files of the one before, if wanted',
  permission: keepItem,
  params,
  body: z.object({ keepFiles: z.boolean() }),
  answer: z.object({ versionId: id }),
  example: async ({ library }) => {
    const { item, facts } = await library.fresh()
    return { params: { id: item.id }, body: { keepFiles: true }, subject: facts }
  },
})

export const publishVersion = endpoint({
  id: 'library.publishVersion',
  method: 'POST',
  path: '/api/library/versions/:id/publish',
  summary: 'Closes a version: from now on it does not change',
  permission: keepItem,
  params,
  body: z.object({ note: text(1000) }),
  answer: 'nothing',
  example: async ({ library }) => {
    const { versionId, facts } = await library.open()
    return { params: { id: versionId }, body: { note: '修正法线' }, subject: facts }
  },
})

export const removeFile = endpoint({
  id: 'library.removeFile',
  method: 'DELETE',
  path: '/api/library/files/:id',
  summary: 'Takes a file out of a version that is still open',
  permission: keepItem,
  params,
  answer: 'nothing',
  example: async ({ library }) => {
    const { fileId, facts } = await library.open()
    return { params: { id: fileId }, subject: facts }
  },
})
