import type { District, Organisation } from './kinds.ts'
import { PROGRAMMES, type ProgrammeKey } from './programmes.ts'

type Texts = Pick<Organisation, 'zh' | 'en' | 'shortZh' | 'shortEn' | 'summaryZh' | 'summaryEn'>

/** A school with the fields that its programmes make. */
export function school(
  kind: Organisation['kind'],
  code: string,
  [district, domain]: [District, string],
  programmes: readonly ProgrammeKey[],
  texts: Texts,
): Organisation {
  const fieldsZh = programmes.map(key => PROGRAMMES[key].zh)
  const fieldsEn = programmes.map(key => PROGRAMMES[key].en)
  return { kind, code, district, domain, programmes, fieldsZh, fieldsEn, ...texts }
}

/** The seven secondary schools of the group, BC01 to BC07; the first is the comprehensive one. */
export const SECONDARY_SCHOOLS: readonly Organisation[] = [
  school('comprehensive_school', 'BC01', ['wanghai', 'wanghai'], ['sMedia', 'sAnimation', 'sGraphic'], {
    zh: '滨城望海综合高级中学',
    en: 'Bincheng Wanghai Comprehensive High School',
    shortZh: '望海综高',
    shortEn: 'Wanghai High',
    summaryZh: '普职融通的综合高中，学生在高一结束前可在普通方向与数字媒体方向之间选择一次。',
    summaryEn:
      'A comprehensive high school with general and vocational tracks: pupils choose once, before the end of the first year.',
  }),
  school('secondary_school', 'BC02', ['lingang', 'chaosheng'], ['sMedia', 'sInterface'], {
    zh: '滨城潮声信息技术学校',
    en: 'Bincheng Chaosheng School of Information Technology',
    shortZh: '潮声信息学校',
    shortEn: 'Chaosheng School',
    summaryZh: '以界面设计和数字媒体技术见长的中等职业学校，与高职院校开展“3+2”贯通培养。',
    summaryEn:
      'A secondary vocational school for interface design and digital media, with a 3+2 pathway into higher vocational colleges.',
  }),
  school('secondary_school', 'BC03', ['dongyu', 'dongyu-arts'], ['sArts', 'sGraphic'], {
    zh: '滨城东屿工艺美术学校',
    en: 'Bincheng Dongyu School of Arts and Crafts',
    shortZh: '东屿工美',
    shortEn: 'Dongyu Arts and Crafts',
    summaryZh: '从渔灯与剪纸工坊起家，如今用数字工具延续海岛手工艺。',
    summaryEn:
      'Began as a workshop for fishing lanterns and paper cuts; today it carries island crafts on with digital tools.',
  }),
  school('secondary_school', 'BC04', ['songling', 'songling-media'], ['sFilm', 'sBroadcast'], {
    zh: '滨城松岭传媒艺术学校',
    en: 'Bincheng Songling School of Media Arts',
    shortZh: '松岭传媒',
    shortEn: 'Songling Media Arts',
    summaryZh: '拥有校园电视台和两间演播室，学生每周制作一期全校新闻。',
    summaryEn:
      'Runs a campus television station with two studios; its pupils produce a news programme every week.',
  }),
  school('secondary_school', 'BC05', ['lingang', 'lingang-vocational'], ['sMedia', 'sSound'], {
    zh: '滨城临港职业技术学校',
    en: 'Bincheng Lingang Vocational and Technical School',
    shortZh: '临港职校',
    shortEn: 'Lingang Vocational',
    summaryZh: '位于港区，数字媒体与录音专业面向演艺、会展和文旅企业。',
    summaryEn:
      'In the harbour district; its media and recording programmes serve stage, exhibition and tourism companies.',
  }),
  school('secondary_school', 'BC06', ['yunwan', 'yunwan-animation'], ['sAnimation', 'sInterface', 'sArts'], {
    zh: '滨城云湾动漫职业学校',
    en: 'Bincheng Yunwan Vocational School of Animation',
    shortZh: '云湾动漫学校',
    shortEn: 'Yunwan Animation School',
    summaryZh: '新区建校，教室与动画企业同楼，企业导师每周进班授课。',
    summaryEn:
      'A young school that shares its building with animation companies, whose mentors teach in class every week.',
  }),
  school('secondary_school', 'BC07', ['shating', 'shating-film'], ['sFilm', 'sAnimation'], {
    zh: '滨城沙汀影视中等专业学校',
    en: 'Bincheng Shating Secondary School of Film and Television',
    shortZh: '沙汀影视学校',
    shortEn: 'Shating Film School',
    summaryZh: '坐落于旧造船厂改建的摄影棚旁，影视置景与后期并重。',
    summaryEn: 'Beside the sound stages of a converted shipyard; sets and post-production weigh alike.',
  }),
]
