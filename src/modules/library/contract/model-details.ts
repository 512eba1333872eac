import { z } from 'zod'

const name = z.string().max(100)

/** What a model costs and holds; of long lists the first are named. */
export const modelDetails = z.object({
  of: z.literal('model'),
  /** The program that wrote it. */
  generator: name,
  triangles: z.int(),
  vertices: z.int(),
  meshes: z.int(),
  nodes: z.int(),
  joints: z.int(),
  /** Whether every surface has texture coordinates. */
  unwrapped: z.boolean(),
  materials: z.array(name),
  materialCount: z.int(),
  /** A texture that could not be read has no width. */
  textures: z.array(z.object({ name, type: name, width: z.int(), height: z.int(), bytes: z.int() })),
  textureCount: z.int(),
  animations: z.array(z.object({ name, seconds: z.number() })),
  animationCount: z.int(),
  /** Width, height and depth in the file's own units. */
  extent: z.tuple([z.number(), z.number(), z.number()]),
})
export type ModelDetails = z.infer<typeof modelDetails>
