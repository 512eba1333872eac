type Point = readonly [number, number, number]

const AROUND = 8
/** The lantern's outline from the hook down: how high, how wide; the paper reaches from the third to the seventh. */
const OUTLINE = [
  [0, 0.03],
  [-0.3, 0.03],
  [-0.32, 0.34],
  [-0.5, 0.62],
  [-0.85, 0.8],
  [-1.2, 0.62],
  [-1.38, 0.34],
  [-1.42, 0.12],
  [-1.95, 0.05],
] as const
const [PAPER_FROM, PAPER_TO] = [2, 6]

const at = (ring: number, side: number): Point => {
  const [height, wide] = OUTLINE[ring] as readonly [number, number]
  const turn = (2 * Math.PI * side) / AROUND
  return [wide * Math.sin(turn), height, wide * Math.cos(turn)]
}

/** Two triangles a side between one ring and the next, flat: every corner is a vertex of its own. */
function band(from: number, to: number): Point[] {
  const corners: Point[] = []
  for (let ring = from; ring < to; ring++)
    for (let side = 0; side < AROUND; side++) {
      const [a, b] = [at(ring, side), at(ring, side + 1)]
      const [c, d] = [at(ring + 1, side + 1), at(ring + 1, side)]
      corners.push(a, d, c, a, c, b)
    }
  return corners
}

type Bytes = { parts: Buffer[]; views: object[]; accessors: object[]; length: number }

function put(
  to: Bytes,
  type: 'SCALAR' | 'VEC3' | 'VEC4',
  values: readonly number[],
  more: object = {},
): number {
  const bytes = Buffer.from(new Float32Array(values).buffer)
  to.views.push({ buffer: 0, byteOffset: to.length, byteLength: bytes.length })
  const places = { SCALAR: 1, VEC3: 3, VEC4: 4 }[type]
  to.accessors.push({
    ...{ bufferView: to.views.length - 1, componentType: 5126, count: values.length / places, type },
    ...more,
  })
  to.parts.push(bytes)
  to.length += bytes.length
  return to.accessors.length - 1
}

function surface(to: Bytes, corners: readonly Point[], material: number) {
  const axis = (i: number) => corners.map(point => point[i] as number)
  const bounds = (of: (...all: number[]) => number) => [0, 1, 2].map(i => of(...axis(i)))
  const position = put(to, 'VEC3', corners.flat(), { min: bounds(Math.min), max: bounds(Math.max) })
  return { attributes: { POSITION: position }, material }
}

/** A fishing lantern that sways in the wind: a GLB written as the format describes it. */
export function lanternGlb(): Buffer {
  const bytes: Bytes = { parts: [], views: [], accessors: [], length: 0 }
  const last = OUTLINE.length - 1
  const primitives = [
    surface(bytes, band(PAPER_FROM, PAPER_TO), 0),
    surface(bytes, [...band(0, PAPER_FROM), ...band(PAPER_TO, last)], 1),
  ]
  const times = [0, 1, 2, 3, 4]
  const turns = [0, 0.1, 0, -0.1, 0].flatMap(angle => [0, 0, Math.sin(angle), Math.cos(angle)])
  const input = put(bytes, 'SCALAR', times, { min: [0], max: [4] })
  const output = put(bytes, 'VEC4', turns)
  const scene = {
    asset: { version: '2.0', generator: 'Bincheng demo' },
    ...{ scene: 0, scenes: [{ nodes: [0] }], nodes: [{ name: '挂钩', mesh: 0 }] },
    meshes: [{ name: '渔灯', primitives }],
    materials: [
      {
        ...{ name: '红纸', doubleSided: true, emissiveFactor: [0.25, 0.06, 0.02] },
        pbrMetallicRoughness: {
          baseColorFactor: [0.62, 0.09, 0.04, 1],
          metallicFactor: 0,
          roughnessFactor: 0.8,
        },
      },
      {
        ...{ name: '竹架与流苏', doubleSided: true },
        pbrMetallicRoughness: {
          baseColorFactor: [0.45, 0.28, 0.1, 1],
          metallicFactor: 0,
          roughnessFactor: 0.6,
        },
      },
    ],
    animations: [
      {
        name: '随风轻摆',
        samplers: [{ input, output }],
        channels: [{ sampler: 0, target: { node: 0, path: 'rotation' } }],
      },
    ],
    ...{ buffers: [{ byteLength: bytes.length }], bufferViews: bytes.views, accessors: bytes.accessors },
  }
  return glb(Buffer.from(JSON.stringify(scene)), Buffer.concat(bytes.parts))
}

function glb(scene: Buffer, binary: Buffer): Buffer {
  const text = Buffer.concat([scene, Buffer.alloc((4 - (scene.length % 4)) % 4, ' ')])
  const words = (...numbers: number[]) => Buffer.from(new Uint32Array(numbers).buffer)
  return Buffer.concat([
    ...[words(0x46546c67, 2, 28 + text.length + binary.length), words(text.length, 0x4e4f534a), text],
    ...[words(binary.length, 0x004e4942), binary],
  ])
}
