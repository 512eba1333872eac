import { modelFormatOf, stillFormatOf } from '../../rules/media-type.ts'
import { makePreviews, type Previews } from './make-previews.ts'
import { makeModel } from './models/make-model.ts'
import { makeStill } from './stills/make-still.ts'

/** Looks at a file on this machine in the way of its kind. Throws PreviewRefusal. */
export async function lookAt(path: string, mediaType: string, signal: AbortSignal): Promise<Previews> {
  const still = stillFormatOf(mediaType)
  if (still) return makeStill(path, still, { signal })
  const format = modelFormatOf(mediaType)
  if (!format) return makePreviews(path, { signal })
  const { facts, pictures, model } = await makeModel(path, format, { signal })
  const large = pictures.find(({ size }) => size === 'large')
  return {
    ...{ details: facts, width: large?.width ?? null, height: large?.height ?? null },
    renditions: [
      ...pictures.map(({ size, bytes, ...picture }) => ({
        ...{ kind: size, mediaType: 'image/webp', ...picture, content: bytes },
      })),
      { kind: 'model', mediaType: 'model/gltf-binary', width: 0, height: 0, content: model },
    ],
  }
}
