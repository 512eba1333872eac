import type { Organisation } from './kinds.ts'
import { school } from './schools.ts'

/** The five higher vocational colleges of the group, BC08 to BC12. */
export const COLLEGES: readonly Organisation[] = [
  school('higher_vocational_college', 'BC08', ['yunwan', 'digital-arts'], ['hAnimation', 'hGame'], {
    zh: '滨城数字艺术职业学院',
    en: 'Bincheng Vocational College of Digital Arts',
    shortZh: '滨城数艺学院',
    shortEn: 'Digital Arts College',
    summaryZh: '副理事长单位，牵头动漫制作技术专业群建设，建有集团共享渲染中心。',
    summaryEn: 'Vice-chair unit; leads the animation programme group and houses the shared render centre.',
  }),
  school('higher_vocational_college', 'BC09', ['yunwan', 'yunwan-college'], ['hVr', 'hMedia'], {
    zh: '滨城云湾职业技术学院',
    en: 'Bincheng Yunwan Vocational and Technical College',
    shortZh: '云湾职院',
    shortEn: 'Yunwan College',
    summaryZh: '以虚拟现实和实时渲染为特色，实训基地对成员学校开放预约。',
    summaryEn:
      'Known for virtual reality and real-time rendering; member schools can book its practice base.',
  }),
  school(
    'higher_vocational_college',
    'BC10',
    ['songling', 'media-college'],
    ['hFilm', 'hCamera', 'hConvergent'],
    {
      zh: '滨城传媒职业学院',
      en: 'Bincheng Vocational College of Media',
      shortZh: '滨城传媒职院',
      shortEn: 'Media College',
      summaryZh: '培养摄影摄像、影视多媒体与融媒体运营人才，设有 4K 后期实训室。',
      summaryEn: 'Trains for camera, film and convergent media, with post-production suites for 4K.',
    },
  ),
  school('higher_vocational_college', 'BC11', ['lingang', 'haijia'], ['hMedia', 'hSound'], {
    zh: '滨城海岬信息职业学院',
    en: 'Bincheng Haijia Vocational College of Information',
    shortZh: '海岬信息职院',
    shortEn: 'Haijia College',
    summaryZh: '信息类高职院校，录音棚与本地声音设计企业共建共管。',
    summaryEn:
      'An information college whose recording stage is run together with a local sound-design company.',
  }),
  school('higher_vocational_college', 'BC12', ['dongyu', 'dongyu-design'], ['hVisual', 'hMediaArt'], {
    zh: '滨城东屿设计职业学院',
    en: 'Bincheng Dongyu Vocational College of Design',
    shortZh: '东屿设计职院',
    shortEn: 'Dongyu Design College',
    summaryZh: '视觉传达与数字媒体艺术并举，每年为海岛渔村做一次公益设计。',
    summaryEn:
      'Visual communication and digital media art; once a year its students design for a fishing village.',
  }),
]

/** The two universities of the group: the chair unit BC13, and BC14. */
export const UNIVERSITIES: readonly Organisation[] = [
  school('university', 'BC13', ['wanghai', 'lanhai'], ['uMedia', 'uMediaArt'], {
    zh: '滨城澜海信息大学',
    en: 'Bincheng Lanhai University of Information',
    shortZh: '澜海信息大学',
    shortEn: 'Lanhai University',
    summaryZh: '理事长单位，集团秘书处设于该校数字媒体学院。',
    summaryEn: 'Chair unit of the group; the secretariat sits in its School of Digital Media.',
  }),
  school('university', 'BC14', ['songling', 'bincheng-applied'], ['uAnimation', 'uFilm'], {
    zh: '滨城应用技术大学',
    en: 'Bincheng University of Applied Technology',
    shortZh: '滨城应用大学',
    shortEn: 'Bincheng Applied',
    summaryZh: '应用型本科高校，面向高职毕业生开设动画与影视摄影专升本班。',
    summaryEn:
      'An applied university that takes college graduates into animation and cinematography for a bachelor degree.',
  }),
]
