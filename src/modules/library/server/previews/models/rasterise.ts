/** A picture that a surface is covered with: RGBA, row by row from the top. */
export type Cover = { width: number; height: number; pixels: Uint8Array }
/** Triangles of one colour or one cover, where they stand in the world. */
export type Batch = {
  positions: Float32Array
  corners: Uint32Array
  colour: readonly [red: number, green: number, blue: number]
  cover: Cover | null
  coordinates: Float32Array | null
}
export type Raster = { width: number; height: number; pixels: Uint8Array }

/** Where the viewer stands: somewhat to the right and above, as a model is usually shown. */
const YAW = (-32 * Math.PI) / 180
const PITCH = (22 * Math.PI) / 180
const [SIN_YAW, COS_YAW, SIN_PITCH, COS_PITCH] = [
  Math.sin(YAW),
  Math.cos(YAW),
  Math.sin(PITCH),
  Math.cos(PITCH),
]
/** From the upper left, towards the viewer; of length one. */
const LIGHT = [-0.37, 0.62, 0.69] as const
const MARGIN = 0.06

type Point = [x: number, y: number, z: number]

/** A point as the viewer sees it: right, up, towards them. */
function seen(positions: Float32Array, corner: number, to: Point): Point {
  const x = positions[corner * 3] as number
  const y = positions[corner * 3 + 1] as number
  const z = positions[corner * 3 + 2] as number
  const depth = -x * SIN_YAW + z * COS_YAW
  to[0] = x * COS_YAW + z * SIN_YAW
  to[1] = y * COS_PITCH - depth * SIN_PITCH
  to[2] = y * SIN_PITCH + depth * COS_PITCH
  return to
}

type Box = { least: Point; most: Point }

function boxOf(batches: Iterable<Batch>): Box {
  const least: Point = [Infinity, Infinity, Infinity]
  const most: Point = [-Infinity, -Infinity, -Infinity]
  const point: Point = [0, 0, 0]
  for (const { positions, corners } of batches)
    for (const corner of corners) {
      seen(positions, corner, point)
      for (let i = 0; i < 3; i++) {
        const value = point[i] as number
        if (value < (least[i] as number)) least[i] = value
        if (value > (most[i] as number)) most[i] = value
      }
    }
  return { least, most }
}

/**
 * A still picture of triangles without a graphics card: parallel projection, a depth for every point of the picture, one
 * light, flat faces. The batches are gone through twice. Null where nothing of them can be seen.
 */
export function rasterise(batches: () => Iterable<Batch>, width: number, height: number): Raster | null {
  const { least, most } = boxOf(batches())
  const [wide, high] = [most[0] - least[0], most[1] - least[1]]
  if (!Number.isFinite(wide + high + most[2] - least[2]) || !(wide > 0 || high > 0)) return null
  const scale = (1 - 2 * MARGIN) * Math.min(width / (wide || high), height / (high || wide))
  const [shiftX, shiftY] = [
    (width - (least[0] + most[0]) * scale) / 2,
    (height + (least[1] + most[1]) * scale) / 2,
  ]
  const depths = new Float32Array(width * height).fill(-Infinity)
  const pixels = new Uint8Array(width * height * 4)
  const [a, b, c]: [Point, Point, Point] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]
  for (const batch of batches()) {
    const { positions, corners } = batch
    for (let at = 0; at + 2 < corners.length; at += 3) {
      const [ia, ib, ic] = [corners[at] as number, corners[at + 1] as number, corners[at + 2] as number]
      seen(positions, ia, a)
      seen(positions, ib, b)
      seen(positions, ic, c)
      const shade = shadeOf(a, b, c)
      if (!(shade >= 0)) continue
      for (const point of [a, b, c]) {
        point[0] = point[0] * scale + shiftX
        point[1] = shiftY - point[1] * scale
      }
      fill(a, b, c, width, height, (offset, depth, u, v, w) => {
        if (
          depth <= (depths[offset] as number) ||
          !paint(batch, [ia, ib, ic], [u, v, w], shade, pixels, offset * 4)
        )
          return
        depths[offset] = depth
      })
    }
  }
  return { width, height, pixels }
}

/** How light a face is; not a number for one without an area. Faces are seen from both sides. */
function shadeOf(a: Point, b: Point, c: Point): number {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]]
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
  const length = Math.hypot(nx, ny, nz) * (nz < 0 ? -1 : 1)
  const facing = (nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / length
  return 0.48 + 0.52 * Math.max(0, facing)
}

type Visit = (offset: number, depth: number, u: number, v: number, w: number) => void

/** Every point of the picture whose middle lies in a triangle, with its depth and its shares of the corners. */
function fill(a: Point, b: Point, c: Point, width: number, height: number, visit: Visit): void {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
  if (area === 0) return
  const from = (...values: number[]) => Math.max(0, Math.floor(Math.min(...values)))
  const [left, top] = [from(a[0], b[0], c[0]), from(a[1], b[1], c[1])]
  const right = Math.min(width - 1, Math.ceil(Math.max(a[0], b[0], c[0])))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(a[1], b[1], c[1])))
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5, y + 0.5]
      const u = ((b[0] - px) * (c[1] - py) - (b[1] - py) * (c[0] - px)) / area
      const v = ((c[0] - px) * (a[1] - py) - (c[1] - py) * (a[0] - px)) / area
      const w = 1 - u - v
      if (u >= 0 && v >= 0 && w >= 0) visit(y * width + x, u * a[2] + v * b[2] + w * c[2], u, v, w)
    }
}

type Three = [number, number, number]

/** Colours one point; false where the cover has a hole. */
function paint(
  batch: Batch,
  corners: Three,
  shares: Three,
  shade: number,
  pixels: Uint8Array,
  at: number,
): boolean {
  const { colour, cover, coordinates } = batch
  let from = -1
  if (cover && coordinates) {
    let [u, v] = [0, 0]
    for (let i = 0; i < 3; i++) {
      u += (coordinates[(corners[i] as number) * 2] as number) * (shares[i] as number)
      v += (coordinates[(corners[i] as number) * 2 + 1] as number) * (shares[i] as number)
    }
    const place = (value: number, size: number) =>
      Math.min(size - 1, Math.floor((value - Math.floor(value)) * size)) || 0
    from = (place(v, cover.height) * cover.width + place(u, cover.width)) * 4
    if ((cover.pixels[from + 3] as number) < 25) return false
  }
  for (let i = 0; i < 3; i++) {
    const covered = from < 0 || !cover ? 1 : (cover.pixels[from + i] as number) / 255
    pixels[at + i] = Math.round(255 * Math.min(1, Math.max(0, (colour[i] as number) * covered * shade)))
  }
  pixels[at + 3] = 255
  return true
}
