import { MeshoptDecoder } from 'meshoptimizer/decoder'
import { type AnimationClip, type Group, TextureLoader } from 'three'
import { type GLTF, GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'

/** Reads what the server made of a model. */
export async function openModel(bytes: ArrayBuffer): Promise<{ model: Group; clips: AnimationClip[] }> {
  const loader = new GLTFLoader()
  loader.setMeshoptDecoder(MeshoptDecoder)
  // Textures come as pictures: the policy of the page lets pictures be made of bytes, but nothing be fetched from them.
  loader.register(parser => {
    Object.assign(parser, { textureLoader: new TextureLoader(parser.options.manager) })
    return { name: 'textures_as_pictures' }
  })
  const { scene, scenes, animations } = await new Promise<GLTF>((resolve, reject) =>
    loader.parse(bytes, '', resolve, reject),
  )
  const model = scene ?? scenes[0]
  if (!model) throw new Error('the model has no scene')
  return { model, clips: animations }
}
