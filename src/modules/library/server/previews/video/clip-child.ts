/** Writes the small films that tests look at, with the encoder that also makes proxies; its one argument is a ClipTask. */

import { type Av, type Frame, loadAv, type Stream } from './av-binding.ts'
import { Mp4 } from './av-output.ts'
import { done, got, newFrame } from './av-read.ts'

/** Frames of eight stripes that say their own number in binary, from the left: white is one. */
export type ClipTask = {
  path: string
  frames: number
  rate: { num: number; den: number }
  width: number
  height: number
  /** A tone beside the picture, or alone. */
  sound?: boolean
  picture?: boolean
  timecode?: string
}

function* framesOf(av: Av, graph: string, sink: string): Generator<Frame> {
  const made = new av.FilterGraph()
  made.alloc()
  done(made.parse2(`${graph}[out];[out]${sink}@out`))
  done(made.configSync())
  const end = made.getFilter(`${sink}@out`)
  const frame = newFrame(av)
  while (end && got(end.buffersinkGetFrameSync(frame))) {
    yield frame
    frame.unref()
  }
}

function write(
  av: Av,
  { path, frames, rate, width, height, sound, picture = true, timecode }: ClipTask,
): void {
  const film = new Mp4(av, path)
  const seconds = (frames * rate.den) / rate.num
  const size = {
    width,
    height,
    frames,
    graph: '',
    rate,
    sprite: { columns: 1, count: 1, step: 1, width, height },
  }
  const plain = { codecpar: { colorSpace: 2 } } as Stream
  const show = picture ? film.picture(size, plain) : null
  const play = sound ? film.sound() : null
  film.begin(timecode ? { timecode } : {})
  const stripes = `geq=lum='16+219*mod(floor(N/pow(2,floor(X*8/W))),2)':cb=128:cr=128`
  const source = `color=black:s=${width}x${height}:r=${rate.num}/${rate.den},format=yuv420p,${stripes},trim=end_frame=${frames}`
  if (show) for (const frame of framesOf(av, source, 'buffersink')) show(frame)
  const tone = `sine=frequency=440:sample_rate=48000:duration=${seconds},aformat=sample_fmts=fltp:channel_layouts=stereo,asetnsamples=1024:p=0`
  if (play) for (const frame of framesOf(av, tone, 'abuffersink')) play(frame)
  for (const end of [show, play]) end?.(null)
  film.end()
}

const av = loadAv()
write(av, JSON.parse(process.argv[2] ?? ''))
process.kill(process.pid, 'SIGKILL')
