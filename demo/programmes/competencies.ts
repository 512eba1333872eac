import { CHAIR, GROUP_ID } from '../groups.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import type { CompetencyRow, FrameworkRow } from './rows.ts'

type Named = readonly [code: string, zh: string, en: string]
type Framework = {
  key: string
  kind: FrameworkRow['kind']
  zh: string
  en: string
  about: readonly [zh: string, en: string]
  issuer: readonly [zh: string, en: string] | null
  levels: readonly (readonly [zh: string, en: string])[]
  /** What is said of a level, with the competency's name put in. */
  says: readonly (readonly [zh: string, en: string])[]
  competencies: readonly Named[]
}

const SKILLED = [
  ['入门', 'Beginner'],
  ['会做', 'Capable'],
  ['熟练', 'Skilled'],
  ['精通', 'Expert'],
] as const
const SKILLED_SAYS = [
  ['能说明{}的步骤，按示范完成练习。', 'Explains the steps of {} and repeats a demonstration.'],
  ['能按任务单独立完成{}，交付合格的成品。', 'Does {} alone from a task sheet and delivers what passes.'],
  ['能处理{}中的非常规问题，并指导同伴。', 'Solves unusual problems of {} and guides others.'],
  ['能制定{}的规范和流程，对质量负责。', 'Sets the standards of {} and answers for the quality.'],
] as const
const STANDARD = [
  ['初级', 'Junior'],
  ['中级', 'Intermediate'],
  ['高级', 'Senior'],
] as const
const STANDARD_SAYS = [
  ['在指导下完成{}的基本任务。', 'Completes basic tasks of {} under guidance.'],
  ['独立完成{}的常规任务。', 'Completes usual tasks of {} alone.'],
  ['组织团队完成{}的复杂任务。', 'Leads a team through complex tasks of {}.'],
] as const

export const FRAMEWORKS: readonly Framework[] = [
  {
    ...{ key: 'digital', kind: 'competencies', issuer: null, levels: SKILLED, says: SKILLED_SAYS },
    ...{ zh: '滨城数字内容制作能力框架', en: 'Bincheng Framework for Digital Content Production' },
    about: [
      '集团成员企业与学校共同编写，课程、岗位和专业群都以它为准。',
      'Written together by companies and schools of the group; courses, occupations and programme groups refer to it.',
    ],
    competencies: [
      ['D-01', '造型与构图', 'Drawing and Composition'],
      ['D-02', '色彩与光影', 'Colour and Light'],
      ['D-03', '分镜与叙事', 'Storyboarding and Narrative'],
      ['D-04', '三维建模', '3D Modelling'],
      ['D-05', '材质与贴图', 'Materials and Texturing'],
      ['D-06', '角色绑定', 'Rigging'],
      ['D-07', '角色动画', 'Character Animation'],
      ['D-08', '灯光与渲染', 'Lighting and Rendering'],
      ['D-09', '特效与合成', 'Effects and Compositing'],
      ['D-10', '剪辑与调色', 'Editing and Grading'],
      ['D-11', '摄影与照明', 'Camera and Lighting'],
      ['D-12', '录音与声音设计', 'Recording and Sound Design'],
      ['D-13', '界面与交互设计', 'Interface and Interaction Design'],
      ['D-14', '版式与视觉传达', 'Layout and Visual Communication'],
      ['D-15', '游戏引擎与实时渲染', 'Game Engines and Real-time Rendering'],
      ['D-16', '脚本与工具开发', 'Scripting and Tools'],
      ['D-17', '内容策划与运营', 'Content Planning and Operation'],
      ['D-18', '语言表达与出镜', 'Speaking and Presenting'],
    ],
  },
  {
    ...{
      key: 'common',
      kind: 'competencies',
      issuer: null,
      levels: SKILLED.slice(0, 3),
      says: SKILLED_SAYS.slice(0, 3),
    },
    ...{ zh: '数字媒体从业者通用能力框架', en: 'Common Competencies in Digital Media' },
    about: ['各岗位都要的能力。', 'What every occupation of the field takes.'],
    competencies: [
      ['G-01', '制作流程与团队协作', 'Production Pipeline and Teamwork'],
      ['G-02', '素材版权与合规', 'Rights and Compliance'],
      ['G-03', '文件与版本管理', 'Files and Versions'],
      ['G-04', '沟通与汇报', 'Communication'],
      ['G-05', '职业安全与健康', 'Health and Safety at Work'],
      ['G-06', '学习与创新', 'Learning and Innovation'],
    ],
  },
  {
    ...{ key: 'standard3d', kind: 'certificate_standard', levels: STANDARD, says: STANDARD_SAYS },
    ...{ zh: '三维动画制作职业技能等级标准', en: 'Skill Standard: 3D Animation Production' },
    issuer: ['启帆数字教育评价中心', 'Qifan Centre for Digital Education Assessment'],
    about: ['虚构的 1+X 式标准，仅用于演示。', 'A fictional standard of the 1+X kind, for this demo only.'],
    competencies: [
      ['A3-01', '模型制作', 'Model Making'],
      ['A3-02', '绑定与蒙皮', 'Rigging and Skinning'],
      ['A3-03', '关键帧动画', 'Keyframe Animation'],
      ['A3-04', '渲染输出', 'Rendering'],
    ],
  },
  {
    ...{ key: 'standardVideo', kind: 'certificate_standard', levels: STANDARD, says: STANDARD_SAYS },
    ...{ zh: '数字影像后期职业技能等级标准', en: 'Skill Standard: Digital Video Post-production' },
    issuer: ['启帆数字教育评价中心', 'Qifan Centre for Digital Education Assessment'],
    about: ['虚构的 1+X 式标准，仅用于演示。', 'A fictional standard of the 1+X kind, for this demo only.'],
    competencies: [
      ['DV-01', '素材整理', 'Footage Management'],
      ['DV-02', '剪辑', 'Editing'],
      ['DV-03', '调色', 'Grading'],
      ['DV-04', '合成', 'Compositing'],
    ],
  },
]

export const frameworkId = (key: string) => demoId(`framework ${key}`)
export const competencyId = (code: string) => demoId(`competency ${code}`)

export const frameworkRows = (year: number): FrameworkRow[] =>
  FRAMEWORKS.map(({ key, kind, zh, en, about, issuer, levels }) => ({
    ...{ id: frameworkId(key), organisationId: organisationId(CHAIR), groupId: GROUP_ID, kind },
    ...{ nameZh: zh, nameEn: en, issuerZh: issuer?.[0] ?? null, issuerEn: issuer?.[1] ?? null },
    edition: issuer ? `${year - 2}` : null,
    ...{ descriptionZh: about[0], descriptionEn: about[1] },
    ...{ levelsZh: levels.map(level => level[0]), levelsEn: levels.map(level => level[1]) },
  }))

export const competencyRows = (): CompetencyRow[] =>
  FRAMEWORKS.flatMap(({ key, says, competencies }) =>
    competencies.map(([code, nameZh, nameEn]) => ({
      ...{ id: competencyId(code), frameworkId: frameworkId(key), code, nameZh, nameEn },
      descriptorsZh: says.map(([text]) => text.replace('{}', nameZh)),
      descriptorsEn: says.map(([, text]) => text.replace('{}', nameEn.toLowerCase())),
    })),
  )
