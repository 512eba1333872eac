import { Document, NodeIO } from '@gltf-transform/core'
import sharp from 'sharp'

type Point = readonly [number, number, number]

/** The six sides of a box as quads of their own, with normals and texture coordinates. */
function box(least: Point, most: Point) {
  const [positions, normals, coordinates, corners]: number[][] = [[], [], [], []]
  for (let axis = 0; axis < 3; axis++)
    for (const side of [0, 1]) {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3]
      const first = (positions as number[]).length / 3
      for (const [x, y] of [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ] as const) {
        const point = [0, 0, 0]
        point[axis] = (side ? most : least)[axis] as number
        point[u] = (x ? most : least)[u] as number
        point[v] = (y ? most : least)[v] as number
        positions?.push(...point)
        normals?.push(...[0, 1, 2].map(i => (i === axis ? side * 2 - 1 : 0)))
        coordinates?.push(x, y)
      }
      const turn = side ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2]
      corners?.push(...turn.map(corner => first + corner))
    }
  return { positions, normals, coordinates, corners }
}

/** Two boxes on one bone that sways, covered with a picture of wood: a GLB. */
export async function cubeModel(): Promise<Uint8Array> {
  const document = new Document()
  const buffer = document.createBuffer()
  const accessor = (
    type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4' | 'MAT4',
    array: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  ) => document.createAccessor().setType(type).setBuffer(buffer).setArray(array)
  const wood = await sharp({ create: { width: 2048, height: 2048, channels: 3, background: '#a9713b' } })
    .png()
    .toBuffer()
  const material = document
    .createMaterial('木板')
    .setBaseColorTexture(
      document.createTexture('木纹').setMimeType('image/png').setImage(new Uint8Array(wood)),
    )
    .setRoughnessFactor(0.9)
    .setMetallicFactor(0)
  const mesh = document.createMesh('箱子')
  for (const [least, most] of [
    [
      [-1.2, 0, -1],
      [-0.1, 1, 1],
    ],
    [
      [0.1, 0, -1],
      [1.2, 1.6, 1],
    ],
  ] as const) {
    const { positions = [], normals = [], coordinates = [], corners = [] } = box(least, most)
    const count = positions.length / 3
    mesh.addPrimitive(
      document
        .createPrimitive()
        .setMaterial(material)
        .setIndices(accessor('SCALAR', new Uint16Array(corners)))
        .setAttribute('POSITION', accessor('VEC3', new Float32Array(positions)))
        .setAttribute('NORMAL', accessor('VEC3', new Float32Array(normals)))
        .setAttribute('TEXCOORD_0', accessor('VEC2', new Float32Array(coordinates)))
        .setAttribute('JOINTS_0', accessor('VEC4', new Uint16Array(count * 4)))
        .setAttribute(
          'WEIGHTS_0',
          accessor(
            'VEC4',
            new Float32Array(count * 4).map((_, i) => (i % 4 ? 0 : 1)),
          ),
        ),
    )
  }
  const bone = document.createNode('根骨')
  const identity = new Float32Array(16).map((_, i) => (i % 5 ? 0 : 1))
  const skin = document.createSkin().addJoint(bone).setInverseBindMatrices(accessor('MAT4', identity))
  const sampler = document
    .createAnimationSampler()
    .setInput(accessor('SCALAR', new Float32Array([0, 1, 2])))
    .setOutput(accessor('VEC4', new Float32Array([0, 0, 0, 1, 0, 0, 0.2, 0.98, 0, 0, 0, 1])))
  const channel = document
    .createAnimationChannel()
    .setTargetNode(bone)
    .setTargetPath('rotation')
    .setSampler(sampler)
  document.createAnimation('摇摆').addSampler(sampler).addChannel(channel)
  document.createScene().addChild(document.createNode('摆设').setMesh(mesh).setSkin(skin)).addChild(bone)
  return new NodeIO().writeBinary(document)
}
