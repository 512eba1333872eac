import { company } from './companies.ts'
import type { Organisation } from './kinds.ts'
import { school } from './schools.ts'

const none = { programmes: [], fieldsZh: [], fieldsEn: [] } as const

/** The two associations of the group: BC30 organises it. */
export const ASSOCIATIONS: readonly Organisation[] = [
  {
    kind: 'association',
    code: 'BC30',
    zh: '滨城数字内容产业协会',
    en: 'Bincheng Digital Content Industry Association',
    shortZh: '数字内容协会',
    shortEn: 'Digital Content Association',
    district: 'yunwan',
    domain: 'digital-content',
    summaryZh: '集团的组织单位，汇集会员企业的岗位需求并每年发布人才需求说明。',
    summaryEn: 'Organises the group, gathers what its companies need and publishes it once a year.',
    programmes: [],
    fieldsZh: ['数字内容', '行业标准', '人才评价'],
    fieldsEn: ['Digital Content', 'Industry Standards', 'Skill Assessment'],
  },
  {
    kind: 'association',
    code: 'BC31',
    zh: '滨城动漫游戏行业协会',
    en: 'Bincheng Animation and Game Association',
    shortZh: '动漫游戏协会',
    shortEn: 'Animation and Game Association',
    district: 'dongyu',
    domain: 'animation-games',
    summaryZh: '联系动漫与游戏企业，承办校企技能比赛与作品展。',
    summaryEn: 'Brings animation and game companies together; hosts contests and exhibitions with schools.',
    programmes: [],
    fieldsZh: ['动漫', '游戏', '技能比赛'],
    fieldsEn: ['Animation', 'Games', 'Skill Competitions'],
  },
]

/** Related to the group without being a member: it approved the group and looks on. */
export const AUTHORITY: Organisation = {
  kind: 'authority',
  code: 'BCJY',
  zh: '滨城市教育局',
  en: 'Bincheng Education Bureau',
  shortZh: '市教育局',
  shortEn: 'Education Bureau',
  district: 'wanghai',
  domain: 'education',
  summaryZh: '集团的指导与批准单位，不干预成员单位的自主办学。',
  summaryEn: 'Approved the group and guides it; its members remain their own masters.',
  ...none,
}

/** Once a member, closed since. */
export const FORMER_MEMBER: Organisation = company(
  'BC32',
  'shating',
  ['旧浪', 'Old Swell', '影视', 'Film'],
  [['影视制作', 'Film Production']],
  { zh: '曾为集团成员，现已停业。', en: 'Once a member of the group; out of business.' },
)

/** Members of the city committee alone. The first approved it. */
export const COMMITTEE_OWN: readonly Organisation[] = [
  {
    kind: 'association',
    code: 'BC33',
    zh: '滨城市职业教育学会',
    en: 'Bincheng Society for Vocational Education',
    shortZh: '市职教学会',
    shortEn: 'Society for Vocational Education',
    district: 'wanghai',
    domain: 'vocational-society',
    summaryZh: '全市职业教育工作者的学术团体，批准设立数字媒体艺术专业委员会。',
    summaryEn: "The city's learned society for vocational education; it approved the committee.",
    ...none,
  },
  {
    kind: 'alliance',
    code: 'BC34',
    zh: '海湾数字艺术教育联盟',
    en: 'Bay Alliance for Digital Art Education',
    shortZh: '海湾数艺联盟',
    shortEn: 'Bay Alliance',
    district: 'lingang',
    domain: 'bay-alliance',
    summaryZh: '海湾沿岸院校共享师资与课程的合作联盟。',
    summaryEn: 'Schools around the bay that share teachers and courses.',
    ...none,
  },
  school('secondary_school', 'BC35', ['songling', 'linlan'], ['sArts', 'sGraphic'], {
    zh: '滨城林岚艺术职业学校',
    en: 'Bincheng Linlan Vocational School of Art',
    shortZh: '林岚艺校',
    shortEn: 'Linlan School of Art',
    summaryZh: '山城片区的艺术职业学校，以插画与平面设计为主。',
    summaryEn: 'An art school in the hills, mainly for illustration and graphic design.',
  }),
  school('higher_vocational_college', 'BC36', ['shating', 'publishing'], ['hVisual', 'hMediaArt'], {
    zh: '滨城印刷出版职业学院',
    en: 'Bincheng Vocational College of Printing and Publishing',
    shortZh: '滨城印刷出版职院',
    shortEn: 'Printing and Publishing College',
    summaryZh: '专业委员会主任单位，从印刷出版延伸到数字媒体艺术。',
    summaryEn: 'Chairs the committee; from printing and publishing it grew into digital media art.',
  }),
  {
    kind: 'training_centre',
    code: 'BC37',
    zh: '滨城望海社区学习中心',
    en: 'Bincheng Wanghai Community Learning Centre',
    shortZh: '望海学习中心',
    shortEn: 'Wanghai Learning Centre',
    district: 'wanghai',
    domain: 'wanghai-learning',
    summaryZh: '面向居民的数字摄影、短视频与设计课程。',
    summaryEn: 'Courses in photography, short video and design for residents.',
    programmes: [],
    fieldsZh: ['社区教育', '短期培训'],
    fieldsEn: ['Community Education', 'Short Courses'],
  },
  company(
    'BC38',
    'songling',
    ['棱镜坡', 'Prism Slope', '影像科技', 'Imaging Technology'],
    [['影像技术', 'Imaging']],
    {
      zh: '影像器材租赁与调色服务，向学校开放器材试用。',
      en: 'Rents cameras and grades film; schools may try its equipment.',
    },
  ),
  company('BC39', 'dongyu', ['苔阶', 'Moss Steps', '插画设计', 'Illustration'], [['插画', 'Illustration']], {
    zh: '绘本与插画工作室，参与教材插图编写。',
    en: 'Picture books and illustration; draws for textbooks.',
  }),
  company(
    'BC40',
    'yunwan',
    ['回声角', 'Echo Corner', '音频科技', 'Audio Technology'],
    [['空间音频', 'Spatial Audio']],
    {
      zh: '空间音频工具开发，提供校园版授权。',
      en: 'Makes tools for spatial audio and licenses them to schools.',
    },
  ),
]
