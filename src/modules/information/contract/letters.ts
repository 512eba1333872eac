import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { instant } from '#platform/contract/fields.ts'
import { bySecret, ownLetters } from '../policy.ts'

export const RHYTHMS = ['off', 'daily', 'weekly'] as const
export const LETTER_LANGUAGES = ['zh', 'en', 'both'] as const
const hour = z.int().min(0).max(23)

const preferences = z.object({
  rhythm: z.enum(RHYTHMS),
  language: z.enum(LETTER_LANGUAGES),
  /** Hours of the day in the group's zone between which nothing is sent; alike: none are quiet. */
  quietFrom: hour,
  quietTo: hour,
})
export type LetterPreferences = z.infer<typeof preferences>

export const getLetters = endpoint({
  id: 'information.getLetters',
  method: 'GET',
  path: '/api/letters',
  summary: 'How often the person wants a letter about what waits for them',
  permission: ownLetters,
  answer: preferences.extend({
    /** Whether there is a confirmed address that letters can reach. */
    reachable: z.boolean(),
    zone: z.string(),
  }),
  example: () => ({}),
})

export const setLetters = endpoint({
  id: 'information.setLetters',
  method: 'PUT',
  path: '/api/letters',
  summary: 'Sets how often letters come, in which language and when not',
  permission: ownLetters,
  body: preferences,
  answer: 'nothing',
  example: () => ({ body: { rhythm: 'daily', language: 'both', quietFrom: 21, quietTo: 7 } }),
})

export const stopLetters = endpoint({
  id: 'information.stopLetters',
  method: 'POST',
  path: '/api/letters/stop',
  summary: 'Stops the letters of whoever the signed link in one belongs to; needs no sign-in',
  permission: bySecret,
  body: z.object({ token: z.string().min(1).max(200) }),
  answer: 'nothing',
  secret: true,
  limit: 60,
  example: async ({ information }) => ({ body: { token: await information.unsubscribeToken() } }),
})

export const getFeed = endpoint({
  id: 'information.getFeed',
  method: 'GET',
  path: '/api/calendar-feed',
  summary: 'Whether the person has a calendar address, and when it was last used',
  permission: ownLetters,
  answer: z.object({ createdAt: instant.nullable(), lastUsedAt: instant.nullable() }),
  example: () => ({}),
})

export const createFeed = endpoint({
  id: 'information.createFeed',
  method: 'POST',
  path: '/api/calendar-feed',
  summary: 'A new secret calendar address, shown this once; the one before ends',
  permission: ownLetters,
  answer: z.object({ url: z.string() }),
  secret: true,
  limit: 20,
  example: () => ({}),
})

export const revokeFeed = endpoint({
  id: 'information.revokeFeed',
  method: 'DELETE',
  path: '/api/calendar-feed',
  summary: 'Ends the calendar address',
  permission: ownLetters,
  answer: 'nothing',
  example: () => ({}),
})

export const readFeed = endpoint({
  id: 'information.readFeed',
  method: 'GET',
  path: '/api/calendar/:token',
  summary: 'A person’s due items and dated notices for a calendar program, by the secret in the address',
  permission: bySecret,
  params: z.object({ token: z.string().max(200) }),
  answer: 'file',
  // The secret says who asks, and its person's own transaction is opened then: no second connection is held.
  impersonal: true,
  secret: true,
  limit: 60,
  example: async ({ information }) => ({ params: { token: `${await information.feedToken()}.ics` } }),
})
