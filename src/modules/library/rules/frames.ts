/** A rate as it is: 24000/1001 frames a second, never 23.976. */
export type Rate = { num: number; den: number }

/** The number of a first frame where neither the file nor its keeper says another, as studios count. */
export const FIRST_FRAME = 1001

const COMMON: readonly Rate[] = [
  ...[12, 15, 24, 25, 30, 48, 50, 60, 100, 120].map(num => ({ num, den: 1 })),
  ...[24, 30, 48, 60, 120].map(num => ({ num: num * 1000, den: 1001 })),
]
/** Far less than the thousandth between 24 and 24000/1001. */
const NEAR = 0.0003
const FASTEST = 120

const perSecond = ({ num, den }: Rate) => num / den
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
function reduced({ num, den }: Rate): Rate {
  const by = divisor(num, den)
  return { num: num / by, den: den / by }
}
const isRate = ({ num, den }: Rate) =>
  Number.isSafeInteger(num) && Number.isSafeInteger(den) && num > 0 && den > 0

/**
 * The rate of a stream from the two that its container tells: the finest that all times fit, and the average. Containers
 * that count in milliseconds tell a common rate a little beside itself; a stream without a steady rate is given one.
 */
export function exactRate(finest: Rate, average: Rate): Rate {
  const told = [average, finest].filter(isRate)
  for (const rate of told) {
    const common = COMMON.find(one => Math.abs(perSecond(rate) / perSecond(one) - 1) < NEAR)
    if (common) return common
  }
  const steady = told.find(rate => rate === finest && perSecond(rate) <= FASTEST)
  if (steady) return reduced(steady)
  const [rate] = told
  return { num: rate ? Math.min(60, Math.max(1, Math.round(perSecond(rate)))) : 25, den: 1 }
}

/** How many frames a film of so many seconds has. */
export const framesIn = (seconds: number, { num, den }: Rate): number => Math.round((seconds * num) / den)

/** A moment at which this frame is surely the one that is seen: its middle, since a seek to its edge shows a neighbour. */
export const momentOf = (frame: number, { num, den }: Rate): number => ((frame + 0.5) * den) / num

/** The frame that is seen at a moment, counted from 0. */
export const frameAt = (seconds: number, { num, den }: Rate): number =>
  // A frame's own beginning comes as a decimal number a hair beside it.
  Math.max(0, Math.floor((seconds * num) / den + 0.001))

/** Frames a second as timecode counts them: 24 for 24000/1001. */
const counted = (rate: Rate) => Math.max(1, Math.round(perSecond(rate)))

/** How many numbers a drop-frame count leaves out at a minute: none where the rate is a whole one. */
const dropped = (rate: Rate) => (rate.den === 1001 && counted(rate) % 30 === 0 ? counted(rate) / 15 : 0)

const two = (value: number) => String(value).padStart(2, '0')

/** SMPTE ST 12-1: hours, minutes, seconds and frames; with `;` where numbers are left out to stay with the clock. */
export function timecodeOf(frame: number, rate: Rate, dropFrame = false): string {
  const fps = counted(rate)
  const drop = dropFrame ? dropped(rate) : 0
  const minute = fps * 60 - drop
  const tenMinutes = minute * 10 + drop
  const [tens, rest] = [Math.floor(frame / tenMinutes), frame % tenMinutes]
  const missing = drop * 9 * tens + (rest > drop ? drop * Math.floor((rest - drop) / minute) : 0)
  const at = frame + missing
  const [seconds, frames] = [Math.floor(at / fps), at % fps]
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two)
  return `${clock.join(':')}${drop ? ';' : ':'}${two(frames)}`
}

/** The frame a timecode counts, and whether it leaves numbers out; null for what is none. */
export function readTimecode(text: string, rate: Rate): { frame: number; dropFrame: boolean } | null {
  const found = /^(\d\d):(\d\d):(\d\d)([:;.])(\d{2,3})$/.exec(text.trim())
  if (!found) return null
  const [hours, minutes, seconds, frames] = [1, 2, 3, 5].map(i => Number(found[i])) as [
    number,
    number,
    number,
    number,
  ]
  const fps = counted(rate)
  if (hours > 23 || minutes > 59 || seconds > 59 || frames >= fps) return null
  const drop = found[4] === ':' ? 0 : dropped(rate)
  const passed = hours * 60 + minutes
  const frame = (passed * 60 + seconds) * fps + frames - drop * (passed - Math.floor(passed / 10))
  return frame < 0 ? null : { frame, dropFrame: drop > 0 }
}

/** Small pictures of a film in one, for looking for a place: every `step`th frame, row by row. */
export type Sprite = { columns: number; count: number; step: number; width: number; height: number }

const MOST_PICTURES = 100
const COLUMNS = 10
const LONG_SIDE = 160
const even = (size: number) => Math.max(2, Math.round(size / 2) * 2)

export function spriteOf(frames: number, { width, height }: { width: number; height: number }): Sprite {
  const step = Math.max(1, Math.ceil(frames / MOST_PICTURES))
  const count = Math.max(1, Math.ceil(frames / step))
  const scale = LONG_SIDE / Math.max(width, height)
  return {
    ...{ columns: Math.min(COLUMNS, count), count, step },
    ...{ width: even(width * scale), height: even(height * scale) },
  }
}

/** Where in the sprite the picture of a frame lies. */
export function placeIn(sprite: Sprite, frame: number): { x: number; y: number } {
  const index = Math.min(sprite.count - 1, Math.max(0, Math.floor(frame / sprite.step)))
  return {
    x: (index % sprite.columns) * sprite.width,
    y: Math.floor(index / sprite.columns) * sprite.height,
  }
}

/** The size of a proxy: at most 720 on its short side, never larger than the film, with square pixels and even sides. */
export function proxySize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, 720 / Math.min(width, height), 1280 / Math.max(width, height))
  return { width: even(width * scale), height: even(height * scale) }
}
