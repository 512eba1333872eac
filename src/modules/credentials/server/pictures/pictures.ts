import { withLocalFile } from '#modules/members/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { FileAnswer, Handler } from '#platform/server/http/route.ts'
import type * as contract from '../../contract/pictures.ts'
import { readableCredential } from '../issued.ts'
import { keepImage, selectPicture, selectPictureOf, updatePicture } from '../queries/pictures.ts'
import { keptTemplate } from '../templates.ts'
import { makePicture } from './make-picture.ts'

/** The uploaded bytes are swept away like every upload that nothing names: what is kept was made anew. */
export const setPicture: Handler<typeof contract.setPicture> = async (context, { params }, upload) => {
  const template = await keptTemplate(context, params.id)
  const made = await withLocalFile(context, upload.sha256, makePicture)
  const picture = await keepImage(context.db, made)
  if (await updatePicture(context.db, template.id, picture))
    await context.audit({
      action: 'credentials.picture_set',
      subject: { kind: 'credential_template', id: template.id },
      data: { sha256: upload.sha256, picture, drawing: made.svg !== null },
    })
  return { picture }
}

export const removePicture: Handler<typeof contract.removePicture> = async (context, { params }) => {
  const template = await keptTemplate(context, params.id)
  if (await updatePicture(context.db, template.id, null))
    await context.audit({
      action: 'credentials.picture_removed',
      subject: { kind: 'credential_template', id: template.id },
    })
  return undefined
}

const asFile = (content: Buffer): FileAnswer => ({ name: 'badge.png', mediaType: 'image/png', content })

export const getPicture: Handler<typeof contract.getPicture> = async (context, { params }) => {
  const template = await keptTemplate(context, params.id)
  return asFile(((await selectPicture(context.db, template.id)) ?? missing()).png)
}

export const getIssuedPicture: Handler<typeof contract.getIssuedPicture> = async (context, { params }) => {
  const one = await readableCredential(context, params.id)
  return asFile(((await selectPictureOf(context.db, one.id)) ?? missing()).png)
}
