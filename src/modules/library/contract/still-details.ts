import { z } from 'zod'

const name = z.string().max(300)

/** A picture whose values are amounts of light: its layers with their channels. */
export const lightDetails = z.object({
  of: z.literal('light'),
  format: name,
  compression: name,
  layers: z.array(z.object({ name, channels: z.array(name) })),
  layerCount: z.int(),
})
export type LightDetails = z.infer<typeof lightDetails>

/** A picture in layers, the topmost first; a layer in a group stands a level deeper. */
export const layersDetails = z.object({
  of: z.literal('layers'),
  format: name,
  bits: z.int(),
  layers: z.array(
    z.object({
      name,
      level: z.int(),
      group: z.boolean(),
      visible: z.boolean(),
      width: z.int(),
      height: z.int(),
    }),
  ),
  layerCount: z.int(),
})
export type LayersDetails = z.infer<typeof layersDetails>
