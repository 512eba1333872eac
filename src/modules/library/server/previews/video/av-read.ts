import { constants } from 'node:os'
import {
  type Av,
  type CodecContext,
  type Dictionary,
  END,
  type FormatContext,
  type Frame,
  HEARD,
  NO_TIME,
  PICTURE,
  type Stream,
} from './av-binding.ts'
import { DECODERS, LIMITS, type Probed } from './plan.ts'

const LATER = -constants.errno.EAGAIN
const DISPLAY_MATRIX = 5

/** The libraries free options that they have taken, and the binding does so once more: none is ever let go of here. */
const handed: Dictionary[] = []

export function dictionary(av: Av, entries: Record<string, string>): Dictionary {
  const made = new av.Dictionary()
  made.alloc()
  for (const [key, value] of Object.entries(entries)) made.set(key, value, 0)
  handed.push(made)
  return made
}

/** Throws on what FFmpeg calls an error. */
export function done(code: number): number {
  if (code < 0) throw new Error(`ffmpeg ${code}`)
  return code
}
/** Whether there was something; nothing more now, or ever, is no error. */
export const got = (code: number): boolean => code !== LATER && code !== END && done(code) >= 0

export type Film = { input: FormatContext; picture: Stream | null; sound: Stream | null }

/** The file of descriptor 3, by one reader; nothing that it names is followed. */
export function openFilm(av: Av, reader: string): Film | null {
  const input = new av.FormatContext()
  input.allocContext()
  const options = dictionary(av, { fd: '3', protocol_whitelist: 'fd', codec_whitelist: DECODERS.join(',') })
  const format = av.InputFormat.findInputFormat(reader)
  if (!format || input.openInputSync('fd:', format, options) < 0) return null
  if (input.findStreamInfoSync(null) < 0) return null
  const best = (type: number) => input.streams?.[input.findBestStream(type, -1, -1, false, 0)] ?? null
  return { input, picture: best(PICTURE), sound: best(HEARD) }
}

const seconds = (time: bigint, { timeBase }: Stream): number | null =>
  time === NO_TIME ? null : (Number(time) * timeBase.num) / timeBase.den

export async function probe(av: Av, { input, picture, sound }: Film): Promise<Probed> {
  const whole = input.duration === NO_TIME || input.duration <= 0n ? null : Number(input.duration) / 1e6
  const told = picture && picture.duration > 0n ? seconds(picture.duration, picture) : null
  const timecodes = [picture, ...(input.streams ?? [])].map(one => one?.metadata?.getAll().timecode)
  const length = told ?? whole
  return {
    seconds: length,
    timecode: timecodes.find(one => one) ?? input.metadata?.getAll().timecode ?? null,
    video: picture && {
      ...{ width: picture.codecpar.width, height: picture.codecpar.height },
      ...{ pixel: picture.codecpar.sampleAspectRatio, turn: turnOf(picture) },
      ...{ finest: picture.rFrameRate, average: picture.avgFrameRate },
      start: seconds(picture.startTime, picture) ?? 0,
      packets: length === null ? await count(av, input, picture) : null,
    },
    audio: sound && {
      ...{ channels: sound.codecpar.channels, sampleRate: sound.codecpar.sampleRate },
      start: seconds(sound.startTime, sound) ?? 0,
    },
  }
}

/** How many pictures there are where no length is told. */
async function count(av: Av, input: FormatContext, picture: Stream): Promise<number> {
  const packet = new av.Packet()
  packet.alloc()
  let packets = 0
  while (input.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === picture.index) packets += 1
    packet.unref()
    if (packets % 256 === 0) await breath()
  }
  return packets
}

/** The turn that a camera held otherwise says beside its pictures: a matrix of fixed-point numbers. */
function turnOf(stream: Stream): number {
  const matrix = stream.codecpar.getCodedSideData(DISPLAY_MATRIX)
  if (!matrix || matrix.length < 36) return 0
  const degrees = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI
  return (Math.round(degrees / 90) * 90 + 360) % 360
}

/** Lets the process notice that its parent has gone. */
export const breath = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** A decoder, if its kind is one of those that are open here. */
export function decoderOf(av: Av, stream: Stream): CodecContext {
  const codec = av.Codec.findDecoder(stream.codecpar.codecId)
  if (!codec || !DECODERS.includes(codec.name ?? '')) throw new Error('no such decoder')
  const decoder = new av.CodecContext()
  decoder.allocContext3(codec)
  done(decoder.parametersToContext(stream.codecpar))
  decoder.pktTimebase = stream.timeBase
  done(decoder.open2Sync(codec, dictionary(av, { threads: '2', max_pixels: String(LIMITS.pixels) })))
  return decoder
}

export function newFrame(av: Av): Frame {
  const frame = new av.Frame()
  frame.alloc()
  return frame
}
