import type { PartyRole } from '#modules/agreements/rules/vocabulary.ts'
import type { BridgeKey } from '../overpass/bridges.ts'

type Names = readonly [zh: string, en: string]
type ToldClause = { title: Names; text: Names; bridge?: BridgeKey }

/** One version as it is told; days are of years counted from the present school year's. */
export type ToldVersion = {
  title: Names
  reference: string
  /** `[year offset, month-day]`; who signs last signs on `signed`. */
  from: readonly [number, string]
  until: readonly [number, string] | null
  cohorts: readonly [from: number, until: number] | null
  signed: readonly [number, string]
  open: boolean
  clauses: readonly ToldClause[]
  /** Codes of the parties that have yet to sign. */
  waiting?: readonly string[]
}

export type ToldAgreement = {
  key: string
  kind: string
  /** The first drafts. */
  parties: readonly (readonly [code: string, role: PartyRole])[]
  versions: readonly ToldVersion[]
}

const clause = (title: Names, text: Names): ToldClause => ({ title, text })

const BASE_CLAUSES = (places: number): readonly ToldClause[] => [
  clause(
    ['基地与容量', 'Base and capacity'],
    [
      `基地方提供动作捕捉棚一间、剪辑工位若干作为实践教学基地，可同时容纳 ${places} 人。`,
      `The host provides a motion-capture stage and editing desks as a practice base for up to ${places} people at a time.`,
    ],
  ),
  clause(
    ['使用安排', 'Use'],
    [
      '使用方每学期开学前提出计划，双方确认后排定；基地方自有项目交付期优先。',
      'The user proposes a plan before each term and both confirm it; the host’s own deliveries go first.',
    ],
  ),
  clause(
    ['安全', 'Safety'],
    [
      '学生进入基地前须完成安全教育；使用方指定带队教师，基地方指定安全负责人。',
      'Students are instructed in safety before they enter. The user names a teacher in charge, the host a person in charge of safety.',
    ],
  ),
]

/** What the demo group's organisations have agreed: through training, an order class, a practice base, and one that waits for a signature. */
export const AGREEMENTS: readonly ToldAgreement[] = [
  {
    key: 'through 3+2',
    kind: 'through_training',
    parties: [
      ['BC01', 'sender'],
      ['BC08', 'receiver'],
    ],
    versions: [
      {
        title: ['动漫专业“3+2”贯通培养协议', 'Through training 3+2 in animation'],
        reference: '望海综高〔贯通〕1号',
        from: [-1, '09-01'],
        until: [6, '08-31'],
        cohorts: [-1, 2],
        signed: [-1, '03-01'],
        open: true,
        clauses: [
          clause(
            ['合作内容与学制', 'Subject and length'],
            [
              '双方对动漫与游戏制作专业（中职）和动漫制作技术专业（高职）实行“3+2”分段培养：前三年在输送方就读，后两年在接收方就读。',
              'The parties train students of Animation and Game Production (secondary) and Animation Production Technology (college) in stages: three years at the sending school, then two at the receiving one.',
            ],
          ),
          clause(
            ['学分认定', 'Recognition of credit'],
            [
              '学生在输送方修完并合格的专业核心课程，由接收方按一体化培养方案认定学分，免修对应课程。认定须有成绩凭证。',
              'Core courses that a student has passed at the sending school are recognised by the receiving one under the common training plan, and the corresponding courses need not be taken again. Each needs its evidence.',
            ],
          ),
          clause(
            ['转段考核', 'Moving on'],
            [
              '学生在第六学期参加转段考核，内容与标准提前一个学期公布；结果告知学生本人并说明理由。',
              'Students are assessed in their sixth semester. What is assessed, and by which standard, is published one term ahead; each student is told the result and the reasons.',
            ],
          ),
          clause(
            ['未能转段的学生', 'Students who do not move on'],
            [
              '未通过转段考核的学生，在输送方完成学业并取得毕业证书；已取得的学习成果计入学分银行。',
              'Whoever does not move on completes their studies at the sending school and graduates there; what they have achieved goes to the credit bank.',
            ],
          ),
          {
            ...clause(
              ['衔接规则', 'The bridge'],
              ['转段和学分认定按下列规则执行。', 'Moving on and credit follow these rules.'],
            ),
            bridge: 'animation 3+2',
          },
          clause(
            ['停止招生后的安排', 'If the path closes'],
            [
              '本协议停止执行时，已入学的学生按入学时的约定完成学业。',
              'If this agreement ends, students who have entered complete their studies on the terms of their entry.',
            ],
          ),
        ],
      },
    ],
  },
  {
    key: 'order class',
    kind: 'order_class',
    parties: [
      ['BC08', 'school'],
      ['BC17', 'company'],
    ],
    versions: [
      {
        title: ['三维动画订单班协议', 'Order class in 3D animation'],
        reference: '订单〔2〕号',
        from: [0, '09-01'],
        until: [3, '07-31'],
        cohorts: [-1, 0],
        signed: [0, '06-18'],
        open: false,
        clauses: [
          clause(
            ['组班', 'The class'],
            [
              '双方在动漫制作技术专业开设三维动画订单班，每届 25 人，学生自愿报名，双向选择。',
              'The parties run an order class in 3D animation within Animation Production Technology, 25 seats a year. Students apply of their own will, and both sides choose.',
            ],
          ),
          clause(
            ['课程与师资', 'Courses and teachers'],
            [
              '企业提供四门企业课程并派出授课人员，学校负责教学组织与质量监控。',
              'The company provides four courses and the people to teach them; the school organises teaching and watches its quality.',
            ],
          ),
          clause(
            ['学生权益', 'Students’ rights'],
            [
              '不得向学生收取押金、培训费、管理费或中介费。学生有权退出订单班并回到原专业学习。',
              'No deposit and no training, management or placement fee is taken from students. A student may leave the class and return to the programme.',
            ],
          ),
        ],
      },
    ],
  },
  {
    key: 'practice base',
    kind: 'practice_base',
    parties: [
      ['BC21', 'host'],
      ['BC01', 'user'],
    ],
    versions: [
      {
        title: ['动作捕捉实践教学基地协议', 'Practice base for motion capture'],
        reference: '基地〔1〕号',
        from: [-2, '09-01'],
        until: null,
        cohorts: null,
        signed: [-2, '08-20'],
        open: false,
        clauses: BASE_CLAUSES(12),
      },
      {
        title: ['动作捕捉实践教学基地协议', 'Practice base for motion capture'],
        reference: '基地〔1〕号之二',
        from: [0, '09-01'],
        until: [3, '08-31'],
        cohorts: null,
        signed: [0, '08-25'],
        open: false,
        clauses: [
          ...BASE_CLAUSES(20),
          clause(
            ['费用与耗材', 'Costs and consumables'],
            [
              '场地与设备按成本核算，耗材由使用方承担。不向学生收费。',
              'Rooms and equipment are charged at cost; the user pays for consumables. Students pay nothing.',
            ],
          ),
        ],
      },
    ],
  },
  {
    key: 'transfer',
    kind: 'credit_recognition',
    parties: [
      ['BC01', 'receiver'],
      ['BC06', 'sender'],
    ],
    versions: [
      {
        title: ['动漫与游戏制作专业转学学分互认协议', 'Credit of students who change schools in animation'],
        reference: '互认〔1〕号',
        from: [-1, '09-01'],
        until: null,
        cohorts: null,
        signed: [-1, '06-20'],
        open: true,
        clauses: [
          clause(
            ['范围', 'What it is about'],
            [
              '输送方学生转入接收方同名专业时，已修课程按规则认定学分；认定由接收方审议，须写明依据与理由。',
              'When a student moves to the same programme at the receiving school, courses already passed are recognised by the rules. The receiving school decides and states grounds and reasons.',
            ],
          ),
          {
            ...clause(
              ['认定规则', 'The bridge'],
              ['学分认定按下列规则执行。', 'Recognition follows these rules.'],
            ),
            bridge: 'animation transfer',
          },
        ],
      },
    ],
  },
  {
    key: 'recognition',
    kind: 'credit_recognition',
    parties: [
      ['BC08', 'receiver'],
      ['BC01', 'sender'],
    ],
    versions: [
      {
        title: ['数字媒体专业学分认定协议', 'Recognition of credit in digital media'],
        reference: '学分〔1〕号',
        from: [1, '09-01'],
        until: null,
        cohorts: [0, 3],
        signed: [0, '09-01'],
        open: true,
        waiting: ['BC01'],
        clauses: [
          clause(
            ['认定范围', 'What is recognised'],
            [
              '接收方对学生在输送方取得的课程、技能等级证书与市级以上竞赛成果予以认定，认定的成果须有凭证。',
              'The receiving school recognises courses, skill certificates and awards of city level or above that students achieved at the sending school. Each needs its evidence.',
            ],
          ),
          clause(
            ['认定原则', 'Principles'],
            [
              '同一成果对同一专业只认定一次；认定决定由接收方专业委员会作出，须写明依据与理由。',
              'An outcome counts once for a programme. The committee of the receiving programme decides and states grounds and reasons.',
            ],
          ),
          clause(
            ['申诉', 'Appeal'],
            [
              '学生对认定结果有异议的，可在收到决定后十五日内提出申诉。',
              'A student who disagrees may appeal within fifteen days of receiving the decision.',
            ],
          ),
        ],
      },
    ],
  },
]
