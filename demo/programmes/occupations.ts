import { foundBy } from '#modules/programmes/server/text.ts'
import { CHAIR, GROUP_ID } from '../groups.ts'
import { organisationId } from '../organisations/rows.ts'
import { chanceOf, demoId } from '../random.ts'
import { competencyId } from './competencies.ts'
import type { OccupationRow, ResearchRow, ResearchSkillRow } from './rows.ts'

type Occupation = {
  code: string
  zh: string
  en: string
  tasks: readonly [zh: string, en: string]
  /** Competencies with the level that companies ask for. */
  skills: readonly (readonly [code: string, level: number])[]
  /** Companies that have been asked. */
  companies: readonly string[]
}

export const OCCUPATIONS: readonly Occupation[] = [
  {
    ...{ code: 'OCC-01', zh: '角色动画师', en: 'Character Animator', companies: ['BC15', 'BC16', 'BC17'] },
    tasks: [
      '按分镜制作角色关键帧，调整节奏与表演；参加每日审片并修改。',
      'Keyframes characters from the storyboard, tunes timing and acting, revises after the daily review.',
    ],
    skills: [
      ['D-07', 3],
      ['D-03', 2],
      ['D-01', 2],
      ['G-01', 2],
    ],
  },
  {
    ...{ code: 'OCC-02', zh: '绑定师', en: 'Rigger', companies: ['BC15', 'BC17', 'BC21'] },
    tasks: [
      '为角色和道具搭建骨骼与控制器，测试变形；编写绑定工具。',
      'Builds skeletons and controls for characters and props, tests deformation, writes rigging tools.',
    ],
    skills: [
      ['D-06', 3],
      ['D-16', 2],
      ['D-04', 2],
      ['G-03', 2],
    ],
  },
  {
    ...{ code: 'OCC-03', zh: '特效合成师', en: 'Compositor', companies: ['BC18', 'BC19', 'BC21'] },
    tasks: [
      '抠像、跟踪、合成实拍与三维层，统一色彩；按镜头表交付。',
      'Keys, tracks and composites live action with 3D layers, matches colour, delivers by the shot list.',
    ],
    skills: [
      ['D-09', 3],
      ['D-10', 2],
      ['D-02', 2],
      ['G-02', 1],
    ],
  },
  {
    ...{ code: 'OCC-04', zh: '三维建模师', en: '3D Modeller', companies: ['BC15', 'BC20', 'BC22', 'BC24'] },
    tasks: [
      '根据设定制作角色、场景和道具模型，拓扑与展开贴图。',
      'Models characters, sets and props from concept art; topology and texture layout.',
    ],
    skills: [
      ['D-04', 3],
      ['D-05', 3],
      ['D-01', 2],
      ['G-03', 1],
    ],
  },
  {
    ...{ code: 'OCC-05', zh: '技术美术', en: 'Technical Artist', companies: ['BC20', 'BC22', 'BC24'] },
    tasks: [
      '编写着色器与导入工具，优化实时画面，衔接美术与程序。',
      'Writes shaders and import tools, tunes real-time images, joins art and programming.',
    ],
    skills: [
      ['D-15', 3],
      ['D-16', 3],
      ['D-08', 2],
      ['D-05', 2],
    ],
  },
  {
    ...{ code: 'OCC-06', zh: '界面设计师', en: 'UI Designer', companies: ['BC23', 'BC25'] },
    tasks: [
      '完成产品界面与交互原型，建立组件规范，参加可用性测试。',
      'Designs interfaces and prototypes, keeps a component library, takes part in usability tests.',
    ],
    skills: [
      ['D-13', 3],
      ['D-14', 2],
      ['D-02', 2],
      ['G-04', 2],
    ],
  },
  {
    ...{ code: 'OCC-07', zh: '剪辑师', en: 'Editor', companies: ['BC18', 'BC19', 'BC26'] },
    tasks: [
      '整理素材，完成粗剪与精剪，配合声音与调色定稿。',
      'Sorts footage, cuts rough and fine, locks with sound and grading.',
    ],
    skills: [
      ['D-10', 3],
      ['D-03', 2],
      ['D-12', 1],
      ['G-02', 2],
    ],
  },
  {
    ...{ code: 'OCC-08', zh: '摄像师', en: 'Camera Operator', companies: ['BC18', 'BC26', 'BC28'] },
    tasks: [
      '布光、拍摄、现场数据管理，维护设备。',
      'Lights and shoots, manages data on set, maintains equipment.',
    ],
    skills: [
      ['D-11', 3],
      ['D-02', 2],
      ['G-05', 2],
    ],
  },
  {
    ...{ code: 'OCC-09', zh: '声音设计师', en: 'Sound Designer', companies: ['BC27', 'BC29'] },
    tasks: [
      '同期与拟音录制，设计音效，混音交付。',
      'Records on set and foley, designs effects, mixes for delivery.',
    ],
    skills: [
      ['D-12', 3],
      ['G-03', 2],
      ['G-01', 2],
    ],
  },
  {
    ...{ code: 'OCC-10', zh: '新媒体运营', en: 'Content Operator', companies: ['BC25', 'BC26', 'BC28'] },
    tasks: [
      '策划选题，制作短视频，看数据改进内容。',
      'Plans topics, makes short videos, improves content by its figures.',
    ],
    skills: [
      ['D-17', 3],
      ['D-10', 1],
      ['D-18', 2],
      ['G-04', 2],
    ],
  },
]

export const occupationId = (code: string) => demoId(`occupation ${code}`)

export const occupationRows = (): OccupationRow[] =>
  OCCUPATIONS.map(({ code, zh, en, tasks }) => ({
    ...{ id: occupationId(code), organisationId: organisationId(CHAIR), groupId: GROUP_ID, code },
    ...{ nameZh: zh, nameEn: en, summaryZh: tasks[0], summaryEn: tasks[1] },
    ...foundBy({ name: { zh, en }, codes: [code] }),
  }))

/** What companies said in the spring of this year and, for some, of the year before. */
export function researchRows(year: number): { research: ResearchRow[]; researchSkills: ResearchSkillRow[] } {
  const research: ResearchRow[] = []
  const researchSkills: ResearchSkillRow[] = []
  for (const { code, tasks, skills, companies } of OCCUPATIONS)
    for (const company of companies) {
      const chance = chanceOf(`research ${code} ${company}`)
      const years = chance.happens(0.5) ? [year - 1, year] : [year]
      for (const spoken of years) {
        const id = demoId(`research ${code} ${company} ${spoken}`)
        research.push({
          ...{ id, occupationId: occupationId(code), organisationId: organisationId(company) },
          surveyedOn: `${spoken}-0${chance.between(3, 5)}-${chance.between(10, 28)}`,
          demand: chance.between(1, 9),
          ...{ tasksZh: tasks[0], tasksEn: tasks[1], byName: '人力资源经理' },
        })
        for (const [competency, level] of skills)
          researchSkills.push({ researchId: id, competencyId: competencyId(competency), level })
      }
    }
  return { research, researchSkills }
}
