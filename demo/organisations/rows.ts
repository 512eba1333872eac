import { organisationText } from '#modules/members/server/text.ts'
import { demoId } from '../random.ts'
import type { OrganisationRow } from '../rows.ts'
import { demoUscc } from '../uscc.ts'
import { DISTRICTS, type Organisation, type OrganisationKind } from './kinds.ts'

const REGISTER: Record<OrganisationKind, Parameters<typeof demoUscc>[0]> = {
  secondary_school: '12',
  comprehensive_school: '12',
  higher_vocational_college: '12',
  university: '12',
  company: '91',
  association: '51',
  alliance: '52',
  authority: '11',
  training_centre: '12',
}

export const organisationId = (code: string) => demoId(`organisation ${code}`)

/** @param serial place among all organisations, for the credit code */
export function organisationRow(
  organisation: Organisation,
  serial: number,
  closedOn: string | null,
): OrganisationRow {
  const { kind, code, zh, en, shortZh, shortEn, summaryZh, summaryEn, fieldsZh, fieldsEn } = organisation
  const district = DISTRICTS[organisation.district]
  const region = { zh: `滨城市${district.zh}`, en: `${district.en}, Bincheng` }
  return {
    id: organisationId(code),
    kind,
    code,
    nameZh: zh,
    nameEn: en,
    shortZh,
    shortEn,
    uscc: demoUscc(REGISTER[kind], 1000 + serial),
    regionZh: region.zh,
    regionEn: region.en,
    summaryZh,
    summaryEn,
    website: `https://www.${organisation.domain}.example`,
    fieldsZh,
    fieldsEn,
    ...organisationText({
      name: { zh, en },
      short: { zh: shortZh, en: shortEn },
      code,
      region,
      fields: { zh: [...fieldsZh], en: [...fieldsEn] },
    }),
    closedOn,
  }
}
