import { DataUtils, HalfFloatType } from 'three'
import { EXRLoader } from 'three/examples/jsm/loaders/EXRLoader.js'
import { HDRLoader } from 'three/examples/jsm/loaders/HDRLoader.js'
import type { LightDetails } from '../../../contract/still-details.ts'
import { refuse } from '../models/refusal.ts'
import { layersOf, readExrHeader } from './exr-header.ts'
import { type Light, shrink } from './light.ts'

export type ReadLight = { width: number; height: number; details: LightDetails; light: Light }
type Loaded = { width: number; height: number; data: ArrayLike<number> }

/** Where the values of a point lie: half floats, four a point, its rows from the top or from the bottom. */
const sampler =
  ({ width, height, data }: Loaded, fromBottom: boolean) =>
  (x: number, y: number, part: number) =>
    DataUtils.fromHalfFloat(data[((fromBottom ? height - 1 - y : y) * width + x) * 4 + part] as number)

/** A picture in OpenEXR, of the first part that has colours. */
export function readExr(bytes: Uint8Array, pixels: number, longest: number): ReadLight {
  const { parts, deep } = readExrHeader(bytes, pixels)
  const shown = parts.findIndex(({ channels }) => isColour(channels))
  const part = parts[shown] ?? refuse('unsupported')
  const loader = new EXRLoader()
  loader.setDataType(HalfFloatType)
  Object.assign(loader, { part: shown })
  const loaded = loader.parse(ownBuffer(bytes)) as unknown as Loaded
  const layers = layersOf(parts)
  return {
    ...{ width: loaded.width, height: loaded.height },
    details: {
      ...{
        of: 'light',
        format: 'OpenEXR',
        compression: deep ? `${part.compression}, deep` : part.compression,
      },
      ...{ layers: layers.slice(0, 100), layerCount: layers.length },
    },
    light: shrink(loaded.width, loaded.height, sampler(loaded, true), longest),
  }
}

const isColour = (channels: readonly string[]): boolean =>
  channels.includes('Y') || ['R', 'G', 'B'].every(one => channels.includes(one))

/** A picture in Radiance's format. */
export function readHdr(bytes: Uint8Array, pixels: number, longest: number): ReadLight {
  const head = Buffer.from(bytes.subarray(0, 8192)).toString('latin1')
  const [, high, wide] = /\n[-+]Y (\d{1,6}) [-+]X (\d{1,6})\n/.exec(head) ?? refuse('broken')
  if (Number(high) * Number(wide) > pixels) refuse('too_many_pixels')
  const loader = new HDRLoader()
  loader.setDataType(HalfFloatType)
  const loaded = loader.parse(ownBuffer(bytes)) as unknown as Loaded
  return {
    ...{ width: loaded.width, height: loaded.height },
    details: {
      ...{ of: 'light', format: 'Radiance', compression: '' },
      ...{ layers: [{ name: '', channels: ['R', 'G', 'B'] }], layerCount: 1 },
    },
    light: shrink(loaded.width, loaded.height, sampler(loaded, false), longest),
  }
}

/** The loaders of three read a buffer from its beginning. */
export const ownBuffer = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
