import type pg from 'pg'
import type { Calendar } from './calendar.ts'
import { GROUP_ID } from './groups.ts'
import { organisationId } from './organisations/rows.ts'
import { demoId } from './random.ts'

type Design = {
  key: string
  /** A school's code; the group's own without one. */
  school: string | null
  kind: 'completion' | 'award' | 'project' | 'contribution'
  name: [zh: string, en: string]
  description: [zh: string, en: string]
  criteria: [zh: string, en: string]
  colour: string
  levels?: string[]
  /** The kind of recorded outcome that earns it. */
  outcome?: string
}

const DESIGNS: Design[] = [
  {
    ...{ key: 'camp', school: 'BC01', kind: 'completion', colour: '#0b6b5d' },
    name: ['数字媒体入学训练营', 'Digital media entry camp'],
    description: [
      '新生用一周时间走完一部一分钟短片的全部工序。',
      'New pupils make a one-minute film from script to screen in a week.',
    ],
    criteria: [
      '全勤，短片在结营放映会上公映，指导教师签字认定。',
      'Present every day; the film is shown at the closing screening; signed by the teacher in charge.',
    ],
  },
  {
    ...{ key: 'shorts', school: 'BC01', kind: 'award', colour: '#b5482a', levels: ['三等', '二等', '一等'] },
    name: ['迎新短片赛', 'First-year shorts contest'],
    description: ['面向新生的校内短片评选。', 'A contest of short films within the school, for first-years.'],
    criteria: [
      '五名评委独立打分，去掉最高分和最低分后取平均，企业评委不少于两名。',
      'Five judges mark on their own; the highest and the lowest mark are dropped; two judges at least come from companies.',
    ],
  },
  {
    ...{ key: 'course', school: 'BC01', kind: 'completion', colour: '#2f6f8f', outcome: 'course_result' },
    name: ['课程合格', 'Course passed'],
    description: ['通过本校培养方案中的一门课程。', 'A course of the school’s programme, passed.'],
    criteria: ['以学习档案中已确认的课程成绩为准。', 'As the confirmed result in the learner’s record says.'],
  },
  {
    ...{ key: 'spot', school: 'BC08', kind: 'project', colour: '#3d4fa3', levels: ['参与', '主创'] },
    name: ['校企联合公益短片', 'Public-interest short with a studio'],
    description: [
      '与企业工作室合作完成的一部公益短片。',
      'A public-interest film made together with a studio.',
    ],
    criteria: [
      '按企业镜头清单交付，企业导师逐镜头验收。',
      'Delivered shot by shot against the studio’s list and accepted by its mentor.',
    ],
  },
  {
    ...{ key: 'mentor', school: null, kind: 'contribution', colour: '#7a4a8c' },
    name: ['集团年度贡献', 'Contribution to the group'],
    description: [
      '感谢为集团学习者提供真实项目与指导的人员。',
      'For those who gave the group’s learners real projects and guidance.',
    ],
    criteria: [
      '一年内带过不少于十名学习者，秘书处核对记录后认定。',
      'Guided ten learners or more within a year; confirmed by the secretariat from its records.',
    ],
  },
]

const id = (key: string) => demoId(`credential design ${key}`)

/** Who of the demo group gets what; `state` is what has become of it since. */
const RECIPIENTS: Partial<Record<string, { where: string; level: string | null; most: number }>> = {
  camp: { level: null, most: 24, where: `a.class_id = (select class_id from pupil)` },
  shorts: { level: '二等', most: 3, where: `a.class_id = (select class_id from pupil)` },
  spot: { level: '参与', most: 6, where: `a.class_id = (select class_id from moved)` },
  mentor: {
    level: null,
    most: 2,
    where: `a.role in ('mentor', 'expert') and a.listed and a.id in (select affiliation_id from accounts.personas)`,
  },
}

/** What a school took back, and what it looks into once more: the second and the third of a batch. */
const CHANGES = [
  {
    key: 'spot',
    place: 1,
    set: 'revoked_at',
    kind: 'revoked',
    reason: '核对交付记录后发现，这名学生没有参加后期制作。',
  },
  {
    key: 'shorts',
    place: 2,
    set: 'suspended_at',
    kind: 'suspended',
    reason: '有人对参赛作品的署名提出异议，正在复核。',
  },
] as const

/** People of the demo cast stand first in a batch, the others by their number. */
const CAST = `with pupil as (select a.* from members.affiliations a join accounts.personas p on p.affiliation_id = a.id
    where a.role = 'student' order by p.position limit 1),
  moved as (select a.* from members.affiliations a join accounts.personas p on p.affiliation_id = a.id
    where a.role = 'student' order by p.position desc limit 1)`

/**
 * Designs and what was issued from them, as of the beginning of the school year. Only prepared here: keys are made and
 * everything is signed by the module's own job once the platform is up.
 */
export async function writeCredentials(client: pg.PoolClient, { asOf }: Calendar): Promise<void> {
  const at = `${asOf}T08:00:00+08:00`
  for (const design of DESIGNS) {
    const school = design.school && organisationId(design.school)
    const owner = [school, school ? null : GROUP_ID]
    await client.query(
      `insert into credentials.templates (id, organisation_id, group_id, kind, name_zh, name_en, description_zh,
        description_en, criteria_zh, criteria_en, colour, levels, created_at, outcome_kind)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[id(design.key), ...owner, design.kind, ...design.name, ...design.description, ...design.criteria],
        ...[design.colour, design.levels ?? [], at, design.outcome ?? null],
      ],
    )
    await prepareBatch(client, design, owner, { asOf, at })
  }
  for (const { key, place, set, kind, reason } of CHANGES) {
    const issued = demoId(`credential ${key} ${place}`)
    await client.query(`update credentials.issued set ${set} = $2, reason = $3, version = 2 where id = $1`, [
      issued,
      at,
      reason,
    ])
    await client.query(
      `insert into credentials.steps (id, issued_id, kind, reason, by_name, at)
        select $1, i.id, $3, $4, b.by_name, $5 from credentials.issued i join credentials.batches b on b.id = i.batch_id
        where i.id = $2`,
      [demoId(`credential step ${key}`), issued, kind, reason, at],
    )
  }
}

async function prepareBatch(
  client: pg.PoolClient,
  { key }: Design,
  owner: (string | null)[],
  { asOf, at }: { asOf: string; at: string },
): Promise<void> {
  const recipients = RECIPIENTS[key]
  // Earned by what records hold: the school issues it there.
  if (!recipients) return
  const { where, level, most } = recipients
  const { rows: people } = await client.query<{ id: string; name: string }>(
    `${CAST} select a.id, a.name from members.affiliations a left join accounts.personas p on p.affiliation_id = a.id
      where ${where} and a.ends_on is null and a.role <> 'guardian'
      order by p.position nulls last, a.number, a.id limit ${most}`,
  )
  const { rows: keepers } = await client.query<{ id: string; person_id: string; name: string }>(
    `select id, person_id, name from members.affiliations where ends_on is null and person_id is not null
      and case when $1::uuid is null then role = 'secretariat' and group_id = $2 else role = 'school_admin' and organisation_id = $1 end
      order by number, id limit 1`,
    owner,
  )
  const [keeper] = keepers
  if (people.length === 0 || !keeper) return
  const batchId = demoId(`credential batch ${key}`)
  const taskId = demoId(`credential task ${key}`)
  await client.query(
    `insert into platform.tasks (id, kind, person_id, organisation_id, total) values ($1, 'credentials.sign', $2, $3, $4)`,
    [taskId, keeper.person_id, owner[0], people.length],
  )
  await client.query(
    `insert into credentials.batches (id, template_id, organisation_id, group_id, total, level, awarded_on, deliver_at,
      task_id, by_affiliation_id, by_name, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $8)`,
    [batchId, id(key), ...owner, people.length, level, asOf, at, taskId, keeper.id, keeper.name],
  )
  for (const [place, person] of people.entries())
    await client.query(
      `insert into credentials.issued (id, batch_id, template_id, organisation_id, group_id, affiliation_id, learner_name,
        level, awarded_on, deliver_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
      [
        demoId(`credential ${key} ${place}`),
        batchId,
        id(key),
        ...owner,
        person.id,
        person.name,
        level,
        asOf,
        at,
      ],
    )
  await client.query(`select platform.enqueue('credentials.sign', $1::json, $2, null, 5, $3)`, [
    JSON.stringify({ batchId, taskId }),
    `credentials:${owner[0] ?? owner[1]}`,
    taskId,
  ])
}
