import { writeFileSync } from 'node:fs'
import type { Av, Codec, CodecContext, FormatContext, Frame, Packet, Stream } from './av-binding.ts'
import { dictionary, done, got } from './av-read.ts'
import { AAC, H264, type Plan, SOUND } from './plan.ts'

const GLOBAL_HEADER = 1 << 22
const STEREO = { nbChannels: 2, order: 1, mask: 3n }
const YUV420 = 0
const FLOATS = 8
const STUDIO_RANGE = 1

export function newPacket(av: Av): Packet {
  const packet = new av.Packet()
  packet.alloc()
  return packet
}

function encoder(av: Av, name: string): [CodecContext, Codec] {
  const codec = av.Codec.findEncoderByName(name)
  if (!codec) throw new Error('no such encoder')
  const context = new av.CodecContext()
  context.allocContext3(codec)
  return [context, codec]
}

/** Sends frames, or the end of them, through an encoder. */
function* encoded(context: CodecContext, packet: Packet, frame: Frame | null): Generator<Packet> {
  done(context.sendFrameSync(frame))
  while (got(context.receivePacketSync(packet))) {
    yield packet
    packet.unref()
  }
}

/** A film as it is written: a picture, a sound or both, its index at its beginning. */
export class Mp4 {
  private readonly av: Av
  private readonly file: FormatContext
  private readonly packet: Packet
  private readonly tracks: { context: CodecContext; stream: Stream }[] = []

  constructor(av: Av, path: string) {
    this.av = av
    this.packet = newPacket(av)
    this.file = new av.FormatContext()
    done(this.file.allocOutputContext2(null, 'mp4', path))
  }

  /** Returns what takes the frames, and at their end null. */
  picture({ rate, width, height }: NonNullable<Plan['video']>, like: Stream): (frame: Frame | null) => void {
    const [context, codec] = encoder(this.av, 'libx264')
    const { num, den } = rate
    const colours = { colorSpace: like.codecpar.colorSpace, colorRange: STUDIO_RANGE }
    Object.assign(context, { width, height, pixelFormat: YUV420, ...colours })
    Object.assign(context, { timeBase: { num: den, den: num }, framerate: { num, den } })
    return this.track(context, codec, H264)
  }

  sound(): (frame: Frame | null) => void {
    const [context, codec] = encoder(this.av, 'aac')
    Object.assign(context, { sampleRate: SOUND.rate, channelLayout: STEREO, sampleFormat: FLOATS })
    context.timeBase = { num: 1, den: SOUND.rate }
    return this.track(context, codec, AAC)
  }

  private track(context: CodecContext, codec: Codec, options: Record<string, string>) {
    context.flags |= GLOBAL_HEADER
    done(context.open2Sync(codec, dictionary(this.av, options)))
    const stream = this.file.newStream(null)
    done(stream.codecpar.fromContext(context))
    stream.timeBase = context.timeBase
    if (context.width) stream.avgFrameRate = context.framerate
    const track = { context, stream }
    this.tracks.push(track)
    return (frame: Frame | null) => {
      for (const packet of encoded(context, this.packet, frame)) {
        packet.streamIndex = stream.index
        // A film's last frame lasts as long as the others.
        if (packet.duration === 0n) packet.duration = 1n
        packet.rescaleTs(context.timeBase, stream.timeBase)
        done(this.file.interleavedWriteFrameSync(packet))
      }
    }
  }

  begin(metadata: Record<string, string> = {}): void {
    done(this.file.openOutputSync())
    const [first] = this.tracks
    if (metadata.timecode && first) first.stream.metadata = dictionary(this.av, metadata)
    done(this.file.writeHeaderSync(dictionary(this.av, { movflags: '+faststart' })))
  }

  end(): void {
    done(this.file.writeTrailerSync())
    this.file.closeOutputSync()
  }
}

/** One picture as a file of its own. */
export function writePicture(av: Av, name: 'png' | 'mjpeg', frame: Frame, path: string): void {
  const [context, codec] = encoder(av, name)
  Object.assign(context, { width: frame.width, height: frame.height, pixelFormat: frame.format })
  context.timeBase = { num: 1, den: 25 }
  done(context.open2Sync(codec, dictionary(av, name === 'mjpeg' ? { qmin: '4', qmax: '4' } : {})))
  frame.pts = 0n
  const packet = newPacket(av)
  for (const end of [frame, null])
    for (const { data } of encoded(context, packet, end)) if (data) writeFileSync(path, data)
}
