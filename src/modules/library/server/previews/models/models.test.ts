import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, NodeIO } from '@gltf-transform/core'
import { EXTMeshoptCompression, EXTTextureWebP, KHRMeshQuantization } from '@gltf-transform/extensions'
import { MeshoptDecoder } from 'meshoptimizer/decoder'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { convertModel } from './convert-model.ts'
import { MODEL_LIMITS, makeModel } from './make-model.ts'
import type { ModelFormat } from './model-messages.ts'
import { type Batch, rasterise } from './rasterise.ts'
import { cubeModel } from './test-model.ts'

/** Its program may have to be built first. */
const SLOW = { timeout: 60_000 }

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-models-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function modelOf(bytes: Uint8Array | string, format: ModelFormat = 'gltf', limits = MODEL_LIMITS) {
  const path = join(dir, 'model')
  await writeFile(path, bytes)
  return makeModel(path, format, { limits })
}
/** What the process refuses; the rules themselves are tried without one. */
const refused = async (bytes: Uint8Array | string, problem: string, limits = MODEL_LIMITS) =>
  expect(modelOf(bytes, 'gltf', limits)).rejects.toMatchObject({ problem })
const against = async (bytes: Uint8Array | string, problem: string, limits = MODEL_LIMITS) =>
  expect(convertModel(Buffer.from(bytes), limits)).rejects.toMatchObject({ problem })

/** A GLB of a scene and bytes, its lengths as they are unless told otherwise. */
function glbOf(scene: object, binary = new Uint8Array(0), { total = 0, chunk = 0 } = {}): Buffer {
  const json = Buffer.from(JSON.stringify(scene).padEnd(Math.ceil(JSON.stringify(scene).length / 4) * 4))
  const header = Buffer.alloc(20)
  header.write('glTF')
  header.writeUInt32LE(2, 4)
  header.writeUInt32LE(28 + json.length + binary.length + total, 8)
  header.writeUInt32LE(json.length + chunk, 12)
  header.write('JSON', 16)
  const second = Buffer.alloc(8)
  second.writeUInt32LE(binary.length)
  second.write('BIN\0', 4)
  return Buffer.concat([header, json, second, binary])
}

/** One triangle, as a scene that may be bent. */
const SCENE = {
  asset: { version: '2.0' },
  buffers: [{ byteLength: 36 }],
  bufferViews: [{ buffer: 0, byteLength: 36 }],
  accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] }],
  meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
  nodes: [{ mesh: 0 }] as object[],
  scenes: [{ nodes: [0] }],
}
const CORNERS = new Uint8Array(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer)

test(
  'a model with texture, bones and a movement: its budget, its picture, and a small model again',
  SLOW,
  async () => {
    const { facts, pictures, model } = await modelOf(await cubeModel())
    expect(facts).toMatchObject({
      ...{ of: 'model', triangles: 24, vertices: 48, meshes: 1, joints: 1, unwrapped: true },
      ...{ materials: ['木板'], materialCount: 1, textureCount: 1, animationCount: 1 },
      textures: [{ name: '木纹', type: 'png', width: 2048, height: 2048 }],
      animations: [{ name: '摇摆', seconds: 2 }],
    })
    expect(pictures.map(({ size, width, height }) => [size, width, height])).toEqual([
      ['thumb', 400, 300],
      ['large', 1000, 750],
    ])
    // The picture shows the model in its colour before nothing.
    const { data, info } = await sharp(pictures[0]?.bytes).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4).subarray(0, 4)]
    expect(at(2, 2)[3]).toBe(0)
    const [r, g, b, a] = at(130, 150) as [number, number, number, number]
    expect(a).toBe(255)
    expect([r > g, g > b]).toEqual([true, true])
    // A reader of glTF reads what was made of it.
    await MeshoptDecoder.ready
    const again = await new NodeIO()
      .registerExtensions([EXTMeshoptCompression, EXTTextureWebP, KHRMeshQuantization])
      .registerDependencies({ 'meshopt.decoder': MeshoptDecoder })
      .readBinary(new Uint8Array(model))
    const root = again.getRoot()
    expect(root.listExtensionsRequired().map(({ extensionName }) => extensionName)).toContain(
      'EXT_meshopt_compression',
    )
    expect(root.listTextures()[0]?.getSize()).toEqual([1024, 1024])
    expect(root.listAnimations()).toHaveLength(1)
    expect(root.listSkins()).toHaveLength(1)
  },
)

test('a text of faces, with names of its materials', SLOW, async () => {
  const corners = [0, 1].flatMap(z => ['0 0', '1 0', '1 1', '0 1'].map(xy => `v ${xy} ${z}`))
  const faces = ['1 2 3 4', '5 6 7 8', '1 2 6 5', '-5 -1 -4'].map(face => `f ${face}`)
  const { facts, pictures } = await modelOf(['usemtl 船体', ...corners, ...faces].join('\n'), 'obj')
  expect(facts).toMatchObject({ triangles: 7, unwrapped: false, materials: ['船体'], extent: [1, 1, 1] })
  expect(pictures).toHaveLength(2)
  await expect(modelOf('v 1 2 3\n', 'obj')).rejects.toMatchObject({ problem: 'empty' })
})

test('a scene as text with its bytes in it; the same with a file beside it', async () => {
  const uri = `data:application/octet-stream;base64,${Buffer.from(CORNERS).toString('base64')}`
  const text = (address: string) => JSON.stringify({ ...SCENE, buffers: [{ byteLength: 36, uri: address }] })
  expect((await modelOf(text(uri))).facts).toMatchObject({ triangles: 1 })
  for (const address of ['渔船.bin', '../../etc/passwd', 'https://example.com/x.bin', 'file:///etc/passwd'])
    await against(text(address), 'external')
  await against(
    glbOf({ ...SCENE, images: [{ uri: 'http://127.0.0.1/x.png' }], textures: [{ source: 0 }] }, CORNERS),
    'external',
  )
})

test('a node below itself, or below two', async () => {
  await against(
    glbOf({ ...SCENE, nodes: [{ mesh: 0 }, { children: [2] }, { children: [1] }] }, CORNERS),
    'cyclic',
  )
  await against(glbOf({ ...SCENE, nodes: [{ mesh: 0, children: [0] }] }, CORNERS), 'cyclic')
  await against(
    glbOf({ ...SCENE, nodes: [{ children: [2] }, { children: [2] }, { mesh: 0 }] }, CORNERS),
    'cyclic',
  )
})

test('lengths that lie, and half a file', async () => {
  const whole = glbOf(SCENE, CORNERS)
  expect((await modelOf(whole)).facts).toMatchObject({ triangles: 1 })
  await refused(whole.subarray(0, whole.length - 8), 'broken')
  await against(whole.subarray(0, 16), 'broken')
  await against(glbOf(SCENE, CORNERS, { total: 1_000_000 }), 'broken')
  await against(glbOf(SCENE, CORNERS, { chunk: 0x7fffffff }), 'broken')
  await against(glbOf({ ...SCENE, buffers: [{ byteLength: 3_000_000_000 }] }, CORNERS), 'broken')
  const [accessor] = SCENE.accessors
  for (const bent of [
    { bufferViews: [{ buffer: 0, byteLength: 4000 }] },
    { bufferViews: [{ buffer: 7, byteLength: 36 }] },
    { accessors: [{ ...accessor, count: 4 }] },
    { accessors: [{ ...accessor, count: -3 }] },
    { meshes: [{ primitives: [{ attributes: { POSITION: 5 } }] }] },
    { nodes: [{ mesh: 3 }] },
    { nodes: [{ mesh: 0, children: [9] }] },
  ])
    await against(glbOf({ ...SCENE, ...bent }, CORNERS), 'broken')
  const out = new Uint8Array([...CORNERS, 0, 0, 1, 0, 9, 0, 0, 0])
  await against(
    glbOf(
      {
        ...SCENE,
        buffers: [{ byteLength: 44 }],
        bufferViews: [...SCENE.bufferViews, { buffer: 0, byteOffset: 36, byteLength: 6 }],
        accessors: [accessor, { bufferView: 1, componentType: 5123, count: 3, type: 'SCALAR' }],
        meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
      },
      out,
    ),
    'broken',
  )
})

test('a bomb of nodes, of levels, of triangles that are nowhere', async () => {
  const many = (count: number, one: (at: number) => object) =>
    Array.from({ length: count }, (_, at) => one(at))
  await against(glbOf({ ...SCENE, nodes: many(60_000, () => ({ mesh: 0 })) }, CORNERS), 'too_complex')
  const deep = many(1000, at => (at < 999 ? { children: [at + 1] } : { mesh: 0 }))
  await against(glbOf({ ...SCENE, nodes: deep }, CORNERS), 'too_complex')
  const nowhere = { componentType: 5126, count: 900_000_000, type: 'VEC3' }
  await against(glbOf({ ...SCENE, accessors: [nowhere] }, CORNERS), 'too_complex')
  const small = { ...MODEL_LIMITS, drawn: 100 }
  await against(glbOf({ ...SCENE, nodes: many(200, () => ({ mesh: 0 })) }, CORNERS), 'too_complex', small)
})

test('what is no model, needs a decoder that is not here, or shows nothing', async () => {
  await against('glTF', 'broken')
  await against('{"asset":', 'broken')
  await against('{"name":"package","version":"1.0.0"}', 'broken')
  await against(glbOf({ ...SCENE, asset: { version: '1.0' } }, CORNERS), 'unsupported')
  await against(
    glbOf({ ...SCENE, extensionsRequired: ['KHR_draco_mesh_compression'] }, CORNERS),
    'unsupported',
  )
  await against(glbOf({ ...SCENE, nodes: [] }, CORNERS), 'empty')
  const points = [{ primitives: [{ attributes: { POSITION: 0 }, mode: 0 }] }]
  await against(glbOf({ ...SCENE, meshes: points }, CORNERS), 'empty')
  await refused(glbOf(SCENE, CORNERS), 'too_large', { ...MODEL_LIMITS, fileBytes: 10 })
  await refused(glbOf(SCENE, CORNERS), 'too_slow', { ...MODEL_LIMITS, seconds: 0.02 })
})

test('a texture that is none is left out, and the model is there', async () => {
  const document = new Document()
  const buffer = document.createBuffer()
  const position = document
    .createAccessor()
    .setType('VEC3')
    .setBuffer(buffer)
    .setArray(new Float32Array(9).map((_, i) => (i === 3 || i === 7 ? 1 : 0)))
  const texture = document
    .createTexture('坏')
    .setMimeType('image/png')
    .setImage(new Uint8Array([1, 2, 3]))
  const material = document.createMaterial().setBaseColorTexture(texture)
  const mesh = document
    .createMesh()
    .addPrimitive(document.createPrimitive().setAttribute('POSITION', position).setMaterial(material))
  document.createScene().addChild(document.createNode().setMesh(mesh))
  const { facts, pictures } = await modelOf(await new NodeIO().writeBinary(document))
  expect(facts.textures).toMatchObject([{ name: '坏', width: 0 }])
  expect(pictures).toHaveLength(2)
})

/** A square that faces the viewer's side, so far along the axis towards them. */
const square = (
  towards: number,
  side: number,
  colour: Batch['colour'],
  cover: Batch['cover'] = null,
): Batch => ({
  ...{ colour, cover, corners: Uint32Array.of(0, 1, 2, 0, 2, 3) },
  positions: Float32Array.of(
    ...[-side, -side, towards, side, -side, towards],
    ...[side, side, towards, -side, side, towards],
  ),
  coordinates: cover ? Float32Array.of(0, 1, 1, 1, 1, 0, 0, 0) : null,
})

test('what is nearer hides what is behind it in any order, and a hole shows it', () => {
  const [red, blue] = [square(0, 1, [1, 0, 0]), square(0.4, 0.5, [0, 0, 1])]
  const middle = (batches: Batch[]) => {
    const { pixels } = rasterise(() => batches, 60, 60) ?? expect.fail()
    return [...pixels.subarray((30 * 60 + 34) * 4, (30 * 60 + 34) * 4 + 4)]
  }
  const seen = middle([red, blue])
  expect([seen[0], Number(seen[2]) > 100, seen[3]]).toEqual([0, true, 255])
  expect(middle([blue, red])).toEqual(seen)
  const hole = { width: 1, height: 1, pixels: Uint8Array.of(255, 255, 255, 0) }
  expect(middle([square(0.4, 0.5, [0, 0, 1], hole), red])[0]).toBeGreaterThan(100)
  const flat = Float32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2)
  const line = { ...red, positions: flat, corners: Uint32Array.of(0, 1, 2) }
  expect(rasterise(() => [line], 9, 9)?.pixels.some(value => value > 0)).toBe(false)
  expect(rasterise(() => [{ ...line, positions: flat.map(() => Number.NaN) }], 9, 9)).toBeNull()
})
