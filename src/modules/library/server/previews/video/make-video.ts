import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileDetails } from '../../../contract/details.ts'
import { readTimecode } from '../../../rules/frames.ts'
import { isSound } from '../../../rules/media-type.ts'
import { makePreviews, PreviewRefusal, type Previews, type Rendition } from '../make-previews.ts'
import type { Converter } from './converter.ts'
import { LIMITS, type Plan, type Probed, planOf, readerOf, type VideoLimits } from './plan.ts'

type Options = { converter: Converter | null; folder: string; limits?: VideoLimits; signal?: AbortSignal }

/**
 * What a page plays of a film or a sound on this machine, made in a folder that is the caller's to throw away. Throws
 * PreviewRefusal.
 */
export async function makeVideo(
  path: string,
  mediaType: string,
  { converter, folder, limits = LIMITS, signal }: Options,
): Promise<Previews> {
  if (!converter) throw new PreviewRefusal('no_converter')
  const reader = readerOf(mediaType)
  if (!reader) throw new PreviewRefusal('broken')
  const work = { path, reader, limits, signal }
  const probed = await converter.probe(work)
  const plan = planOf(probed, isSound(mediaType), limits)
  if (typeof plan === 'string') throw new PreviewRefusal(plan)
  const { frames } = await converter.convert(work, plan, folder)
  return plan.video ? film(plan.video, frames, { probed, folder, signal }) : heard(probed, folder)
}

type Made = { probed: Probed; folder: string; signal?: AbortSignal | undefined }

async function film(
  video: NonNullable<Plan['video']>,
  frames: number,
  { probed, folder, signal }: Made,
): Promise<Previews> {
  const { rate, width, height, sprite } = video
  if (frames > LIMITS.filmSeconds * (rate.num / rate.den)) throw new PreviewRefusal('too_long')
  // What stops long before the end that its header tells of has been cut off, or its header lies.
  if (frames === 0 || frames < video.frames * 0.98 - 2) throw new PreviewRefusal('broken')
  const pictures = await makePreviews(join(folder, 'poster.png'), signal ? { signal } : {})
  const told = probed.timecode ? readTimecode(probed.timecode, rate) : null
  const rows = Math.ceil(sprite.count / sprite.columns)
  return {
    ...upright(probed.video ?? { width, height, turn: 0 }),
    details: {
      ...{ of: 'video', rate, frames, sprite, sound: probed.audio !== null },
      timecode: told && { first: told.frame, dropFrame: told.dropFrame },
    },
    renditions: [
      ...pictures.renditions,
      await fileOf('sprite', 'image/jpeg', join(folder, 'sprite.jpg'), {
        width: sprite.columns * sprite.width,
        height: rows * sprite.height,
      }),
      await fileOf('proxy', 'video/mp4', join(folder, 'proxy.mp4'), { width, height }),
    ],
  }
}

/** The size of a film as it is seen: a camera held upright says so beside its pictures. */
const upright = ({ width, height, turn }: { width: number; height: number; turn: number }) =>
  turn % 180 === 0 ? { width, height } : { width: height, height: width }

async function heard({ audio, seconds }: Probed, folder: string): Promise<Previews> {
  if (!audio) throw new PreviewRefusal('broken')
  const details: FileDetails = {
    ...{ of: 'audio', channels: audio.channels, sampleRate: audio.sampleRate },
    milliseconds: seconds === null ? null : Math.round(seconds * 1000),
  }
  const size = { width: 1200, height: 120 }
  return {
    ...{ width: null, height: null, details },
    renditions: [
      await fileOf('waveform', 'image/png', join(folder, 'wave.png'), size),
      await fileOf('proxy', 'audio/mp4', join(folder, 'proxy.mp4'), { width: 0, height: 0 }),
    ],
  }
}

async function fileOf(
  kind: Rendition['kind'],
  mediaType: string,
  path: string,
  size: { width: number; height: number },
): Promise<Rendition> {
  const found = await stat(path).catch(() => null)
  if (!found?.size) throw new PreviewRefusal('broken')
  return { kind, mediaType, ...size, content: { path, length: found.size } }
}
