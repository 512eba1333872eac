import { createRequire } from 'node:module'
import type { Rate } from '../../../rules/frames.ts'

/** As much of FFmpeg's libraries as is used here, by the names that the package's native module gives them. */
export type Dictionary = {
  alloc(): void
  set(key: string, value: string, flags: number): number
  getAll(): Record<string, string>
}
export type Packet = {
  alloc(): void
  unref(): void
  streamIndex: number
  duration: bigint
  data: Buffer | null
  rescaleTs(from: Rate, to: Rate): void
}
export type Frame = {
  alloc(): void
  unref(): void
  readonly width: number
  readonly height: number
  readonly format: number
  readonly sampleRate: number
  readonly colorSpace: number
  readonly colorRange: number
  readonly sampleAspectRatio: Rate
  readonly channelLayout: Layout
  readonly bestEffortTimestamp: bigint
  pts: bigint
  pictType: number
}
type Layout = { nbChannels: number; order: number; mask: bigint }
export type Codec = { readonly name: string | null; readonly sampleFormats: number[] | null }
type Parameters = {
  readonly codecId: number
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly sampleRate: number
  readonly sampleAspectRatio: Rate
  fromContext(context: CodecContext): number
  readonly colorSpace: number
  getCodedSideData(type: number): Buffer | null
}
export type CodecContext = {
  allocContext3(codec: Codec): void
  parametersToContext(parameters: Parameters): number
  open2Sync(codec: Codec, options: Dictionary): number
  sendPacketSync(packet: Packet | null): number
  receiveFrameSync(frame: Frame): number
  sendFrameSync(frame: Frame | null): number
  receivePacketSync(packet: Packet): number
  timeBase: Rate
  pktTimebase: Rate
  framerate: Rate
  flags: number
  width: number
  height: number
  pixelFormat: number
  sampleFormat: number
  sampleRate: number
  channelLayout: Layout
  colorSpace: number
  colorRange: number
}
export type Stream = {
  readonly index: number
  readonly codecpar: Parameters
  timeBase: Rate
  readonly startTime: bigint
  readonly duration: bigint
  avgFrameRate: Rate
  readonly rFrameRate: Rate
  metadata: Dictionary | null
}
export type FormatContext = {
  allocContext(): void
  openInputSync(url: string, format: object | null, options: Dictionary): number
  findStreamInfoSync(options: null): number
  findBestStream(type: number, wanted: number, related: number, decoder: boolean, flags: number): number
  readFrameSync(packet: Packet): number
  readonly duration: bigint
  readonly streams: Stream[] | null
  readonly metadata: Dictionary | null
  allocOutputContext2(format: null, name: string, path: string): number
  newStream(codec: null): Stream
  openOutputSync(): number
  writeHeaderSync(options: Dictionary): number
  interleavedWriteFrameSync(packet: Packet): number
  writeTrailerSync(): number
  closeOutputSync(): void
}
export type FilterContext = {
  buffersrcAddFrameSync(frame: Frame | null, flags: number): number
  buffersinkGetFrameSync(frame: Frame): number
  buffersinkGetTimeBase(): Rate
}
export type FilterGraph = {
  alloc(): void
  nbThreads: number
  parse2(graph: string): number
  configSync(): number
  getFilter(name: string): FilterContext | null
}

export type Av = {
  Dictionary: new () => Dictionary
  Packet: new () => Packet
  Frame: new () => Frame
  CodecContext: new () => CodecContext
  FormatContext: new () => FormatContext
  FilterGraph: new () => FilterGraph
  InputFormat: { findInputFormat(name: string): object | null }
  Codec: { findDecoder(id: number): Codec | null; findEncoderByName(name: string): Codec | null }
  Log: { setLevel(level: number): void }
  getFFmpegInfo(): { version: string }
}

/** Which of the packages fits this machine; those for others are not installed. */
export const AV_PACKAGE = `@seydx/node-av-${process.platform}-${process.arch}${process.platform === 'win32' ? '-msvc' : ''}`

/** Native code: loaded in processes of their own alone. */
export function loadAv(): Av {
  const av: Av = createRequire(import.meta.url)(AV_PACKAGE)
  av.Log.setLevel(-8)
  return av
}

export const PICTURE = 0
export const HEARD = 1
export const END = -541_478_725
/** What a time is where there is none. */
export const NO_TIME = -(2n ** 63n)
