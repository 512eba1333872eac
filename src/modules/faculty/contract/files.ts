import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, line } from '#platform/contract/fields.ts'
import { addFile as addPermission, readFile } from '../policy.ts'
import { FILE_BYTES } from '../rules/vocabulary.ts'
import { params } from './stays.ts'
import './world.ts'

const PDF = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x0a, 0, 0, 0])

export const addFile = endpoint({
  id: 'faculty.addFile',
  method: 'POST',
  path: '/api/faculty/files',
  summary: 'Brings a file of evidence; what no stay or status names is forgotten after a day',
  permission: addPermission,
  query: z.object({ name: line(255) }),
  upload: { maxBytes: FILE_BYTES },
  limit: 60,
  answer: z.object({ id, name: z.string() }),
  example: () => ({ query: { name: '企业证明.pdf' }, upload: PDF }),
})

export const getFile = endpoint({
  id: 'faculty.getFile',
  method: 'GET',
  path: '/api/faculty/files/:id',
  summary: 'A file of evidence, as an attachment',
  permission: readFile,
  params,
  answer: 'file',
  example: async ({ faculty }) => {
    const made = await faculty.file()
    return { params: { id: made.id }, subject: made.facts }
  },
})
