import type { Accessor, Document, Material, Node, Primitive, Texture } from '@gltf-transform/core'
import type { Batch, Cover } from './rasterise.ts'
import { refuse } from './refusal.ts'

const TRIANGLES = 4
type Matrix = readonly number[]

/** The triangles of a document in its rest pose, each where it stands in the scene. */
export function* trianglesOf(document: Document, covers: ReadonlyMap<Texture, Cover>): Generator<Batch> {
  for (const node of nodesOf(document)) {
    const mesh = node.getMesh()
    if (!mesh) continue
    const place = node.getWorldMatrix()
    for (const primitive of mesh.listPrimitives()) {
      const position = primitive.getAttribute('POSITION')
      if (primitive.getMode() !== TRIANGLES || !position) continue
      const material = primitive.getMaterial()
      const texture = material?.getBaseColorTexture() ?? null
      const set = material?.getBaseColorTextureInfo()?.getTexCoord() ?? 0
      const coordinates = primitive.getAttribute(`TEXCOORD_${set}`)
      yield {
        positions: placed(valuesOf(position), skinOf(node, primitive) ?? (() => place)),
        corners: cornersOf(primitive, position.getCount()),
        colour: colourOf(material, primitive),
        cover: (texture && covers.get(texture)) ?? null,
        coordinates: coordinates ? valuesOf(coordinates) : null,
      }
    }
  }
}

/** What stands in the scene that is shown; where a file names none, all that hangs below nothing. */
export function nodesOf(document: Document): Node[] {
  const root = document.getRoot()
  const scene = root.getDefaultScene() ?? root.listScenes()[0]
  if (!scene) return root.listNodes()
  const found: Node[] = []
  scene.traverse(node => void found.push(node))
  return found
}

function valuesOf(accessor: Accessor): Float32Array {
  const array = accessor.getArray()
  if (array instanceof Float32Array) return array
  const size = accessor.getElementSize()
  const values = new Float32Array(accessor.getCount() * size)
  const one: number[] = []
  for (let at = 0; at < accessor.getCount(); at++) values.set(accessor.getElement(at, one), at * size)
  return values
}

/** Corners that name a vertex which is not there make a file a broken one. */
function cornersOf(primitive: Primitive, vertices: number): Uint32Array {
  const given = primitive.getIndices()?.getArray()
  const corners = given ? Uint32Array.from(given) : Uint32Array.from({ length: vertices }, (_, i) => i)
  for (const corner of corners) if (corner >= vertices) refuse('broken')
  return corners
}

function placed(values: Float32Array, placeOf: (vertex: number) => Matrix): Float32Array {
  const to = new Float32Array(values.length)
  for (let at = 0; at < values.length; at += 3) {
    const m = placeOf(at / 3)
    const [x, y, z] = [values[at] as number, values[at + 1] as number, values[at + 2] as number]
    for (let row = 0; row < 3; row++)
      to[at + row] =
        (m[row] as number) * x +
        (m[row + 4] as number) * y +
        (m[row + 8] as number) * z +
        (m[row + 12] as number)
  }
  return to
}

/** Where the bones of a skin put each vertex of a mesh (glTF 2.0, skins). */
function skinOf(node: Node, primitive: Primitive): ((vertex: number) => Matrix) | null {
  const skin = node.getSkin()
  const [joints, weights] = [primitive.getAttribute('JOINTS_0'), primitive.getAttribute('WEIGHTS_0')]
  if (!skin || !joints || !weights) return null
  const inverse = skin.getInverseBindMatrices()
  const places = skin.listJoints().map((joint, at) => {
    const world = joint.getWorldMatrix()
    return inverse && at < inverse.getCount() ? multiplied(world, inverse.getElement(at, [])) : world
  })
  const [bones, shares, mixed]: number[][] = [[], [], []]
  return vertex => {
    joints.getElement(vertex, bones as number[])
    weights.getElement(vertex, shares as number[])
    const to = (mixed as number[]).length ? (mixed as number[]) : Array.from({ length: 16 }, () => 0)
    to.fill(0)
    for (let i = 0; i < 4; i++) {
      const place = places[(bones as number[])[i] as number]
      const share = (shares as number[])[i] as number
      if (place) for (let at = 0; at < 16; at++) to[at] = (to[at] as number) + (place[at] as number) * share
    }
    return to
  }
}

function multiplied(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 16 }, (_, at) => {
    const [row, column] = [at % 4, Math.floor(at / 4) * 4]
    return [0, 1, 2, 3].reduce((sum, i) => sum + (a[row + i * 4] as number) * (b[column + i] as number), 0)
  })
}

const screened = (value: number) => Math.min(1, Math.max(0, value)) ** (1 / 2.2)

/** The colour of a surface as a screen shows it, with what its vertices say on the average. */
function colourOf(material: Material | null, primitive: Primitive): Batch['colour'] {
  const [r, g, b] = material?.getBaseColorFactor() ?? [1, 1, 1]
  const painted = primitive.getAttribute('COLOR_0')
  const sums = [0, 0, 0]
  const count = painted?.getCount() ?? 0
  const one: number[] = []
  for (let at = 0; at < count; at++) {
    painted?.getElement(at, one)
    for (let i = 0; i < 3; i++) sums[i] = (sums[i] as number) + (one[i] ?? 0)
  }
  const [x, y, z] = count ? sums.map(sum => sum / count) : [1, 1, 1]
  return [screened(r * (x as number)), screened(g * (y as number)), screened(b * (z as number))]
}
