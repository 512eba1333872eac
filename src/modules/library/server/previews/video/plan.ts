import { exactRate, framesIn, proxySize, type Rate, type Sprite, spriteOf } from '../../../rules/frames.ts'
import type { PreviewProblem } from '../../../rules/vocabulary.ts'

/** What a converter says a file holds; times in seconds. */
export type Probed = {
  seconds: number | null
  timecode: string | null
  video: {
    width: number
    height: number
    /** How wide a pixel is to its height; 0/1 where it is not said. */
    pixel: Rate
    /** Clockwise turn that brings it upright. */
    turn: number
    finest: Rate
    average: Rate
    start: number
    /** How many pictures it holds, where that had to be counted. */
    packets: number | null
  } | null
  audio: { channels: number; sampleRate: number; start: number } | null
}

/** What a converter is to make: the graph of its filters, whose ends have the names of what is made of them. */
export type Plan = {
  video: { graph: string; rate: Rate; width: number; height: number; frames: number; sprite: Sprite } | null
  audio: { graph: string; wave: boolean } | null
  /** No more than this is made, whatever the file says of itself. */
  seconds: number
}

/** What a proxy is encoded with, by the names that ffmpeg has for it; every frame stands for itself alone or in a short
 * group, so that any of them is soon reached. */
export const H264 = {
  ...{
    preset: 'veryfast',
    crf: '23',
    profile: 'high',
    g: '12',
    keyint_min: '12',
    sc_threshold: '0',
    bf: '0',
  },
  threads: '2',
}
export const AAC = { b: '128000' }
export const SOUND = { rate: 48_000, samples: 1024 }
/** The readers that may open a file, by what its content says it is; no list of other files is among them. */
const READERS: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
  'video/x-msvideo': 'avi',
  'audio/mp4': 'mov',
  'audio/mpeg': 'mp3',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
}
export const readerOf = (mediaType: string): string | undefined => READERS[mediaType]

/** Decoders of what films and sounds are made of; all others stay closed. */
export const DECODERS = [
  ...[
    'h264',
    'hevc',
    'libdav1d',
    'av1',
    'vp8',
    'vp9',
    'mpeg4',
    'mpeg2video',
    'mpeg1video',
    'prores',
    'dnxhd',
  ],
  ...['mjpeg', 'png', 'qtrle', 'cfhd', 'ffv1', 'huffyuv', 'utvideo', 'rawvideo', 'v210', 'dvvideo', 'h263'],
  ...[
    'msmpeg4',
    'msmpeg4v2',
    'theora',
    'aac',
    'mp3',
    'mp3float',
    'mp2',
    'mp2float',
    'opus',
    'libopus',
    'vorbis',
  ],
  ...[
    'flac',
    'alac',
    'ac3',
    'eac3',
    'pcm_s16le',
    'pcm_s16be',
    'pcm_s24le',
    'pcm_s24be',
    'pcm_s32le',
    'pcm_s32be',
  ],
  ...[
    'pcm_f32le',
    'pcm_f32be',
    'pcm_f64le',
    'pcm_u8',
    'pcm_s8',
    'pcm_mulaw',
    'pcm_alaw',
    'adpcm_ms',
    'adpcm_ima_wav',
  ],
]

export const LIMITS = {
  /** A film of an hour; what is longer is played as it is. */
  filmSeconds: 3600,
  /** 8192 by 4320 and a little more. */
  pixels: 36_000_000,
  probeSeconds: 60,
  convertSeconds: 5400,
  memoryBytes: 1_500_000_000,
  outputBytes: 8_000_000_000,
}
export type VideoLimits = typeof LIMITS

const TURNS: Record<number, string> = {
  90: 'transpose=clock,',
  180: 'hflip,vflip,',
  270: 'transpose=cclock,',
}

/** What is to be made of a file, or why nothing is. */
export function planOf(probed: Probed, hearing: boolean, limits: VideoLimits): Plan | PreviewProblem {
  const video = hearing ? null : probed.video
  const { audio } = probed
  if (!video && !audio) return 'nothing_to_see'
  if (probed.seconds !== null && probed.seconds > limits.filmSeconds) return 'too_long'
  if (video && video.width * video.height > limits.pixels) return 'too_many_pixels'
  if (video && !(video.width > 0 && video.height > 0)) return 'broken'
  return {
    video: video && picturePlan(probed, video),
    audio: audio && { graph: soundGraph(audio.start - (video?.start ?? audio.start), !video), wave: !video },
    seconds: limits.filmSeconds,
  }
}

function picturePlan({ seconds }: Probed, video: NonNullable<Probed['video']>): NonNullable<Plan['video']> {
  const rate = exactRate(video.finest, video.average)
  const frames = Math.max(1, seconds === null ? (video.packets ?? 1) : framesIn(seconds, rate))
  const wide = video.pixel.num > 0 && video.pixel.den > 0 ? video.pixel.num / video.pixel.den : 1
  const lying = video.turn === 90 || video.turn === 270
  const across = video.width * Math.min(4, Math.max(0.25, wide))
  const size = lying ? proxySize(video.height, across) : proxySize(across, video.height)
  const sprite = spriteOf(frames, size)
  // A film often begins in black.
  const poster = Math.floor(frames / 10)
  const rows = Math.ceil(sprite.count / sprite.columns)
  const graph = [
    `setpts=PTS-STARTPTS,yadif=deint=interlaced,fps=${rate.num}/${rate.den},${TURNS[video.turn] ?? ''}` +
      `scale=${size.width}:${size.height}:out_range=tv,setsar=1,format=yuv420p,split=3[proxy][p][s]`,
    `[p]select='eq(n,${poster})',format=rgb24[poster]`,
    `[s]select='not(mod(n,${sprite.step}))',scale=${sprite.width}:${sprite.height}:out_range=pc,format=yuvj420p,` +
      `tile=${sprite.columns}x${rows}[sprite]`,
  ].join(';')
  return { graph, rate, ...size, frames, sprite }
}

/** Sound at one rate, beginning where the picture does; of what is only heard, also its wave. */
function soundGraph(after: number, wave: boolean): string {
  const even = `asetpts=PTS-STARTPTS+(${after.toFixed(6)}/TB),aresample=${SOUND.rate}:async=1:first_pts=0`
  const sound = `${even},aformat=sample_fmts=fltp:channel_layouts=stereo`
  const cut = `asetnsamples=${SOUND.samples}:p=0[sound]`
  if (!wave) return `${sound},${cut}`
  return `${sound},asplit=2[h][w];[h]${cut};[w]aformat=channel_layouts=mono,showwavespic=s=1200x120:colors=0x0b6b5d:filter=peak[wave]`
}
