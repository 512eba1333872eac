import { join } from 'node:path'
import type { Av, CodecContext, FilterContext, FilterGraph, Frame, Packet, Stream } from './av-binding.ts'
import { Mp4, newPacket, writePicture } from './av-output.ts'
import { breath, decoderOf, done, type Film, got, newFrame } from './av-read.ts'
import type { Plan } from './plan.ts'

/** What takes the frames that come out of one end of the filters. */
type End = { name: string; heard?: boolean; take: (frame: Frame) => void }

/** Makes the files of a plan. */
export async function convert(av: Av, film: Film, plan: Plan, folder: string): Promise<object> {
  const proxy = new Mp4(av, join(folder, 'proxy.mp4'))
  const lines: Line[] = []
  const ends: ((frame: null) => void)[] = []
  let frames = 0
  const once = (name: string, kind: 'png' | 'mjpeg', file: string): End => {
    let written = false
    const take = (frame: Frame) => {
      if (!written) writePicture(av, kind, frame, join(folder, file))
      written = true
    }
    return { name, take }
  }
  const { picture, sound } = film
  if (plan.video && picture) {
    const put = proxy.picture(plan.video, picture)
    ends.push(put)
    const take = (frame: Frame) => {
      frames += 1
      put(frame)
    }
    const stills = [once('poster', 'png', 'poster.png'), once('sprite', 'mjpeg', 'sprite.jpg')]
    lines.push(new Line(av, picture, plan.video.graph, [{ name: 'proxy', take }, ...stills]))
  }
  if (plan.audio && sound) {
    const put = proxy.sound()
    ends.push(put)
    const wave = plan.audio.wave ? [once('wave', 'png', 'wave.png')] : []
    lines.push(new Line(av, sound, plan.audio.graph, [{ name: 'sound', heard: true, take: put }, ...wave]))
  }
  proxy.begin()
  const most = plan.video ? (plan.seconds * plan.video.rate.num) / plan.video.rate.den : 0
  const packet = newPacket(av)
  while (film.input.readFrameSync(packet) >= 0) {
    lines.find(line => line.stream.index === packet.streamIndex)?.take(packet)
    packet.unref()
    if (plan.video && frames > most) return { error: 'too_long' }
    await breath()
  }
  for (const line of lines) line.end()
  if (!lines.some(line => line.began)) return { error: 'broken' }
  for (const end of ends) end(null)
  proxy.end()
  return { frames }
}

/** One stream on its way: decoded, through its filters, and to whatever takes what comes out of them. */
class Line {
  readonly stream: Stream
  private readonly av: Av
  private readonly graph: string
  private readonly ends: readonly End[]
  private readonly decoder: CodecContext
  private readonly decoded: Frame
  private readonly filtered: Frame
  private source: FilterContext | null = null
  /** Each with its graph, which takes its filters with it when it goes. */
  private sinks: { graph: FilterGraph; sink: FilterContext; take: (frame: Frame) => void }[] = []

  constructor(av: Av, stream: Stream, graph: string, ends: readonly End[]) {
    this.av = av
    this.stream = stream
    this.graph = graph
    this.ends = ends
    this.decoder = decoderOf(av, stream)
    this.decoded = newFrame(av)
    this.filtered = newFrame(av)
  }

  get began(): boolean {
    return this.source !== null
  }

  /** Takes a packet, or the end. What is damaged is left out, as players do. */
  take(packet: Packet | null): void {
    if (this.decoder.sendPacketSync(packet) < 0) return
    while (this.decoder.receiveFrameSync(this.decoded) >= 0) {
      this.source ??= this.lay(this.decoded)
      this.decoded.pts = this.decoded.bestEffortTimestamp
      done(this.source.buffersrcAddFrameSync(this.decoded, 0))
      this.drain()
    }
  }

  end(): void {
    this.take(null)
    if (!this.source) return
    done(this.source.buffersrcAddFrameSync(null, 0))
    this.drain()
  }

  private drain(): void {
    for (const { sink, take } of this.sinks)
      while (got(sink.buffersinkGetFrameSync(this.filtered))) {
        // What a frame was in the film is nothing for the proxy to go by.
        this.filtered.pictType = 0
        take(this.filtered)
        this.filtered.unref()
      }
  }

  /** The filters are laid for what the first frame is. */
  private lay(frame: Frame): FilterContext {
    const graph = new this.av.FilterGraph()
    graph.alloc()
    graph.nbThreads = 2
    const sinks = this.ends.map(
      ({ name, heard }) => `[${name}]${heard ? 'abuffersink' : 'buffersink'}@${name}`,
    )
    const heard = this.ends.some(end => end.heard)
    const source = heard ? soundSource(frame, this.stream) : pictureSource(frame, this.stream)
    done(graph.parse2([`${source},${this.graph}`, ...sinks].join(';')))
    done(graph.configSync())
    const named = (name: string) => {
      const found = graph.getFilter(name)
      if (!found) throw new Error('no such filter')
      return found
    }
    this.sinks = this.ends.map(({ name, heard, take }) => ({
      graph,
      sink: named(`${heard ? 'abuffersink' : 'buffersink'}@${name}`),
      take,
    }))
    return named(heard ? 'abuffer@in' : 'buffer@in')
  }
}

const timeBase = ({ timeBase: { num, den } }: Stream) => `${num}/${den}`

function pictureSource(frame: Frame, stream: Stream): string {
  const { num, den } = frame.sampleAspectRatio
  return (
    `buffer@in=video_size=${frame.width}x${frame.height}:pix_fmt=${frame.format}:time_base=${timeBase(stream)}` +
    `:pixel_aspect=${num}/${den || 1}:colorspace=${frame.colorSpace}:range=${frame.colorRange}`
  )
}

const soundSource = (frame: Frame, stream: Stream): string =>
  `abuffer@in=sample_rate=${frame.sampleRate}:sample_fmt=${frame.format}:channels=${frame.channelLayout.nbChannels}` +
  `${frame.channelLayout.mask ? `:channel_layout=0x${frame.channelLayout.mask.toString(16)}` : ''}:time_base=${timeBase(stream)}`
