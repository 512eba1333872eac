import { capabilityGrams } from '#modules/members/server/text.ts'
import type { Calendar } from '../calendar.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import type { Plain } from './plain.ts'

type Line = readonly [
  code: string,
  direction: 'offered' | 'sought',
  kind: string,
  zh: string,
  en: string,
  note?: readonly [zh: string, en: string],
]

const LINES: readonly Line[] = [
  ['BC01', 'offered', 'graduates', '数字媒体方向毕业生', 'Leavers in digital media'],
  [
    'BC01',
    'sought',
    'teachers',
    '二维动画兼职教师',
    'A part-time teacher of 2D animation',
    ['每周四节，高二年级。', 'Four lessons a week, second year.'],
  ],
  ['BC03', 'sought', 'courses', '数字化手工艺课程', 'Courses on crafts with digital tools'],
  [
    'BC04',
    'offered',
    'practice_base',
    '校园演播室',
    'The campus studio',
    ['寒暑假可整周借用。', 'By the week in the holidays.'],
  ],
  ['BC05', 'sought', 'projects', '演艺现场录音项目', 'Recording projects on stage'],
  ['BC06', 'sought', 'internships', '动画中期岗位', 'Internships in in-between animation'],
  ['BC07', 'sought', 'equipment', '灯光与轨道设备', 'Lights and tracks'],
  [
    'BC08',
    'offered',
    'practice_base',
    '共享渲染中心机时',
    'Hours of the shared render centre',
    ['成员单位优先，夜间免费。', 'Members first; free at night.'],
  ],
  ['BC08', 'offered', 'courses', '角色绑定课程包', 'A course package on rigging'],
  ['BC09', 'offered', 'training', '虚拟现实教师研修', 'Teacher training in virtual reality'],
  ['BC10', 'offered', 'equipment', '4K 后期实训室', 'Post-production suites for 4K'],
  ['BC10', 'sought', 'projects', '纪录片剪辑真实项目', 'Real editing projects for documentaries'],
  ['BC11', 'offered', 'practice_base', '录音棚档期', 'Slots of the recording stage'],
  ['BC12', 'sought', 'teachers', '包装设计企业导师', 'Company mentors for packaging'],
  ['BC13', 'offered', 'technical_service', '实时渲染技术咨询', 'Advice on real-time rendering'],
  ['BC14', 'sought', 'graduates', '专升本优秀高职毕业生', 'College graduates for the bachelor'],
  [
    'BC15',
    'offered',
    'internships',
    '角色动画实习岗位',
    'Internships in character animation',
    ['每期十二人，六个月，附企业导师。', 'Twelve a term, six months, with a mentor.'],
  ],
  ['BC15', 'sought', 'graduates', '绑定与动画岗位', 'Riggers and animators'],
  ['BC16', 'offered', 'teachers', '分镜工作坊讲师', 'Lecturers for storyboarding workshops'],
  ['BC17', 'offered', 'projects', '特效镜头教学项目', 'Effects shots as class projects'],
  ['BC17', 'offered', 'training', '特效流程师资培训', 'Teacher training in effects pipelines'],
  ['BC20', 'sought', 'technical_service', '互动展项原型', 'Prototypes for interactive exhibits'],
  ['BC21', 'offered', 'equipment', '共享剪辑间', 'Shared editing rooms'],
  ['BC23', 'offered', 'internships', '拟音助理岗位', 'Assistants for Foley'],
  [
    'BC24',
    'offered',
    'assets',
    '动作捕捉教学数据',
    'Motion-capture data for teaching',
    ['已脱敏，限教学使用。', 'Anonymous, for teaching only.'],
  ],
  ['BC27', 'offered', 'practice_base', 'LED 虚拟拍摄棚空档', 'The LED stage between shoots'],
  ['BC28', 'offered', 'assets', '古建筑三维模型', 'Models of old buildings'],
  ['BC30', 'offered', 'other', '年度人才需求说明', 'The yearly statement of talent needed'],
  ['BC34', 'offered', 'courses', '联盟共享课程', 'Courses shared in the alliance'],
  ['BC36', 'sought', 'assets', '可用于教材的插图', 'Illustrations for textbooks'],
  ['BC37', 'offered', 'training', '居民数字摄影课', 'Digital photography for residents'],
  ['BC39', 'offered', 'teachers', '绘本插画兼职教师', 'Part-time teachers of picture books'],
]
/** Every fourth runs out at the end of the coming school year; one has run out already. */
const UNTIL_EVERY = 4

export function capabilityRows({ year }: Calendar): Plain[] {
  return LINES.map(([code, direction, kind, zh, en, note], index) => {
    const until = index % UNTIL_EVERY === 0 ? `${year + 2}-07-31` : null
    return {
      ...{ id: demoId(`capability ${index}`), organisationId: organisationId(code), direction, kind },
      ...{ titleZh: zh, titleEn: en, noteZh: note?.[0] ?? null, noteEn: note?.[1] ?? null },
      validUntil: index === 1 ? null : index === 2 ? `${year}-07-31` : until,
      grams: capabilityGrams({
        title: { zh, en },
        note: note ? { zh: note[0], en: note[1] } : null,
      }),
    }
  })
}
