import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Rate } from '../../../rules/frames.ts'
import { PreviewRefusal } from '../make-previews.ts'
import type { Converter, Work } from './converter.ts'
import { isProgram, programAt, said } from './isolation.ts'
import { AAC, DECODERS, H264, type Plan, type Probed } from './plan.ts'
import { runLimited } from './run-limited.ts'

/** The machine's own ffmpeg with the ffprobe that comes with it, or null. */
export async function machine(path: string | undefined): Promise<Converter | null> {
  const ffmpeg = path ?? (await programAt('ffmpeg'))
  if (!ffmpeg) return null
  const ffprobe = join(dirname(ffmpeg), basename(ffmpeg).replace('ffmpeg', 'ffprobe'))
  const version = /^ffmpeg version (\S+)/.exec((await said(ffmpeg, ['-version'])) ?? '')?.[1]
  if (!version || !(await isProgram(ffprobe))) return null
  const hasFd = /^\s*fd$/m.test((await said(ffmpeg, ['-hide_banner', '-protocols'])) ?? '')
  const run = ({ path, limits, signal }: Work, command: string, args: string[], folder?: string) => {
    const seconds = folder ? limits.convertSeconds : limits.probeSeconds
    const { memoryBytes, outputBytes } = limits
    const bounds = { seconds, memoryBytes, outputBytes }
    return runLimited({ command, args, path, signal, limits: bounds, ...(folder && { folder }) })
  }
  return {
    name: `ffmpeg ${version} (${ffmpeg})`,
    probe: async work => probedOf(await run(work, ffprobe, probeArguments(work.reader, hasFd))),
    async convert(work, plan, folder) {
      const text = await run(work, ffmpeg, convertArguments(work, plan, folder, hasFd), folder)
      if (!/^progress=end$/m.test(text)) throw new PreviewRefusal('broken')
      return {
        frames: Number(
          text
            .match(/^frame=\s*(\d+)$/gm)
            ?.at(-1)
            ?.replace(/\D/g, '') ?? 0,
        ),
      }
    },
  }
}

/** The one open descriptor by one reader, and nothing that its content names: no other protocol is there. */
const opening = (reader: string, hasFd: boolean): string[] => [
  ...['-protocol_whitelist', hasFd ? 'fd' : 'file', '-codec_whitelist', DECODERS.join(','), '-f', reader],
  ...(hasFd ? ['-fd', '3'] : []),
]
const inputOf = (hasFd: boolean) => (hasFd ? 'fd:' : '/dev/fd/3')

const ASKED =
  'format=duration:format_tags=timecode:stream=codec_type,width,height,sample_aspect_ratio,r_frame_rate,' +
  'avg_frame_rate,start_time,duration,channels,sample_rate,nb_read_packets:stream_tags=timecode:' +
  'stream_side_data=rotation'

export const probeArguments = (reader: string, hasFd: boolean): string[] => [
  ...['-v', 'error', '-of', 'json', '-count_packets', '-show_entries', ASKED],
  ...[...opening(reader, hasFd), '-i', inputOf(hasFd)],
]

export function convertArguments(
  { reader, limits }: Pick<Work, 'reader' | 'limits'>,
  { video, audio, seconds }: Plan,
  folder: string,
  hasFd: boolean,
): string[] {
  const graph = [video && `[0:v:0]${video.graph}`, audio && `[0:a:0]${audio.graph}`].filter(Boolean).join(';')
  const named = (options: Record<string, string>, kind: string) =>
    Object.entries(options).flatMap(([name, value]) => [`-${name}:${kind}`, value])
  const still = (end: string, codec: string, name: string) => [
    ...['-map', `[${end}]`, '-frames:v', '1', '-c:v', codec, ...(codec === 'mjpeg' ? ['-q:v', '4'] : [])],
    ...['-f', 'image2', '-update', '1', join(folder, name)],
  ]
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-filter_complex_threads', '2'],
    ...['-threads', '2', '-max_pixels', String(limits.pixels), '-noautorotate', '-t', String(seconds + 1)],
    ...[...opening(reader, hasFd), '-i', inputOf(hasFd), '-filter_complex', graph],
    ...(video ? ['-map', '[proxy]', '-c:v', 'libx264', ...named(H264, 'v')] : []),
    ...(audio ? ['-map', '[sound]', '-c:a', 'aac', ...named(AAC, 'a')] : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-movflags', '+faststart', '-progress', 'pipe:1'],
    join(folder, 'proxy.mp4'),
    ...(video ? [...still('poster', 'png', 'poster.png'), ...still('sprite', 'mjpeg', 'sprite.jpg')] : []),
    ...(audio?.wave ? still('wave', 'png', 'wave.png') : []),
  ]
}

const rate = z
  .string()
  .regex(/^-?\d+[/:]\d+$/)
  .transform((text): Rate => {
    const [num = 0, den = 0] = text.split(/[/:]/).map(Number)
    return { num, den }
  })
  .catch({ num: 0, den: 1 })
const number = z.coerce.number().catch(0)
const timecode = z.object({ timecode: z.string().optional() }).optional()
const report = z.object({
  format: z.object({ duration: z.coerce.number().optional().catch(undefined), tags: timecode }).optional(),
  streams: z
    .array(
      z.object({
        ...{ codec_type: z.string().catch(''), width: number, height: number, channels: number },
        ...{ sample_aspect_ratio: rate, r_frame_rate: rate, avg_frame_rate: rate, sample_rate: number },
        ...{ start_time: number, nb_read_packets: number, tags: timecode },
        duration: z.coerce.number().optional().catch(undefined),
        side_data_list: z.array(z.object({ rotation: number })).optional(),
      }),
    )
    .default([]),
})

export function probedOf(text: string): Probed {
  const { format, streams } = readReport(text)
  const [video, audio] = ['video', 'audio'].map(kind => streams.find(one => one.codec_type === kind))
  if (streams.length === 0) throw new PreviewRefusal('broken')
  const rotation = video?.side_data_list?.find(one => one.rotation !== 0)?.rotation ?? 0
  const seconds = video?.duration || format?.duration || null
  return {
    seconds,
    timecode: streams.map(one => one.tags?.timecode).find(Boolean) ?? format?.tags?.timecode ?? null,
    video: video
      ? {
          ...{ width: video.width, height: video.height, pixel: video.sample_aspect_ratio },
          ...{ turn: (((-rotation % 360) + 360) % 360) as number, start: video.start_time },
          ...{ finest: video.r_frame_rate, average: video.avg_frame_rate },
          packets: seconds === null ? video.nb_read_packets : null,
        }
      : null,
    audio: audio
      ? { channels: audio.channels, sampleRate: audio.sample_rate, start: audio.start_time }
      : null,
  }
}

function readReport(text: string): z.infer<typeof report> {
  try {
    return report.parse(JSON.parse(text))
  } catch {
    throw new PreviewRefusal('broken')
  }
}
