import type { Mesh } from 'three'
import { Refusal, refuse } from './refusal.ts'

/** What three's exporter reads its own bytes with, which there is in browsers alone. */
class BlobReader {
  result: ArrayBuffer | null = null
  onloadend: (() => void) | null = null

  readAsArrayBuffer(blob: Blob): void {
    void blob.arrayBuffer().then(bytes => {
      this.result = bytes
      this.onloadend?.()
    })
  }
}

/**
 * A text of vertices and faces as GLB. Its materials lie in another file and come as names alone. What reads it is loaded
 * here, and not with every model.
 */
export async function glbOfObj(bytes: Uint8Array): Promise<Uint8Array> {
  globalThis.FileReader = BlobReader as never
  const [three, { GLTFExporter }, { OBJLoader }] = await Promise.all([
    import('three'),
    import('three/examples/jsm/exporters/GLTFExporter.js'),
    import('three/examples/jsm/loaders/OBJLoader.js'),
  ])
  try {
    const found = new OBJLoader().parse(new TextDecoder().decode(bytes))
    const scene = new three.Group()
    found.traverse(object => object instanceof three.Mesh && scene.add(plain(object)))
    if (scene.children.length === 0) refuse('empty')
    return new Uint8Array((await new GLTFExporter().parseAsync(scene, { binary: true })) as ArrayBuffer)
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('broken')
  }

  /** The mesh in surfaces that need nothing else. */
  function plain({ geometry, material, name }: Mesh): Mesh {
    const surfaces = [material].flat().map(({ name }) => {
      const surface = new three.MeshStandardMaterial({ color: 0xb8bcc0, roughness: 0.75, metalness: 0 })
      surface.name = name
      return surface
    })
    const mesh = new three.Mesh(geometry, Array.isArray(material) ? surfaces : surfaces[0])
    mesh.name = name
    return mesh
  }
}
