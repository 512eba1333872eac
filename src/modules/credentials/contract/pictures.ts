import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id } from '#platform/contract/fields.ts'
import { keepCredentials, readCredential } from '../policy.ts'

const params = z.object({ id })
/** Of what may be uploaded; what is kept is far smaller. */
export const PICTURE_BYTES = 2_000_000
/** Changes with the picture, so that an old one is not shown from a cache. */
const shown = z.object({ v: z.string().max(64).optional() })

/** Shapes alone: the smallest drawing that is a picture. */
const DRAWING = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#0b6b5d"/></svg>',
)

export const setPicture = endpoint({
  id: 'credentials.setPicture',
  method: 'POST',
  path: '/api/credentials/templates/:id/picture',
  summary:
    'Gives a design its own picture, made anew from a PNG or SVG; an SVG keeps its shapes and colours alone',
  permission: keepCredentials,
  params,
  upload: { maxBytes: PICTURE_BYTES },
  limit: 60,
  answer: z.object({ picture: z.string() }),
  example: async ({ credentials }) => {
    const { id, subject } = await credentials.template()
    return { params: { id }, upload: DRAWING, subject }
  },
})

export const removePicture = endpoint({
  id: 'credentials.removePicture',
  method: 'POST',
  path: '/api/credentials/templates/:id/picture/remove',
  summary: 'Takes a design’s own picture away; the drawn sign stands in its place again',
  permission: keepCredentials,
  params,
  answer: 'nothing',
  example: async ({ credentials }) => {
    const { id, subject } = await credentials.template()
    return { params: { id }, subject }
  },
})

export const getPicture = endpoint({
  id: 'credentials.getPicture',
  method: 'GET',
  path: '/api/credentials/templates/:id/picture',
  summary: 'A design’s own picture',
  permission: keepCredentials,
  params,
  query: shown,
  answer: 'file',
  example: async ({ credentials }) => {
    const { id, subject } = await credentials.pictured()
    return { params: { id }, query: {}, subject }
  },
})

export const getIssuedPicture = endpoint({
  id: 'credentials.getIssuedPicture',
  method: 'GET',
  path: '/api/credentials/issued/:id/picture',
  summary: 'The own picture of a credential, as its design had it when it was issued',
  permission: readCredential,
  params,
  query: shown,
  answer: 'file',
  example: async ({ credentials }) => {
    const { id, facts } = await credentials.issued('pictured')
    return { params: { id }, query: {}, subject: facts }
  },
})
