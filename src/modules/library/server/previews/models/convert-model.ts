import { type Document, Logger, PlatformIO, type Texture } from '@gltf-transform/core'
import {
  EXTMeshoptCompression,
  EXTTextureWebP,
  KHRDracoMeshCompression,
  KHRONOS_EXTENSIONS,
  KHRTextureBasisu,
} from '@gltf-transform/extensions'
import { convertPrimitiveToTriangles, dedup, meshopt, prune, weld } from '@gltf-transform/functions'
import { MeshoptDecoder } from 'meshoptimizer/decoder'
import { MeshoptEncoder } from 'meshoptimizer/encoder'
import sharp from 'sharp'
import type { ModelDetails } from '../../../contract/model-details.ts'
import { checkScene } from './check-scene.ts'
import { openContainer } from './glb.ts'
import type { ModelLimits } from './model-messages.ts'
import { type Batch, type Cover, rasterise } from './rasterise.ts'
import { Refusal, refuse } from './refusal.ts'
import { nodesOf, trianglesOf } from './triangles.ts'

/** Extensions that are read; one whose geometry or pictures need a decoder of their own is not among them. */
const EXTENSIONS = [
  ...KHRONOS_EXTENSIONS.filter(one => one !== KHRDracoMeshCompression && one !== KHRTextureBasisu),
  EXTMeshoptCompression,
  EXTTextureWebP,
]
const BINARY = '@glb.bin'
/** How many of a list are told by name. */
const NAMED = 40
const STILL = { width: 2000, height: 1500 }

/** Reads and writes bytes alone: there is nothing outside that it could reach. */
class BytesIO extends PlatformIO {
  protected readURI(): Promise<never> {
    return refuse('external')
  }
  protected resolve(_base: string, path: string): string {
    return path
  }
  protected dirname(): string {
    return ''
  }
}

export type Converted = { facts: ModelDetails; model: Uint8Array; still: Uint8Array }

/** A glTF or GLB of anybody as one small GLB, what it is made of, and a picture of it. Throws Refusal. */
export async function convertModel(bytes: Uint8Array, limits: ModelLimits): Promise<Converted> {
  const { scene, binary } = openContainer(bytes, limits.sceneBytes)
  checkScene(scene, binary, limits)
  await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready])
  const io = new BytesIO()
    .registerExtensions(EXTENSIONS)
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder, 'meshopt.encoder': MeshoptEncoder })
    .setLogger(new Logger(Logger.Verbosity.SILENT))
  try {
    const document = await io.readJSON({
      json: scene as never,
      resources: binary ? { [BINARY]: binary as never } : {},
    })
    document.setLogger(new Logger(Logger.Verbosity.SILENT))
    for (const mesh of document.getRoot().listMeshes())
      for (const primitive of mesh.listPrimitives())
        if (primitive.getMode() > 4) convertPrimitiveToTriangles(primitive)
    const { covers, told } = await dressTextures(document, limits)
    const facts = factsOf(document, told, covers)
    const batches = () => trianglesOf(document, covers)
    const raster = rasterise(batches, STILL.width, STILL.height) ?? refuse('empty')
    const model = await pack(document, io)
    if (model.length > limits.outputBytes) refuse('too_complex')
    return { facts, model, still: raster.pixels }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('broken')
  }
}

export const stillSize = STILL

async function pack(document: Document, io: PlatformIO): Promise<Uint8Array> {
  for (const camera of document.getRoot().listCameras()) camera.dispose()
  await document.transform(
    dedup(),
    prune({ keepAttributes: true, keepLeaves: true, keepSolidTextures: true }),
    weld(),
    meshopt({ encoder: MeshoptEncoder, level: 'medium' }),
  )
  return io.writeBinary(document)
}

type Told = ModelDetails['textures']

/** Textures become small WebP; one that cannot be read is left out, and said so by its size of nothing. */
async function dressTextures(document: Document, { pixels, textureSide }: ModelLimits) {
  const covers = new Map<Texture, Cover>()
  const told: Told = []
  for (const texture of document.getRoot().listTextures()) {
    const bytes = texture.getImage()
    const name = nameOf(texture)
    const type = texture.getMimeType().replace('image/', '')
    try {
      const picture = sharp(bytes ?? new Uint8Array(), { failOn: 'error', limitInputPixels: pixels })
      const { width, height } = await picture.metadata()
      const small = picture.resize({
        ...{ width: textureSide, height: textureSide },
        ...{ fit: 'inside' as const, withoutEnlargement: true },
      })
      const { data, info } = await small.clone().ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      covers.set(texture, { width: info.width, height: info.height, pixels: data })
      texture.setImage(new Uint8Array(await small.webp({ quality: 82, effort: 3 }).toBuffer()))
      texture.setMimeType('image/webp').setURI('')
      told.push({ name, type, width, height, bytes: bytes?.length ?? 0 })
    } catch {
      told.push({ name, type, width: 0, height: 0, bytes: bytes?.length ?? 0 })
      texture.dispose()
    }
  }
  if (covers.size > 0) document.createExtension(EXTTextureWebP).setRequired(true)
  return { covers, told }
}

const nameOf = (one: { getName(): string }): string => one.getName().slice(0, 100)

/** What a model costs and holds, counted as it stands in its scene. */
function factsOf(document: Document, told: Told, covers: ReadonlyMap<Texture, Cover>): ModelDetails {
  const root = document.getRoot()
  const least = [Infinity, Infinity, Infinity]
  const most = [-Infinity, -Infinity, -Infinity]
  let [triangles, vertices] = [0, 0]
  for (const { positions, corners } of trianglesOf(document, covers)) {
    triangles += corners.length / 3
    vertices += positions.length / 3
    spread(positions, least, most)
  }
  const animations = root.listAnimations().map(animation => ({
    name: nameOf(animation),
    seconds: Math.max(0, ...animation.listSamplers().map(sampler => sampler.getInput()?.getMax([])[0] ?? 0)),
  }))
  const materials = root.listMaterials().map(nameOf)
  const drawn = nodesOf(document).flatMap(node => node.getMesh()?.listPrimitives() ?? [])
  return {
    of: 'model',
    generator: (root.getAsset().generator ?? '').slice(0, 100),
    triangles: Math.floor(triangles),
    vertices,
    meshes: root.listMeshes().length,
    nodes: root.listNodes().length,
    joints: new Set(root.listSkins().flatMap(skin => skin.listJoints())).size,
    unwrapped: drawn.length > 0 && drawn.every(primitive => primitive.getAttribute('TEXCOORD_0') !== null),
    materials: materials.slice(0, NAMED),
    materialCount: materials.length,
    textures: told.slice(0, NAMED),
    textureCount: told.length,
    animations: animations.slice(0, NAMED),
    animationCount: animations.length,
    extent: most.map((value, i) => value - (least[i] ?? 0)) as [number, number, number],
  }
}

function spread(positions: Batch['positions'], least: number[], most: number[]): void {
  for (let at = 0; at < positions.length; at++) {
    const [axis, value] = [at % 3, positions[at] as number]
    if (value < (least[axis] as number)) least[axis] = value
    if (value > (most[axis] as number)) most[axis] = value
  }
}
