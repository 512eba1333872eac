import { organisationText } from '#modules/members/server/text.ts'
import { chanceOf, demoId } from '../random.ts'
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
    ...placeOf(organisation),
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

const STREETS = [
  ['潮声路', 'Chaosheng Road'],
  ['灯塔街', 'Lighthouse Street'],
  ['船坞街', 'Dock Street'],
  ['汐月路', 'Xiyue Road'],
  ['听涛路', 'Tingtao Road'],
  ['云帆大道', 'Yunfan Avenue'],
] as const
/** Bincheng is on no map: its coordinates lie at sea. */
const AT_SEA = { latitude: 38.62, longitude: 119.86 }

function placeOf({ code, district }: Organisation) {
  const chance = chanceOf(`address ${code}`)
  const [zh, en] = chance.pick(STREETS)
  const number = chance.between(1, 180)
  const at = Object.keys(DISTRICTS).indexOf(district)
  const degrees = (base: number, step: number) =>
    Math.round((base + step * 0.04 + chance.next() * 0.03) * 1e6) / 1e6
  return {
    addressZh: `滨城市${DISTRICTS[district].zh}${zh} ${number} 号`,
    addressEn: `${number} ${en}, ${DISTRICTS[district].en}, Bincheng`,
    latitude: degrees(AT_SEA.latitude, at % 3),
    longitude: degrees(AT_SEA.longitude, Math.floor(at / 3)),
  }
}
