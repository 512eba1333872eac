import type { Context } from '#platform/server/context.ts'
import type { FileAnswer, Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/issued.ts'
import type { FORMATS } from '../contract/issued.ts'
import { badgePng } from '../rules/badge-png.ts'
import { badgeSvg, framedPng } from '../rules/badge-svg.ts'
import { bakePng, bakeSvg, pngSize } from '../rules/baked.ts'
import { bundleOf } from './bundle.ts'
import { fail } from './fail.ts'
import { readableCredential } from './issued.ts'
import { drawPaper } from './paper.ts'
import { papersOf } from './papers.ts'
import type { OneRow } from './queries/issued.ts'
import { type StoredPicture, selectPictureOf } from './queries/pictures.ts'

type Format = (typeof FORMATS)[number]

export const MEDIA: Record<Format, string> = {
  json: 'application/vc',
  jwt: 'application/vc+jwt',
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  zip: 'application/zip',
}

/** A picture of pixels stands in a drawing as it is. */
const drawnSvg = ({ svg, png }: StoredPicture) => svg ?? framedPng(png.toString('base64'), pngSize(png))

async function contentOf(context: Context, one: OneRow, format: Format): Promise<Buffer> {
  const papers = await papersOf(context, one.id)
  const sign = { kind: one.kind, colour: one.colour, name: one.name.zh, organisation: one.issuer.zh }
  const own = await selectPictureOf(context.db, one.id)
  switch (format) {
    case 'json':
      return Buffer.from(JSON.stringify(JSON.parse(papers.document), null, 2))
    case 'jwt':
      return Buffer.from(papers.token)
    case 'png':
      return bakePng(own?.png ?? badgePng(sign), papers.token)
    case 'svg':
      return Buffer.from(bakeSvg(own ? drawnSvg(own) : badgeSvg(sign), papers.token))
    case 'pdf':
      return drawPaper(context, one, papers.token, own?.png)
    case 'zip':
      return bundleOf(context, one, papers)
  }
}

export const downloadIssued: Handler<typeof contract.downloadIssued> = async (
  context,
  { params, query },
): Promise<FileAnswer> => {
  const one = await readableCredential(context, params.id)
  if (one.personId !== context.signedIn().personId)
    context.noteReading(one.organisationId, [one.affiliationId])
  // Before it is delivered nobody has it, not even those who issue it: it can still be withdrawn without a trace.
  if (!one.delivered) fail('conflict', 'credentials.not_delivered')
  return {
    name: `${one.name.zh} ${one.learner}.${query.format}`,
    mediaType: MEDIA[query.format],
    content: await contentOf(context, one, query.format),
  }
}
