import type pg from 'pg'
import type { Bridge, Recognition } from '#modules/overpass/rules/bridge.ts'
import { bridgeClause } from '#modules/overpass/server/index.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { programmeId } from '../programmes/generate.ts'

/** Bridges that agreements of the demo group hold, by name. */
export type BridgeKey = 'animation 3+2' | 'animation transfer'

type Courses = (code: string) => string
const from = (courses: Courses, code: string, minScore: number): Recognition['when'] => ({
  ...{ is: 'course', courseIds: [courses(code)], minScore, withinYears: null },
})

function rulesOf(own: Courses, target: Courses, credits: number, minScore: number): Recognition[] {
  return ['K01', 'K02', 'K03', 'K04'].map((code, i) => ({
    ...{ id: `r${i + 1}`, when: from(own, code, minScore), cap: null },
    courses: [{ courseId: target(code), credits }],
  }))
}

async function coursesOf(client: pg.PoolClient, programme: string): Promise<Courses> {
  const { rows } = await client.query<{ code: string; id: string }>(
    `select distinct on (c.code) c.code, c.course_id as id from programmes.course_facts c
      join programmes.version_facts v on v.version_id = c.version_id
      where c.programme_id = $1 and c.state = 'in_force' order by c.code, v.number desc`,
    [programme],
  )
  const ids = new Map(rows.map(row => [row.code, row.id]))
  return code => {
    const id = ids.get(code)
    if (!id) throw new Error(`the demo programme ${programme} has no course ${code}`)
    return id
  }
}

const TRANSCRIPT = { zh: '成绩单', en: 'Transcript' }

async function dataOf(client: pg.PoolClient, key: BridgeKey, year: number): Promise<Bridge> {
  const home = programmeId(key === 'animation 3+2' ? 'BC01' : 'BC06', 'sAnimation')
  const target =
    key === 'animation 3+2' ? programmeId('BC08', 'hAnimation') : programmeId('BC01', 'sAnimation')
  const [own, there] = [await coursesOf(client, home), await coursesOf(client, target)]
  const base = {
    ...{ from: { programmeIds: [home], levels: [] } },
    ...{ to: { kind: 'programme' as const, programmeId: target, versionId: null } },
    ...{ feeFen: null, documents: [TRANSCRIPT], automatic: false },
  }
  const certificate = (level: 'junior' | 'intermediate'): Recognition['when'] => ({
    ...{ is: 'certificate', named: '动画', level, withinYears: 3 },
  })
  if (key === 'animation transfer')
    return {
      ...base,
      ...{ way: 'transfer', entry: from(own, 'K01', 60), capTotal: 15, validYears: 3, quota: 10 },
      recognitions: [
        ...rulesOf(own, there, 5, 75),
        { id: 'r5', when: certificate('junior'), courses: [{ courseId: there('K06'), credits: 2 }], cap: 2 },
      ],
      ...{ intakes: [`${year + 1}-03-01`, `${year + 1}-09-01`], months: 36 },
    }
  return {
    ...base,
    ...{ way: 'through_training', capTotal: 24, validYears: 5, quota: 40 },
    entry: { is: 'test', named: '转段考核', minScore: 60, withinYears: 1 },
    recognitions: [
      ...rulesOf(own, there, 4, 70),
      {
        ...{ id: 'r5', when: certificate('intermediate'), cap: 3 },
        courses: [{ courseId: there('K06'), credits: 3 }],
      },
      {
        id: 'r6',
        when: {
          ...{ is: 'award', named: null, level: 'municipal', prize: 'third' },
          ...{ teamPlaceAtMost: 3, withinYears: null },
        },
        ...{ courses: [{ courseId: there('K03'), credits: 2 }], cap: 4 },
      },
      {
        ...{ id: 'r7', when: { is: 'project_rating', named: null, minScore: 80, withinYears: null } },
        ...{ courses: [{ courseId: there('K03'), credits: 1 }], cap: 2 },
      },
      {
        ...{ id: 'r8', when: { is: 'short_course', named: null, minHours: 16, withinYears: null } },
        ...{ courses: [{ courseId: there('K02'), credits: 1 }], cap: 2 },
      },
    ],
    ...{ intakes: [`${year + 3}-09-01`], months: 24 },
  }
}

/** A bridge as its clause holds it, with the sentences that were sent to be signed. */
export async function bridgeOf(
  client: pg.PoolClient,
  key: BridgeKey,
  year: number,
): Promise<{ data: Bridge; zh: string[]; en: string[] }> {
  const data = await dataOf(client, key, year)
  const sentences = await bridgeClause.sentences(kyselyOn(client), data)
  return { data, zh: sentences.map(one => one.zh), en: sentences.map(one => one.en) }
}
