import { z } from 'zod'
import { modelDetails } from './model-details.ts'
import { layersDetails, lightDetails } from './still-details.ts'

/** What was read of a file's content, by what it is. */
const video = z.object({
  of: z.literal('video'),
  /** Frames a second, exactly: 24000/1001 stays two whole numbers. */
  rate: z.object({ num: z.int(), den: z.int() }),
  frames: z.int(),
  /** The frame that the file's own timecode counts at its beginning. */
  timecode: z.object({ first: z.int(), dropFrame: z.boolean() }).nullable(),
  sound: z.boolean(),
  sprite: z.object({
    ...{ columns: z.int(), count: z.int(), step: z.int(), width: z.int(), height: z.int() },
  }),
})
export type VideoDetails = z.infer<typeof video>

const audio = z.object({
  of: z.literal('audio'),
  milliseconds: z.int().nullable(),
  channels: z.int(),
  sampleRate: z.int(),
})

export const fileDetails = z.discriminatedUnion('of', [
  video,
  audio,
  modelDetails,
  lightDetails,
  layersDetails,
])
export type FileDetails = z.infer<typeof fileDetails>
