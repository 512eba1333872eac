import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { createPdf, PDF_COLOR, pdfLine } from '#platform/server/documents/pdf.ts'
import { drawQr } from '#platform/server/documents/pdf-cards.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import type { getCertificate as contract } from '../contract/membership-steps.ts'
import { readMembership } from '../policy.ts'
import { membershipState } from '../rules/memberships.ts'
import { selectOptionalGroup } from './queries/groups.ts'
import { selectOptionalMembership } from './queries/memberships.ts'
import { selectOptionalOrganisation } from './queries/organisations.ts'
import { fail } from './values.ts'

const QR = 96

function longDay(day: string, language: 'zh' | 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${day}T00:00:00Z`))
}

/** The certificate of a membership in force; a number and a QR code lead to what it is worth on any later day. */
export const getCertificate: Handler<typeof contract> = async (context, { params }) => {
  const { db } = context
  const membership = (await selectOptionalMembership(db, params.id)) ?? missing()
  context.require(readMembership, membership)
  if (membershipState(membership) !== 'member') fail('conflict', 'members.not_in_force')
  const number = membership.number ?? fail('conflict', 'members.no_number')
  const organisation = (await selectOptionalOrganisation(db, membership.organisationId)) ?? missing()
  const group = (await selectOptionalGroup(db, membership.groupId)) ?? missing()
  const { position, startsOn } = membership
  const names = { organisation: organisation.name, group: group.name }
  const title = context.text('zh', 'members.certificate.title')
  return {
    name: `${title} ${number}.pdf`,
    mediaType: 'application/pdf',
    content: await draw(context, { ...names, number, position, startsOn }),
  }
}

type Shown = {
  organisation: { zh: string; en: string | null }
  group: { zh: string; en: string | null }
  number: string
  position: string
  startsOn: string
}

async function draw(context: Pick<Context, 'text' | 'config'>, shown: Shown): Promise<Buffer> {
  const { text, config } = context
  const { organisation, group, number, position, startsOn } = shown
  const title = text('zh', 'members.certificate.title')
  const { doc, finish } = await createPdf({ title, language: 'zh', landscape: true, header: ' ' })
  const [left, width] = [90, doc.page.width - 180]
  const line = (words: string, y: number, size: number, more: { bold?: boolean; color?: string } = {}) =>
    pdfLine(doc, words, left, y, { width, size, leastSize: 9, align: 'center', ...more })
  const said = (language: 'zh' | 'en') =>
    text(language, 'members.certificate.text', {
      group: (language === 'en' && group.en) || group.zh,
      position: text(language, `members.position.${position}`),
      day: longDay(startsOn, language),
    })
  doc
    .lineWidth(1.2)
    .strokeColor(PDF_COLOR.line)
    .rect(45, 45, doc.page.width - 90, doc.page.height - 95)
    .stroke()
  line(title, 82, 34, { bold: true })
  line(text('en', 'members.certificate.title'), 132, 15, { color: PDF_COLOR.soft })
  line(organisation.zh, 194, 26, { bold: true })
  if (organisation.en) line(organisation.en, 234, 15)
  line(said('zh'), 288, 15)
  line(said('en'), 316, 12, { color: PDF_COLOR.soft })
  const foot = doc.page.height - 182
  const small = { width: width - QR - 20, size: 11, leastSize: 7 }
  for (const [i, language] of (['zh', 'en'] as const).entries()) {
    const words = { number, day: longDay(today(), language) }
    const y = foot + i * 40
    const color = i === 0 ? PDF_COLOR.text : PDF_COLOR.soft
    pdfLine(doc, text(language, 'members.certificate.number', words), left, y, { ...small, color })
    pdfLine(doc, text(language, 'members.certificate.issued', words), left, y + 17, { ...small, color })
  }
  const address = ownAddress(config, `/verify/membership/${encodeURIComponent(number)}`)
  await drawQr(doc, address, left + width - QR, foot - 12, QR)
  pdfLine(doc, address, left, foot + 82, {
    width: width - QR - 20,
    size: 8,
    leastSize: 6,
    color: PDF_COLOR.soft,
  })
  return finish()
}
