import type { Licence } from '#modules/library/rules/licences.ts'
import type { Access, Audience, CreatorRole, Kind, Level } from '#modules/library/rules/vocabulary.ts'

type Names = readonly [zh: string, en: string]
/** What a file of the demo shows or holds. */
type ToldFile = {
  name: string
  holds: 'sea' | 'planks' | 'lamp' | 'steps' | 'hum' | 'words' | 'boat' | 'shot' | 'lantern'
  words?: string
}

export type ToldItem = {
  key: string
  owner: string
  kind: Kind
  title: Names
  text: Names
  software: readonly string[]
  techniques: readonly string[]
  level: Level | null
  subject: string | null
  creator: readonly [name: string, role: CreatorRole]
  licence: Licence
  audience: Audience
  access: Access
  shared: boolean
  files: readonly ToldFile[]
  /** Codes of the members that have taken it. */
  taken: readonly string[]
}

/** What the demo group's members have brought, as a city by the sea would. */
export const ITEMS: readonly ToldItem[] = [
  {
    ...{ key: 'boat', owner: 'BC01', kind: 'model', level: 'beginner', subject: '三维建模基础' },
    title: ['老码头渔船模型', 'Fishing boat of the old pier'],
    text: [
      '低面数渔船，四边面，已展好 UV，适合第一次做绑定和材质的学生。',
      'A low-polygon boat in quads with UVs laid out, for students who rig and texture for the first time.',
    ],
    ...{ software: ['Blender'], techniques: ['建模', '展 UV'], creator: ['望海动漫工作坊', 'model'] },
    ...{ licence: 'cc_by_nc', audience: 'group', access: 'open', shared: true },
    files: [
      { name: '渔船渲染.png', holds: 'sea' },
      {
        name: '使用说明.txt',
        holds: 'words',
        words: '单位：厘米。工程包里先打开 OBJ；船帆的贴图请各班自己画。\n',
      },
      { name: '渔船工程.zip', holds: 'boat' },
      { name: '船头渔灯.glb', holds: 'lantern' },
    ],
    taken: ['BC08', 'BC02'],
  },
  {
    ...{ key: 'planks', owner: 'BC08', kind: 'texture', level: null, subject: null },
    title: ['海边旧木板贴图', 'Weathered planks by the sea'],
    text: ['实拍后处理的无缝木板贴图。', 'Seamless planks, photographed and cleaned up.'],
    ...{ software: ['Substance 3D Designer'], techniques: ['贴图'], creator: ['材质实训组', 'texture'] },
    ...{ licence: 'cc0', audience: 'public', access: 'open', shared: true },
    files: [{ name: '木板颜色.png', holds: 'planks' }],
    taken: ['BC01', 'BC03'],
  },
  {
    ...{ key: 'walk', owner: 'BC21', kind: 'animation', level: 'intermediate', subject: null },
    title: ['动捕行走循环', 'Motion-captured walk cycles'],
    text: [
      '项目中清理过的动作捕捉数据，教学使用前请先申请。',
      'Motion capture cleaned up in production; please ask before teaching with it.',
    ],
    ...{ software: ['MotionBuilder', 'Maya'], techniques: ['动作捕捉'], creator: ['动捕组', 'animation'] },
    ...{ licence: 'group_teaching', audience: 'group', access: 'request', shared: true },
    files: [{ name: '行走步态图.png', holds: 'steps' }],
    taken: [],
  },
  {
    ...{ key: 'lamp', owner: 'BC03', kind: 'image', level: null, subject: '图形创意' },
    title: ['渔灯剪纸图样', 'Paper-cut patterns of fishing lanterns'],
    text: [
      '工坊学生的剪纸扫描，可用于图形设计练习。',
      'Paper cuts by workshop students, scanned, for graphic exercises.',
    ],
    ...{ software: ['Illustrator'], techniques: ['图形设计'], creator: ['东屿剪纸工坊', 'author'] },
    ...{ licence: 'cc_by', audience: 'public', access: 'open', shared: true },
    files: [{ name: '渔灯图样.png', holds: 'lamp' }],
    taken: ['BC01'],
  },
  {
    ...{ key: 'leaving', owner: 'BC01', kind: 'video', level: 'beginner', subject: '镜头语言' },
    title: ['渔船出港（镜头练习）', 'The fishing boat leaves (shot exercise)'],
    text: [
      '三秒的平移镜头，24000/1001 帧/秒，供逐帧看动作和做审片练习。',
      'A panning shot of three seconds at 24000/1001, for looking at movement frame by frame and for review exercises.',
    ],
    ...{ software: ['Blender'], techniques: ['镜头', '动画'], creator: ['望海动漫工作坊', 'animation'] },
    ...{ licence: 'cc_by_nc', audience: 'group', access: 'open', shared: true },
    files: [{ name: '渔船出港_sh010.mp4', holds: 'shot' }],
    taken: [],
  },
  {
    ...{ key: 'hum', owner: 'BC04', kind: 'audio', level: null, subject: null },
    title: ['码头环境声', 'Harbour ambience'],
    text: ['清晨码头的低频环境声，可循环。', 'The low hum of a harbour at dawn, to be looped.'],
    ...{ software: ['Reaper'], techniques: ['音效'], creator: ['录音小组', 'sound'] },
    ...{ licence: 'cc_by', audience: 'group', access: 'open', shared: true },
    files: [{ name: '码头清晨.wav', holds: 'hum' }],
    taken: ['BC08'],
  },
  {
    ...{ key: 'shots', owner: 'BC01', kind: 'courseware', level: 'beginner', subject: '视听语言' },
    title: ['镜头语言入门课件', 'First lessons in the language of shots'],
    text: ['还在补第三讲的例子。', 'Examples for the third lesson are still to come.'],
    ...{ software: [], techniques: ['分镜'], creator: ['视听语言教研组', 'teaching'] },
    ...{ licence: 'unknown', audience: 'organisation', access: 'open', shared: false },
    files: [{ name: '提纲.txt', holds: 'words', words: '一、景别\n二、角度\n三、运动\n' }],
    taken: [],
  },
]

/** Who has asked for what and waits for an answer. */
export const REQUESTS = [
  {
    key: 'walk by BC08',
    item: 'walk',
    by: 'BC08',
    uses: ['teach', 'show'],
    purpose: '动画专业二年级角色动画课，约 60 人。',
  },
] as const
