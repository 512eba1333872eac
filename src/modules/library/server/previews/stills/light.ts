/** A picture whose values are amounts of light, red, green and blue of each point, from the top. */
export type Light = { width: number; height: number; values: Float32Array }

/** The largest amount that is kept: what half a float can hold. */
const MOST = 65_504

/** A smaller picture of one that is read point by point: means of squares of points, no longer than asked for. */
export function shrink(
  width: number,
  height: number,
  read: (x: number, y: number, part: number) => number,
  longest: number,
): Light {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / longest))
  const [wide, high] = [Math.ceil(width / step), Math.ceil(height / step)]
  const values = new Float32Array(wide * high * 3)
  for (let y = 0, at = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      for (let part = 0; part < 3; part++, at++) {
        const [right, bottom] = [Math.min(width, (x + 1) * step), Math.min(height, (y + 1) * step)]
        let [sum, count] = [0, 0]
        for (let row = y * step; row < bottom; row++)
          for (let column = x * step; column < right; column++, count++) sum += sane(read(column, row, part))
        values[at] = sum / count
      }
  return { width: wide, height: high, values }
}

/** Light is no less than none; what was divided by nothing counts as none as well. */
const sane = (value: number): number => (value > 0 ? Math.min(value, MOST) : 0)

export const smaller = ({ width, height, values }: Light, longest: number): Light =>
  shrink(width, height, (x, y, part) => values[(y * width + x) * 3 + part] as number, longest)

/** The picture at neutral exposure as a screen shows it (IEC 61966-2-1). */
export function screened({ values }: Light): Uint8Array {
  const pixels = new Uint8Array(values.length)
  for (let at = 0; at < values.length; at++) {
    const value = Math.min(1, values[at] as number)
    const shown = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
    pixels[at] = Math.round(255 * shown)
  }
  return pixels
}

/** The picture in Radiance's format, each point as three shares of one power of two. */
export function radiance({ width, height, values }: Light): Buffer {
  const pixels = Buffer.alloc(width * height * 4)
  for (let at = 0, to = 0; at < values.length; at += 3, to += 4) {
    const [r, g, b] = [values[at] as number, values[at + 1] as number, values[at + 2] as number]
    const most = Math.max(r, g, b)
    if (most < 1e-32) continue
    const exponent = Math.floor(Math.log2(most)) + 1
    const scale = 256 / 2 ** exponent
    pixels.set(
      [r, g, b].map(value => Math.min(255, Math.floor(value * scale))),
      to,
    )
    pixels[to + 3] = exponent + 128
  }
  return Buffer.concat([
    Buffer.from(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`),
    pixels,
  ])
}
