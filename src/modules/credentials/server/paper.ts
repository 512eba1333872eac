import type { Context } from '#platform/server/context.ts'
import { createPdf, PDF_COLOR, pdfLine } from '#platform/server/documents/pdf.ts'
import { drawQr } from '#platform/server/documents/pdf-cards.ts'
import { CENTRE, SIGN_CENTRE, SIGN_RADIUS, SIGNS } from '../rules/badge-svg.ts'
import { verifyAddress } from './places.ts'
import type { OneRow } from './queries/issued.ts'

const QR = 104
/** The picture at the head: as high as this, and no wider than three times that. */
const EMBLEM = { size: 78, top: 62 }
type Doc = Awaited<ReturnType<typeof createPdf>>['doc']

/** The picture the credential was issued with, or the sign of its kind in its colour. */
function drawEmblem(doc: Doc, { kind, colour }: Pick<OneRow, 'kind' | 'colour'>, own: Buffer | undefined) {
  const { size, top } = EMBLEM
  const middle = doc.page.width / 2
  if (own) {
    const fit: [number, number] = [size * 3, size]
    doc.image(own, middle - fit[0] / 2, top, { fit, align: 'center', valign: 'center' })
    return
  }
  doc.save()
  doc.translate(middle, top + size / 2).scale(size / 2 / SIGN_RADIUS)
  doc.translate(-CENTRE, -SIGN_CENTRE).circle(CENTRE, SIGN_CENTRE, SIGN_RADIUS).fill(colour)
  for (const points of SIGNS[kind]) doc.polygon(...points.map(([x, y]) => [x, y])).fill('#fffefb')
  doc.restore()
}

function longDay(day: string, language: 'zh' | 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${day}T00:00:00Z`))
}

/** A credential as a good office would set it, in both languages: a code to verify it by, the signed form attached. */
export async function drawPaper(
  { text, config }: Pick<Context, 'text' | 'config'>,
  one: OneRow,
  token: string,
  own: Buffer | undefined,
): Promise<Buffer> {
  const title = `${one.name.zh} ${one.learner}`
  const { doc, finish } = await createPdf({ title, language: 'zh', landscape: true, header: ' ' })
  const [left, width] = [90, doc.page.width - 180]
  const line = (words: string, y: number, size: number, more: { bold?: boolean; color?: string } = {}) =>
    pdfLine(doc, words, left, y, { width, size, leastSize: 8, align: 'center', ...more })
  doc
    .lineWidth(1.4)
    .strokeColor(one.colour)
    .rect(45, 45, doc.page.width - 90, doc.page.height - 95)
    .stroke()
  doc
    .lineWidth(0.4)
    .rect(51, 51, doc.page.width - 102, doc.page.height - 107)
    .stroke()
  drawEmblem(doc, one, own)
  line(text('zh', `credentials.paper.${one.kind}`), 150, 13, { color: one.colour })
  line(one.name.zh, 168, 30, { bold: true })
  if (one.name.en) line(one.name.en, 211, 14, { color: PDF_COLOR.soft })
  line(one.learner, 244, 26, { bold: true })
  for (const [i, language] of (['zh', 'en'] as const).entries()) {
    const words = {
      issuer: (language === 'en' && one.issuer.en) || one.issuer.zh,
      day: longDay(one.awardedOn, language),
      level: one.level ?? '',
    }
    const key = one.level ? 'credentials.paper.said_level' : 'credentials.paper.said'
    line(text(language, key, words), 290 + i * 24, i ? 12 : 15, {
      color: i ? PDF_COLOR.soft : PDF_COLOR.text,
    })
  }
  line(one.issuer.zh, 350, 17, { bold: true })
  if (one.issuer.en) line(one.issuer.en, 374, 11, { color: PDF_COLOR.soft })
  const address = verifyAddress(config, one.id)
  const foot = doc.page.height - 176
  const small = { width: width - QR - 24, size: 10, leastSize: 6.5 }
  for (const [i, language] of (['zh', 'en'] as const).entries()) {
    const color = i === 0 ? PDF_COLOR.text : PDF_COLOR.soft
    if (one.validUntil)
      pdfLine(
        doc,
        text(language, 'credentials.paper.until', { day: longDay(one.validUntil, language) }),
        left,
        foot + i * 36,
        { ...small, color },
      )
    pdfLine(doc, text(language, 'credentials.paper.verify'), left, foot + 16 + i * 36, { ...small, color })
  }
  pdfLine(doc, address, left, foot + 84, { ...small, size: 8, color: PDF_COLOR.soft })
  await drawQr(doc, address, left + width - QR, foot - 10, QR)
  doc.link(left + width - QR, foot - 10, QR, QR, address)
  doc.file(Buffer.from(token), { name: 'credential.jwt', type: 'application/vc+jwt', description: title })
  return finish()
}
