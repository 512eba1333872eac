/** Light as the server sends it: three shares of a power of two for each point, row by row from the top. */
export type Light = { width: number; height: number; values: Float32Array }

/** Reads a picture in Radiance's format whose points are written out one by one. */
export function readRadiance(bytes: Uint8Array): Light {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 256))
  const size = /\n\n-Y (\d+) \+X (\d+)\n/.exec(head)
  if (!size) throw new Error('this is no light')
  const [height, width] = [Number(size[1]), Number(size[2])]
  const values = new Float32Array(width * height * 3)
  for (let point = 0, at = size.index + size[0].length; point < width * height; point++, at += 4) {
    const exponent = bytes[at + 3] ?? 0
    if (exponent === 0) continue
    const scale = 2 ** (exponent - 136)
    for (let part = 0; part < 3; part++) values[point * 3 + part] = (bytes[at + part] ?? 0) * scale
  }
  return { width, height, values }
}

/** How many steps between dark and light a look-up tells apart: more than a screen shows. */
const STEPS = 4096

/** The picture as a screen shows it, so many stops brighter (IEC 61966-2-1). */
export function exposed({ width, height, values }: Light, stops: number): ImageData {
  const shown = Uint8ClampedArray.from({ length: STEPS + 1 }, (_, step) => {
    const value = (step / STEPS) ** 2
    return Math.round(255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055))
  })
  const gain = 2 ** stops
  const picture = new ImageData(width, height)
  for (let at = 0, to = 0; at < values.length; at += 3, to += 4) {
    for (let part = 0; part < 3; part++) {
      // The root gives the dark the steps that it needs.
      const step = Math.sqrt(Math.min(1, (values[at + part] ?? 0) * gain)) * STEPS
      picture.data[to + part] = shown[Math.round(step)] ?? 255
    }
    picture.data[to + 3] = 255
  }
  return picture
}
