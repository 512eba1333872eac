import { z } from 'zod'
import { permission } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, instant, line } from '#platform/contract/fields.ts'

export * from './contract/audit.ts'
export * from './contract/parameters.ts'
export * from './contract/tasks.ts'

/** Values of a text, and names in both languages, of which the reader's is put in. */
const told = {
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  names: z.record(z.string(), bilingual),
}
/** A path of this application. */
const path = z.string()

const homeItem = z.object({
  /** Names the text `home.<code>`, told with `data` and `names`; `home.<code>.note` may add a line. */
  code: z.string(),
  ...told,
  to: path,
  urgency: z.enum(['now', 'soon', 'whenever']),
  /** When it is due or since when it waits. */
  at: instant.nullable(),
})
export type HomeItem = z.infer<typeof homeItem>

const homeNews = z.object({
  id: z.string(),
  /** Names the text `news.<code>`. */
  code: z.string(),
  ...told,
  at: instant,
  to: path.nullable(),
})
export type HomeNews = z.infer<typeof homeNews>

const homeFigure = z.object({
  /** Names the text `figure.<code>`. */
  code: z.string(),
  value: z.int(),
  to: path.nullable(),
})
export type HomeFigure = z.infer<typeof homeFigure>

/** Everybody who is signed in has a home page; what stands on it is their own. */
export const readHome = permission('house.readHome', 'signed_in')
/** Everybody searches within what they may see. */
export const searchAll = permission('house.searchAll', 'signed_in')

export const getHome = endpoint({
  id: 'house.getHome',
  method: 'GET',
  path: '/api/home',
  summary: 'What waits for the viewer, what is new, and a few figures',
  permission: readHome,
  answer: z.object({ waiting: z.array(homeItem), news: z.array(homeNews), figures: z.array(homeFigure) }),
  example: () => ({}),
})

const hit = z.object({ id: z.string(), title: bilingual, note: bilingual.nullable(), to: path })
export type SearchHit = z.infer<typeof hit>

export const search = endpoint({
  id: 'house.search',
  method: 'GET',
  path: '/api/search',
  summary: 'People, classes, organisations and groups within what the viewer may see',
  permission: searchAll,
  query: z.object({ q: line(100) }),
  answer: z.object({ groups: z.array(z.object({ kind: z.string(), hits: z.array(hit) })) }),
  example: () => ({ query: { q: 'lin' } }),
})
