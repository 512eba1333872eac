import { z } from 'zod'
import type { ModelLimits } from './model-messages.ts'
import { refuse } from './refusal.ts'

const index = z.int().min(0)
const length = z.int().min(0)
const within = { bufferView: index, byteOffset: length.default(0) }
const listOf = <T extends z.ZodType>(one: T) => z.array(one).default([])

/** What is read of a scene before anything is made of it (glTF 2.0); what it says beyond that leads nowhere. */
const scene = z.object({
  asset: z.object({ version: z.string() }),
  extensionsRequired: listOf(z.string()),
  buffers: listOf(z.object({ byteLength: length, uri: z.string().optional() })),
  bufferViews: listOf(
    z.object({
      ...{ buffer: index, byteOffset: length.default(0), byteLength: length },
      byteStride: z.int().min(4).max(252).optional(),
      extensions: z
        .object({
          EXT_meshopt_compression: z
            .object({
              ...{ buffer: index, byteOffset: length.default(0), byteLength: length },
              ...{ byteStride: z.int().min(1).max(256), count: length },
            })
            .optional(),
        })
        .optional(),
    }),
  ),
  images: listOf(z.object({ uri: z.string().optional(), bufferView: index.optional() })),
  accessors: listOf(
    z.object({
      ...{ bufferView: index.optional(), byteOffset: length.default(0), count: z.int().min(1) },
      componentType: z.literal([5120, 5121, 5122, 5123, 5125, 5126]),
      type: z.enum(['SCALAR', 'VEC2', 'VEC3', 'VEC4', 'MAT2', 'MAT3', 'MAT4']),
      sparse: z
        .object({
          count: z.int().min(1),
          indices: z.object({ ...within, componentType: z.literal([5121, 5123, 5125]) }),
          values: z.object(within),
        })
        .optional(),
    }),
  ),
  meshes: listOf(
    z.object({
      primitives: z.array(
        z.object({
          attributes: z.record(z.string(), index),
          ...{ indices: index.optional(), mode: z.int().min(0).max(6).default(4) },
          targets: listOf(z.record(z.string(), index)),
        }),
      ),
    }),
  ),
  nodes: listOf(z.object({ children: listOf(index), mesh: index.optional() })),
  materials: z.array(z.unknown()).default([]),
  textures: z.array(z.unknown()).default([]),
  skins: z.array(z.unknown()).default([]),
  animations: z.array(z.unknown()).default([]),
})
type Scene = z.infer<typeof scene>

const BYTES: Record<number, number> = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 }
const PLACES = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 }
/** Extensions without which a scene is not what it is, that can be shown. */
const SHOWN =
  /^(KHR_(materials_\w+|texture_transform|mesh_quantization|lights_punctual)|EXT_(meshopt_compression|texture_webp))$/

/** Refuses a scene that refers out of itself, lies about its lengths, hangs below itself or is more than can be shown. */
export function checkScene(given: unknown, binary: Uint8Array | null, limits: ModelLimits): void {
  const parsed = scene.safeParse(given)
  if (!parsed.success) refuse('broken')
  const { data } = parsed
  if (!data.asset.version.startsWith('2.')) refuse('unsupported')
  if (!data.extensionsRequired.every(name => SHOWN.test(name))) refuse('unsupported')
  const lists = Object.values(data).filter(Array.isArray)
  if (lists.some(list => list.length > limits.parts)) refuse('too_complex')
  checkReferences(data)
  checkLengths(data, binary, limits)
  checkTree(data, limits)
  checkTriangles(data, limits)
}

function checkReferences({ buffers, images }: Scene): void {
  for (const { uri } of [...buffers, ...images])
    if (uri !== undefined && !/^data:/i.test(uri)) refuse('external')
}

function checkLengths(
  { buffers, bufferViews, accessors, images }: Scene,
  binary: Uint8Array | null,
  limits: ModelLimits,
): void {
  const packed = bufferViews.some(view => view.extensions?.EXT_meshopt_compression)
  for (const [at, { uri, byteLength }] of buffers.entries()) {
    const there = uri === undefined ? (at === 0 ? (binary?.length ?? 0) : 0) : dataLength(uri)
    // A buffer that only holds what is unpacked from another one has no bytes of its own.
    if (byteLength > there && !(packed && uri === undefined && there === 0)) refuse('broken')
  }
  const fits = (buffer: number, starts: number, size: number) =>
    starts + size <= (buffers[buffer]?.byteLength ?? -1)
  let values = 0
  for (const { buffer, byteOffset, byteLength, extensions } of bufferViews) {
    const packing = extensions?.EXT_meshopt_compression
    if (!fits(buffer, byteOffset, byteLength)) refuse('broken')
    if (!packing) continue
    if (!fits(packing.buffer, packing.byteOffset, packing.byteLength)) refuse('broken')
    if (packing.count * packing.byteStride > byteLength) refuse('broken')
    values += byteLength / 4
  }
  for (const { bufferView } of images)
    if (bufferView !== undefined && !bufferViews[bufferView]) refuse('broken')
  for (const { bufferView, byteOffset, count, componentType, type, sparse } of accessors) {
    const size = (BYTES[componentType] ?? 0) * PLACES[type]
    values += count * PLACES[type]
    if (bufferView !== undefined) {
      const view = bufferViews[bufferView]
      const stride = view?.byteStride ?? size
      if (byteOffset + stride * (count - 1) + size > (view?.byteLength ?? -1)) refuse('broken')
    }
    if (!sparse) continue
    const { indices, values: written } = sparse
    const room = (at: number) => bufferViews[at]?.byteLength ?? -1
    if (sparse.count > count) refuse('broken')
    const indexBytes = (BYTES[indices.componentType] ?? 0) * sparse.count
    if (indices.byteOffset + indexBytes > room(indices.bufferView)) refuse('broken')
    if (written.byteOffset + size * sparse.count > room(written.bufferView)) refuse('broken')
  }
  if (values > limits.values) refuse('too_complex')
}

function dataLength(uri: string): number {
  const starts = uri.indexOf(',') + 1
  const base64 = /;base64,$/i.test(uri.slice(0, starts))
  return base64 ? Buffer.byteLength(uri.slice(starts), 'base64') : uri.length - starts
}

/** Every node hangs below one other at most, and none below itself. */
function checkTree({ nodes }: Scene, { depth }: ModelLimits): void {
  const parents = new Map<number, number>()
  for (const [at, { children }] of nodes.entries())
    for (const child of children) {
      if (!nodes[child]) refuse('broken')
      if (parents.has(child)) refuse('cyclic')
      parents.set(child, at)
    }
  let reached = 0
  let level = [...nodes.keys()].filter(at => !parents.has(at))
  for (let deep = 0; level.length > 0; deep++) {
    if (deep > depth) refuse('too_complex')
    reached += level.length
    level = level.flatMap(at => nodes[at]?.children ?? [])
  }
  if (reached < nodes.length) refuse('cyclic')
}

function checkTriangles({ accessors, meshes, nodes }: Scene, limits: ModelLimits): void {
  const sizes = meshes.map(({ primitives }) => {
    let triangles = 0
    for (const { attributes, indices, mode, targets } of primitives) {
      const all = [...Object.values(attributes), ...targets.flatMap(target => Object.values(target))]
      const corners = accessors[indices ?? attributes.POSITION ?? -1]
      if (!corners || all.some(at => !accessors[at])) refuse('broken')
      const { count } = corners
      triangles += mode === 4 ? Math.floor(count / 3) : mode > 4 ? Math.max(0, count - 2) : 0
    }
    return triangles
  })
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)
  const drawn = nodes.map(({ mesh }) => {
    if (mesh !== undefined && sizes[mesh] === undefined) refuse('broken')
    return mesh === undefined ? 0 : (sizes[mesh] ?? 0)
  })
  if (sum(sizes) > limits.triangles || sum(drawn) > limits.drawn) refuse('too_complex')
  if (sum(drawn) === 0) refuse('empty')
}
