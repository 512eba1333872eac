import { partsOf, spell } from '../names/part.ts'
import { COLLEGES, UNIVERSITIES } from './colleges.ts'
import { COMPANIES, company } from './companies.ts'
import { DISTRICTS, type District, isSecondary, type Organisation } from './kinds.ts'
import { SECONDARY_SCHOOLS, school } from './schools.ts'

/** A school grows so far; a larger city has more schools instead. */
const GROWTH_MOST = 10

export type Size = {
  /** Classes and teachers of each school, as a multiple of the demo group's. */
  growth: number
  /** Schools and companies beside the demo group's. */
  schools: number
  companies: number
}

/** How a scale is made up: the people of the demo group times `scale`. */
export function sizeOf(scale: number): Size {
  const growth = Math.min(scale, GROWTH_MOST)
  const base = SECONDARY_SCHOOLS.length + COLLEGES.length + UNIVERSITIES.length
  return {
    growth,
    schools: Math.round((base + 2) * (scale / growth - 1)),
    companies: COMPANIES.length * (scale - 1),
  }
}

const FIRST = partsOf(`
  岚 lan 屿 yu 澄 cheng 汐 xi 砂 sha 礁 jiao 潮 chao 鲸 jing 帆 fan 灯 deng 棹 zhao 浔 xun 渚 zhu 沚 zhi 洄 hui 溯 su
  澹 dan 泊 bo 舷 xian 桅 wei 锚 mao 贝 bei 珊 shan 霁 ji 霭 ai 岬 jia 埠 bu 堤 di 闸 zha 篷 peng 橹 lu 汀 ting 沧 cang
  泠 ling 涧 jian 峦 luan 崖 ya 苔 tai`)
const SECOND = partsOf(`
  石 shi 光 guang 格 ge 面 mian 弦 xian 影 ying 帧 zhen 墨 mo 构 gou 形 xing 声 sheng 色 se 点 dian 层 ceng 域 yu
  迹 ji 织 zhi 梭 suo 匠 jiang 工 gong 木 mu 火 huo 川 chuan 原 yuan 谷 gu 窗 chuang 桥 qiao 门 men 塔 ta 台 tai 庭 ting
  笺 jian 册 ce 页 ye 图 tu 镜 jing 轮 lun`)
const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The `index`th brand of the pairs of characters, each pair once. */
function brand(index: number): { zh: string; latin: string } {
  const first = FIRST[index % FIRST.length]
  const second = SECOND[(7 * index + Math.floor(index / FIRST.length)) % SECOND.length]
  if (!first || !second) throw new Error('no brand left')
  const round = Math.floor(index / (FIRST.length * SECOND.length))
  const again = round > 0 ? ` ${round + 1}` : ''
  return { zh: first.zh + second.zh + again.trim(), latin: spell([first.latin, second.latin]) + again }
}

const BRANCHES = COMPANIES.map(one => ({
  suffixZh: one.zh.slice(`滨城${one.shortZh.slice(0, -2)}`.length, -'有限公司'.length),
  suffixEn: one.en.slice(`Bincheng ${one.shortEn} `.length, -' Co., Ltd.'.length),
  fields: one.fieldsZh.map((zh, i): [string, string] => [zh, one.fieldsEn[i] ?? zh]),
}))

/** Companies of a larger city. */
export function* moreCompanies(count: number): Generator<Organisation> {
  const districts = Object.keys(DISTRICTS) as District[]
  for (let i = 0; i < count; i++) {
    const branch = BRANCHES[i % BRANCHES.length]
    const district = districts[i % districts.length]
    if (!branch || !district) return
    const { zh, latin } = brand(i)
    const code = `BC${5000 + i}`
    const texts = {
      zh: `${DISTRICTS[district].zh}的数字内容企业，业务方向为${branch.fields.map(field => field[0]).join('、')}。`,
      en: `A digital content company in ${DISTRICTS[district].en}: ${branch.fields.map(field => field[1].toLowerCase()).join(', ')}.`,
    }
    const line = [zh, latin, branch.suffixZh, branch.suffixEn] as const
    yield { ...company(code, district, line, branch.fields, texts), domain: code.toLowerCase() }
  }
}

/** Schools of a larger city, each with the programmes of one of the demo group's. */
export function* moreSchools(count: number): Generator<Organisation> {
  const models = [...SECONDARY_SCHOOLS, ...COLLEGES, ...UNIVERSITIES]
  for (let i = 0; i < count; i++) {
    const model = models[i % models.length]
    if (!model) return
    const secondary = isSecondary(model)
    const at = DISTRICTS[model.district]
    const place = { zh: at.zh.slice(0, 2), en: at.en.split(' ')[0] ?? '' }
    const number = Math.floor(i / models.length) + 2
    const { zh, latin } = brand(1_000 + i)
    const university = model.kind === 'university'
    const code = `BC${1000 + i}`
    const short = secondary ? `${place.zh}${zh}职校` : university ? `${zh}大学` : `${zh}职院`
    yield school(
      secondary ? 'secondary_school' : model.kind,
      code,
      [model.district, code.toLowerCase()],
      model.programmes,
      {
        zh: secondary
          ? `滨城${place.zh}${zh}第${numeral(number)}职业学校`
          : `滨城${zh}${university ? '科技大学' : '职业技术学院'}`,
        en: secondary
          ? `Bincheng ${place.en} ${latin} Vocational School No. ${number}`
          : `Bincheng ${latin} ${university ? 'University of Science and Technology' : 'Vocational and Technical College'}`,
        shortZh: short,
        shortEn: `${latin} ${secondary ? 'School' : university ? 'University' : 'College'}`,
        summaryZh: `${at.zh}的${secondary ? '中等职业学校' : university ? '应用型本科高校' : '高等职业院校'}，开设${model.fieldsZh.join('、')}等专业。`,
        summaryEn: `A ${secondary ? 'secondary vocational school' : university ? 'university' : 'higher vocational college'} in ${at.en} with ${model.fieldsEn.join(', ')}.`,
      },
    )
  }
}

/** A whole number below 100 in Chinese. */
function numeral(number: number): string {
  const tens = Math.floor(number / 10)
  const ten = tens > 1 ? `${NUMERALS[tens]}十` : tens === 1 ? '十' : ''
  return ten + NUMERALS[number % 10]
}
