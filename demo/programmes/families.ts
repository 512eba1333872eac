import type { ProgrammeKey } from '../organisations/programmes.ts'

/** A course by its names and what it teaches; the level follows from the programme's. */
export type Subject = readonly [zh: string, en: string, teaches: readonly string[]]

/** What programmes of one kind teach: core courses in the order in which they build on each other, then electives. */
export type Family = {
  core: readonly Subject[]
  electives: readonly Subject[]
  practice: readonly Subject[]
  occupations: readonly string[]
  companies: readonly string[]
}

const animation: Family = {
  core: [
    ['造型基础', 'Drawing Basics', ['D-01']],
    ['色彩与光影', 'Colour and Light', ['D-02']],
    ['分镜设计', 'Storyboarding', ['D-03', 'D-01']],
    ['三维建模', '3D Modelling', ['D-04', 'D-05']],
    ['角色绑定', 'Rigging', ['D-06', 'G-03']],
    ['角色动画', 'Character Animation', ['D-07', 'G-01']],
    ['灯光与渲染', 'Lighting and Rendering', ['D-08']],
  ],
  electives: [
    ['动画史与作品赏析', 'History of Animation', ['D-03']],
    ['数字绘画', 'Digital Painting', ['D-01', 'D-02']],
    ['特效合成', 'Compositing', ['D-09']],
    ['动作捕捉', 'Motion Capture', ['D-07']],
    ['脚本工具', 'Scripting Tools', ['D-16']],
  ],
  practice: [
    ['动画短片制作', 'Short Film Project', ['D-07', 'D-08', 'G-01', 'G-04']],
    ['企业项目实训', 'Company Project', ['G-01', 'G-02']],
  ],
  occupations: ['OCC-01', 'OCC-02', 'OCC-04'],
  companies: ['BC15', 'BC16', 'BC17'],
}
const game: Family = {
  core: [
    ['造型基础', 'Drawing Basics', ['D-01']],
    ['游戏原画', 'Concept Art', ['D-01', 'D-02']],
    ['三维建模', '3D Modelling', ['D-04']],
    ['材质与贴图', 'Materials and Texturing', ['D-05']],
    ['角色绑定与动画', 'Rigging and Animation', ['D-06', 'D-07']],
    ['游戏引擎基础', 'Game Engine Basics', ['D-15']],
    ['实时特效', 'Real-time Effects', ['D-15', 'D-09']],
  ],
  electives: [
    ['界面美术', 'Interface Art', ['D-13']],
    ['关卡设计', 'Level Design', ['D-15']],
    ['着色器入门', 'Introduction to Shaders', ['D-16', 'D-08']],
    ['游戏策划', 'Game Planning', ['D-17']],
    ['游戏音效', 'Game Sound', ['D-12']],
  ],
  practice: [
    ['游戏关卡项目', 'Level Project', ['D-15', 'G-01', 'G-03']],
    ['企业项目实训', 'Company Project', ['G-01', 'G-02']],
  ],
  occupations: ['OCC-04', 'OCC-05'],
  companies: ['BC20', 'BC22', 'BC24'],
}
const media: Family = {
  core: [
    ['图形图像处理', 'Image Processing', ['D-02', 'D-14']],
    ['版式设计', 'Layout', ['D-14']],
    ['数字摄影', 'Digital Photography', ['D-11']],
    ['短视频制作', 'Short Video', ['D-10', 'D-03']],
    ['三维建模', '3D Modelling', ['D-04']],
    ['交互界面设计', 'Interaction Design', ['D-13']],
    ['后期合成', 'Compositing', ['D-09', 'G-03']],
  ],
  electives: [
    ['音频制作', 'Audio Production', ['D-12']],
    ['新媒体运营', 'Content Operation', ['D-17']],
    ['网页制作', 'Web Pages', ['D-13', 'D-16']],
    ['虚拟现实体验设计', 'VR Experience Design', ['D-15']],
    ['数字绘画', 'Digital Painting', ['D-01']],
  ],
  practice: [
    ['数字媒体综合项目', 'Media Project', ['G-01', 'G-04', 'G-02']],
    ['企业项目实训', 'Company Project', ['G-01', 'G-05']],
  ],
  occupations: ['OCC-03', 'OCC-06', 'OCC-10'],
  companies: ['BC21', 'BC23', 'BC25'],
}
const design: Family = {
  core: [
    ['设计素描', 'Design Drawing', ['D-01']],
    ['设计色彩', 'Colour for Design', ['D-02']],
    ['字体与版式', 'Type and Layout', ['D-14']],
    ['图形图像处理', 'Image Processing', ['D-02', 'G-03']],
    ['品牌视觉设计', 'Brand Design', ['D-14', 'G-04']],
    ['界面设计', 'Interface Design', ['D-13']],
    ['动态图形', 'Motion Graphics', ['D-09', 'D-14']],
  ],
  electives: [
    ['插画', 'Illustration', ['D-01']],
    ['包装设计', 'Packaging', ['D-14']],
    ['摄影基础', 'Photography Basics', ['D-11']],
    ['民间工艺数字化', 'Digital Crafts', ['D-04', 'D-02']],
    ['用户研究', 'User Research', ['D-13', 'G-04']],
  ],
  practice: [
    ['设计综合项目', 'Design Project', ['D-14', 'G-01', 'G-02']],
    ['企业项目实训', 'Company Project', ['G-01', 'G-05']],
  ],
  occupations: ['OCC-06', 'OCC-10'],
  companies: ['BC23', 'BC25'],
}
const film: Family = {
  core: [
    ['视听语言', 'Film Language', ['D-03']],
    ['摄影与照明', 'Camera and Lighting', ['D-11']],
    ['录音基础', 'Recording Basics', ['D-12']],
    ['剪辑', 'Editing', ['D-10']],
    ['调色', 'Grading', ['D-10', 'D-02']],
    ['特效合成', 'Compositing', ['D-09']],
    ['短片创作', 'Short Film', ['D-03', 'G-01']],
  ],
  electives: [
    ['影视化妆与置景', 'Sets and Make-up', ['D-02']],
    ['航拍', 'Aerial Camera', ['D-11', 'G-05']],
    ['直播技术', 'Live Streaming', ['D-17', 'D-18']],
    ['纪录片赏析', 'Documentaries', ['D-03']],
    ['三维基础', '3D Basics', ['D-04']],
  ],
  practice: [
    ['剧组实训', 'Crew Training', ['D-11', 'G-01', 'G-05']],
    ['企业项目实训', 'Company Project', ['G-01', 'G-02']],
  ],
  occupations: ['OCC-03', 'OCC-07', 'OCC-08'],
  companies: ['BC18', 'BC19', 'BC26'],
}
const sound: Family = {
  core: [
    ['声学基础', 'Acoustics', ['D-12']],
    ['录音技术', 'Recording', ['D-12', 'G-03']],
    ['音频编辑', 'Audio Editing', ['D-12']],
    ['拟音与音效', 'Foley and Effects', ['D-12']],
    ['视听语言', 'Film Language', ['D-03']],
    ['混音', 'Mixing', ['D-12', 'G-01']],
    ['扩声与演出', 'Live Sound', ['D-12', 'G-05']],
  ],
  electives: [
    ['音乐基础', 'Music Basics', ['G-06']],
    ['剪辑基础', 'Editing Basics', ['D-10']],
    ['播音基础', 'Presenting Basics', ['D-18']],
    ['游戏音频', 'Game Audio', ['D-15']],
    ['设备维护', 'Maintenance', ['G-05']],
  ],
  practice: [
    ['声音作品项目', 'Sound Project', ['D-12', 'G-01', 'G-04']],
    ['企业项目实训', 'Company Project', ['G-01', 'G-02']],
  ],
  occupations: ['OCC-09'],
  companies: ['BC27', 'BC29'],
}
const broadcast: Family = {
  core: [
    ['普通话语音与发声', 'Voice', ['D-18']],
    ['播音创作', 'Reading for Broadcast', ['D-18']],
    ['主持与采访', 'Presenting and Interviewing', ['D-18', 'G-04']],
    ['文案写作', 'Writing', ['D-17']],
    ['摄像与照明', 'Camera and Lighting', ['D-11']],
    ['短视频制作', 'Short Video', ['D-10', 'D-03']],
    ['直播运营', 'Live Operation', ['D-17']],
  ],
  electives: [
    ['形体与礼仪', 'Posture and Manners', ['G-04']],
    ['新媒体传播', 'Media Communication', ['D-17']],
    ['音频制作', 'Audio Production', ['D-12']],
    ['版式设计', 'Layout', ['D-14']],
    ['媒体法规', 'Media Law', ['G-02']],
  ],
  practice: [
    ['校园电视台', 'Campus Television', ['D-18', 'G-01']],
    ['企业项目实训', 'Company Project', ['G-01', 'G-02']],
  ],
  occupations: ['OCC-10', 'OCC-08'],
  companies: ['BC25', 'BC26', 'BC28'],
}

const FAMILIES: Record<ProgrammeKey, Family> = {
  ...{ sAnimation: animation, hAnimation: animation, hFilmAnimation: animation, uAnimation: animation },
  ...{ hGame: game, hVr: game },
  ...{ sMedia: media, hMedia: media, hMediaArt: media, uMedia: media, uMediaArt: media },
  ...{ sGraphic: design, sArts: design, sInterface: design, hVisual: design },
  ...{ sFilm: film, hFilm: film, hCamera: film, uFilm: film },
  ...{ sSound: sound, hSound: sound },
  ...{ sBroadcast: broadcast, hConvergent: broadcast },
}
export const familyOf = (key: ProgrammeKey): Family => FAMILIES[key]

/** Codes of the ministry's catalogue, where they are known. */
export const CATALOGUE: Partial<Record<ProgrammeKey, string>> = {
  sMedia: '710204',
  hAnimation: '510215',
  hMedia: '510204',
  hVr: '510208',
  hMediaArt: '550103',
  hVisual: '550102',
  uMedia: '080906',
  uAnimation: '130310',
  uMediaArt: '130508',
}

const culture: readonly Subject[] = [
  ['思想政治', 'Civics', []],
  ['语文', 'Chinese', ['G-04']],
  ['数学', 'Mathematics', []],
  ['英语', 'English', []],
  ['历史', 'History', []],
  ['体育与健康', 'Sports and Health', ['G-05']],
  ['信息技术', 'Information Technology', ['G-03']],
]
const college: readonly Subject[] = [
  ['思想道德与法治', 'Ethics and Law', ['G-02']],
  ['大学英语', 'English', []],
  ['体育', 'Sports', ['G-05']],
  ['信息技术', 'Information Technology', ['G-03']],
  ['职业规划与创新', 'Career and Innovation', ['G-06']],
]

/** General courses of a level. */
export const generalOf = (secondary: boolean): readonly Subject[] => (secondary ? culture : college)
