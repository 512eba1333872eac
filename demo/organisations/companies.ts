import type { District, Organisation } from './kinds.ts'

type Line = readonly [brandZh: string, brandEn: string, suffixZh: string, suffixEn: string]

/** A company under its brand, which is also its short name. */
export function company(
  code: string,
  district: District,
  [brandZh, brandEn, suffixZh, suffixEn]: Line,
  fields: readonly [zh: string, en: string][],
  summary: { zh: string; en: string },
): Organisation {
  return {
    kind: 'company',
    code,
    zh: `滨城${brandZh}${suffixZh}有限公司`,
    en: `Bincheng ${brandEn} ${suffixEn} Co., Ltd.`,
    shortZh: brandZh + suffixZh.slice(0, 2),
    shortEn: brandEn,
    district,
    domain: brandEn.toLowerCase().replaceAll(' ', '-'),
    summaryZh: summary.zh,
    summaryEn: summary.en,
    fieldsZh: fields.map(field => field[0]),
    fieldsEn: fields.map(field => field[1]),
    programmes: [],
  }
}

/** The fifteen companies of the group, BC15 to BC29. */
export const COMPANIES: readonly Organisation[] = [
  company(
    'BC15',
    'yunwan',
    ['折潮', 'Folded Tide', '动画制作', 'Animation'],
    [
      ['三维动画', '3D Animation'],
      ['角色动画', 'Character Animation'],
    ],
    {
      zh: '三维动画系列片制作，常年接收角色动画岗位实习生。',
      en: 'Makes 3D animated series and takes interns in character animation all year.',
    },
  ),
  company(
    'BC16',
    'dongyu',
    ['纸礁', 'Paper Reef', '动画', 'Animation'],
    [
      ['二维动画', '2D Animation'],
      ['分镜设计', 'Storyboarding'],
    ],
    {
      zh: '手绘二维动画工作室，以海岛民间故事为题材。',
      en: 'A studio for hand-drawn animation that tells the folk tales of the islands.',
    },
  ),
  company(
    'BC17',
    'yunwan',
    ['星崖', 'Star Cliff', '视效科技', 'Visual Effects Technology'],
    [
      ['视觉特效', 'Visual Effects'],
      ['合成', 'Compositing'],
      ['特效解算', 'FX Simulation'],
    ],
    {
      zh: '副理事长单位，提供影视视觉特效全流程制作与岗位课程。',
      en: 'Vice-chair unit: visual effects from end to end, and courses made from its posts.',
    },
  ),
  company(
    'BC18',
    'lingang',
    ['雾港', 'Fog Harbour', '视觉特效', 'Visual Effects'],
    [
      ['视觉特效', 'Visual Effects'],
      ['数字绘景', 'Matte Painting'],
    ],
    {
      zh: '专做数字绘景与环境合成，团队成员多毕业于成员院校。',
      en: 'Matte painting and environments, with many artists from the member schools.',
    },
  ),
  company(
    'BC19',
    'yunwan',
    ['三礁', 'Three Reefs', '游戏', 'Games'],
    [
      ['游戏开发', 'Game Development'],
      ['游戏美术', 'Game Art'],
    ],
    {
      zh: '独立游戏开发团队，每学期开放一个真实项目供学生参与。',
      en: 'An independent game team that opens one real project to students every term.',
    },
  ),
  company(
    'BC20',
    'wanghai',
    ['跃鲭', 'Leaping Mackerel', '互动科技', 'Interactive Technology'],
    [
      ['游戏开发', 'Game Development'],
      ['虚拟现实', 'Virtual Reality'],
    ],
    {
      zh: '互动展项与虚拟现实内容开发，服务博物馆与科技馆。',
      en: 'Interactive exhibits and virtual reality for museums and science centres.',
    },
  ),
  company(
    'BC21',
    'shating',
    ['夜泊', 'Night Anchorage', '后期制作', 'Post Production'],
    [
      ['影视后期', 'Post-Production'],
      ['剪辑', 'Editing'],
      ['调色', 'Colour Grading'],
    ],
    {
      zh: '旧船厂片场旁的后期公司，设有面向学生的共享剪辑间。',
      en: 'A post house beside the shipyard stages, with editing rooms that it shares with students.',
    },
  ),
  company(
    'BC22',
    'shating',
    ['灯塔角', 'Lighthouse Point', '影像制作', 'Film Production'],
    [
      ['影视制作', 'Film Production'],
      ['纪录片', 'Documentary'],
    ],
    {
      zh: '以海洋题材纪录片为主，承担摄影摄像专业的外景实训。',
      en: 'Documentaries of the sea; hosts location training for camera students.',
    },
  ),
  company(
    'BC23',
    'lingang',
    ['听砂', 'Listening Sand', '声音设计', 'Sound Design'],
    [
      ['声音设计', 'Sound Design'],
      ['录音', 'Recording'],
      ['配音', 'Dubbing'],
    ],
    {
      zh: '声音设计与拟音工作室，与海岬信息职业学院共管录音棚。',
      en: 'Sound design and foley; runs a recording stage together with Haijia College.',
    },
  ),
  company(
    'BC24',
    'yunwan',
    ['骨线', 'Boneline', '动作捕捉技术', 'Motion Capture'],
    [
      ['动作捕捉', 'Motion Capture'],
      ['角色绑定', 'Rigging'],
    ],
    {
      zh: '光学与惯性动作捕捉服务，提供脱敏动作数据用于教学。',
      en: 'Optical and inertial motion capture; gives cleared motion data for teaching.',
    },
  ),
  company(
    'BC25',
    'dongyu',
    ['澄练', 'Clear Ribbon', '平面设计', 'Graphic Design'],
    [
      ['平面设计', 'Graphic Design'],
      ['品牌设计', 'Brand Design'],
    ],
    {
      zh: '品牌与包装设计公司，为东屿区手工艺合作社长期服务。',
      en: 'Brand and packaging design, long at the service of craft co-operatives.',
    },
  ),
  company(
    'BC26',
    'wanghai',
    ['浮栈', 'Floating Pier', '交互设计', 'Interaction Design'],
    [
      ['交互设计', 'Interaction Design'],
      ['界面设计', 'Interface Design'],
    ],
    {
      zh: '公共服务类界面与适老化设计，发布企业真题供课程使用。',
      en: 'Interfaces for public services and older users; gives real briefs to courses.',
    },
  ),
  company(
    'BC27',
    'yunwan',
    ['云梭', 'Cloud Shuttle', '虚拟制片', 'Virtual Production'],
    [
      ['虚拟制片', 'Virtual Production'],
      ['实时渲染', 'Real-Time Rendering'],
    ],
    {
      zh: '运营 LED 虚拟拍摄棚，空档期向成员院校开放教学。',
      en: 'Runs an LED stage for virtual production and opens its idle days to member schools.',
    },
  ),
  company(
    'BC28',
    'songling',
    ['量山', 'Measured Hill', '三维数字科技', '3D Digital Technology'],
    [
      ['三维扫描', '3D Scanning'],
      ['数字文博', 'Digital Heritage'],
    ],
    {
      zh: '文物与古建三维数字化，项目数据可转化为教学资源。',
      en: 'Scans relics and old buildings in 3D; project data become teaching material.',
    },
  ),
  company(
    'BC29',
    'wanghai',
    ['早汐', 'Early Ebb', '融媒体运营', 'Convergent Media'],
    [
      ['短视频运营', 'Short Video'],
      ['直播制作', 'Live Production'],
    ],
    {
      zh: '短视频与直播内容制作，遵守未成年人参与直播的限制。',
      en: 'Short video and live production, keeping to the limits for minors on live shows.',
    },
  ),
]
