import { initializeCanvas, type Psd, writePsdUint8Array } from 'ag-psd'
import { DataTexture, FloatType, RGBAFormat } from 'three'
import { EXRExporter, ZIP_COMPRESSION } from 'three/examples/jsm/exporters/EXRExporter.js'
import type { Light } from './light.ts'

/** Light that is dark at the left and four times as bright as a screen at the right; red above, blue below. */
export const glow = (width: number, height: number): Light => ({
  ...{ width, height },
  values: Float32Array.from({ length: width * height * 3 }, (_, at) => {
    const [point, part] = [Math.floor(at / 3), at % 3]
    const amount = (4 * (point % width)) / (width - 1)
    const above = point < (width * height) / 2
    return part === (above ? 0 : 2) ? amount : 0
  }),
})

export async function exrOf({ width, height, values }: Light): Promise<Uint8Array> {
  const data = new Float32Array(width * height * 4)
  // The exporter begins at the bottom.
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [from, to] = [(y * width + x) * 3, ((height - 1 - y) * width + x) * 4]
      data.set([values[from] ?? 0, values[from + 1] ?? 0, values[from + 2] ?? 0, 1], to)
    }
  const texture = new DataTexture(data, width, height, RGBAFormat, FloatType)
  return new EXRExporter().parse(texture, { type: FloatType, compression: ZIP_COMPRESSION })
}

/** One colour all over. */
function plain(width: number, height: number, colour: readonly number[]) {
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) => colour[at % 4] ?? 255)
  return { width, height, data } as unknown as ImageData
}

export function psdOf(): Buffer {
  initializeCanvas(
    () => {
      throw new Error('nothing is drawn')
    },
    (width, height) => plain(width, height, [0, 0, 0, 0]),
  )
  const psd: Psd = {
    ...{ width: 300, height: 200, imageData: plain(300, 200, [200, 40, 30, 255]) },
    children: [
      { name: '背景', imageData: plain(300, 200, [200, 40, 30, 255]) },
      {
        name: '人物',
        opened: true,
        children: [
          { name: '线稿', hidden: true, left: 20, top: 10, imageData: plain(100, 120, [0, 0, 0, 255]) },
          { name: 'Colour', left: 20, top: 10, imageData: plain(90, 80, [9, 9, 9, 255]) },
        ],
      },
    ],
  }
  return Buffer.from(writePsdUint8Array(psd))
}
