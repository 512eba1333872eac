import { initializeCanvas, type Layer, readPsd } from 'ag-psd'
import type { LayersDetails } from '../../../contract/still-details.ts'
import { refuse } from '../models/refusal.ts'
import { checkLengths } from './psd-lengths.ts'
import { ownBuffer } from './read-light.ts'
import type { StillLimits } from './still-messages.ts'

// Pictures are kept as bytes; there is nothing here to draw on.
initializeCanvas(
  () => refuse('unsupported'),
  (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as ImageData,
)

export type ReadLayers = { width: number; height: number; pixels: Uint8Array; details: LayersDetails }

/** The composite picture of a Photoshop file and the tree of its layers. */
export function readLayers(bytes: Uint8Array, { pixels, layers }: StillLimits): ReadLayers {
  checkLengths(bytes, pixels)
  const psd = readPsd(ownBuffer(bytes), {
    ...{ skipLayerImageData: true, skipThumbnail: true, skipLinkedFilesData: true, useImageData: true },
    totalMemoryLimit: 1_000_000_000,
  })
  const { width, height, imageData, bitsPerChannel = 8 } = psd
  // Saved without its composite, a file shows nothing until its own program draws it.
  if (!imageData) return refuse('empty')
  const told: LayersDetails['layers'] = []
  const layerCount = tell(psd.children ?? [], 0, told, layers)
  return {
    ...{ width, height, pixels: eightBits(imageData.data) },
    details: { of: 'layers', format: 'Photoshop', bits: bitsPerChannel, layers: told, layerCount },
  }
}

/** Tells the layers from the top, each group before what is in it; gives how many there are. */
function tell(layers: readonly Layer[], level: number, to: LayersDetails['layers'], most: number): number {
  let count = 0
  for (const layer of layers.toReversed()) {
    count += 1
    const { left = 0, top = 0, right = 0, bottom = 0, name = '', hidden = false, children } = layer
    if (to.length < most)
      to.push({
        ...{ name: name.slice(0, 200), level, group: children !== undefined, visible: !hidden },
        ...{ width: Math.max(0, right - left), height: Math.max(0, bottom - top) },
      })
    if (children && level < 20) count += tell(children, level + 1, to, most)
  }
  return count
}

/** Samples of 16 bits and of light as a screen's 8. */
function eightBits(data: ArrayLike<number>): Uint8Array {
  if (data instanceof Uint16Array) return Uint8Array.from(data, value => value >> 8)
  if (data instanceof Float32Array)
    return Uint8Array.from(data, (value, at) => {
      const shown = Math.min(1, Math.max(0, value))
      return Math.round(255 * (at % 4 === 3 ? shown : shown ** (1 / 2.2)))
    })
  return Uint8Array.from(data)
}
