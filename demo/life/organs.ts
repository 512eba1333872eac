import type { Calendar } from '../calendar.ts'
import { COMMITTEE_CHAIR, COMMITTEE_ID, foundedOf, GROUP_ID, membershipRows } from '../groups.ts'
import { drawName } from '../names/person-name.ts'
import { sizeOf } from '../organisations/more.ts'
import { organisationId } from '../organisations/rows.ts'
import { chanceOf, demoId } from '../random.ts'
import { type People, type Plain, signerOf, WHO } from './plain.ts'

type Names = readonly [zh: string, en: string]
type Office =
  | 'chair'
  | 'vice_chair'
  | 'secretary_general'
  | 'deputy_secretary_general'
  | 'head'
  | 'deputy_head'
  | 'member'
  | 'chief_adviser'
  | 'adviser'
  | 'expert'
type Seat = { office: Office; code: string; who?: keyof typeof WHO; field?: Names; former?: boolean }
type OrganPlan = { kind: string; name?: Names; units?: boolean; seats: readonly Seat[] }

const seat = (office: Office, code: string, more: Omit<Seat, 'office' | 'code'> = {}): Seat => ({
  ...{ office, code },
  ...more,
})

const GROUP_ORGANS: readonly OrganPlan[] = [
  { kind: 'assembly', seats: [seat('chair', 'BC13')] },
  {
    kind: 'council',
    units: true,
    seats: [
      seat('chair', 'BC13'),
      seat('chair', 'BC13', { former: true }),
      seat('vice_chair', 'BC08'),
      seat('vice_chair', 'BC17'),
    ],
  },
  {
    kind: 'secretariat',
    seats: [
      seat('secretary_general', 'BC13', { who: 'secretary' }),
      seat('deputy_secretary_general', 'BC13', { who: 'deputy' }),
      seat('member', 'BC13', { who: 'officer' }),
    ],
  },
  {
    kind: 'working_committee',
    name: ['专业与课程建设工作委员会', 'Working Committee for Programmes and Courses'],
    seats: [seat('head', 'BC14'), seat('deputy_head', 'BC10'), seat('member', 'BC15')],
  },
  {
    kind: 'working_committee',
    name: ['实训与就业工作委员会', 'Working Committee for Practice and Employment'],
    seats: [seat('head', 'BC17'), seat('deputy_head', 'BC09'), seat('member', 'BC06')],
  },
  {
    kind: 'advisers',
    seats: [
      seat('chief_adviser', 'BC30', { field: ['产业人才', 'Talent for the industry'] }),
      seat('adviser', 'BC14', { field: ['职业教育研究', 'Research on vocational education'] }),
    ],
  },
  {
    kind: 'experts',
    name: ['影视与声音专家组', 'Experts in Film and Sound'],
    seats: [
      seat('expert', 'BC13', { who: 'effects', field: ['视觉特效', 'Visual effects'] }),
      seat('expert', 'BC13', { who: 'sound', field: ['声音设计', 'Sound design'] }),
    ],
  },
  {
    kind: 'experts',
    name: ['动画与课程专家组', 'Experts in Animation and Curricula'],
    seats: [
      seat('expert', 'BC13', { who: 'animation', field: ['动画制作', 'Animation'] }),
      seat('expert', 'BC13', { who: 'curricula', field: ['课程建设', 'Curricula'] }),
    ],
  },
]

const COMMITTEE_ORGANS: readonly OrganPlan[] = [
  { kind: 'assembly', seats: [seat('chair', COMMITTEE_CHAIR)] },
  { kind: 'council', units: true, seats: [seat('chair', COMMITTEE_CHAIR), seat('vice_chair', 'BC12')] },
  {
    kind: 'secretariat',
    seats: [seat('secretary_general', COMMITTEE_CHAIR, { who: 'committeeSecretary' })],
  },
  {
    kind: 'working_committee',
    name: ['教材工作委员会', 'Working Committee for Teaching Materials'],
    seats: [seat('head', COMMITTEE_CHAIR), seat('deputy_head', 'BC39')],
  },
  {
    kind: 'advisers',
    seats: [seat('chief_adviser', 'BC33', { field: ['设计教育', 'Design education'] })],
  },
  {
    kind: 'experts',
    name: ['插画与出版专家组', 'Experts in Illustration and Publishing'],
    seats: [seat('expert', COMMITTEE_CHAIR, { who: 'illustration', field: ['插画', 'Illustration'] })],
  },
]

const UNITS = ['chair_unit', 'vice_chair_unit', 'director_unit']

/** The organs of both groups, who holds which office, and one who did before. */
export function organRows(calendar: Calendar, people: People): { organs: Plain[]; terms: Plain[] } {
  const [organs, terms]: [Plain[], Plain[]] = [[], []]
  const founded = foundedOf(calendar)
  const members = [...membershipRows(calendar, sizeOf(1))]
  for (const [groupId, plans, since] of [
    [GROUP_ID, GROUP_ORGANS, founded.group],
    [COMMITTEE_ID, COMMITTEE_ORGANS, founded.committee],
  ] as const)
    for (const [place, plan] of plans.entries()) {
      const id = demoId(`organ ${groupId} ${place}`)
      organs.push({
        ...{ id, groupId, kind: plan.kind, place },
        ...{ nameZh: plan.name?.[0] ?? null, nameEn: plan.name?.[1] ?? null },
      })
      const first = Number(since.slice(0, 4))
      // Terms of four years: the one that runs began within the last four.
      const begun = first + Math.floor((calendar.year - first) / 4) * 4
      const term = (key: string, values: Plain): Plain => ({
        ...{ id: demoId(`term ${id} ${key}`), organId: id, organisationId: null, personName: null },
        ...{
          fieldZh: null,
          fieldEn: null,
          startsOn: `${begun}-04-01`,
          dueOn: `${begun + 4}-03-31`,
          endsOn: null,
        },
        ...{ resolution: `${begun}-1`, byName: signerOf(groupId, people).name },
        ...values,
      })
      if (plan.units)
        for (const member of members)
          if (member.groupId === groupId && !member.endsOn && UNITS.includes(member.position))
            terms.push(
              term(`unit ${member.organisationId}`, {
                ...{ office: member.position, organisationId: member.organisationId },
              }),
            )
      for (const [at, { office, code, who, field, former }] of plan.seats.entries()) {
        const drawn = drawName(chanceOf(`office ${groupId} ${place} ${at}`), 'grown').zh
        const before = {
          startsOn: since,
          dueOn: `${first + 4}-03-31`,
          endsOn: `${begun}-03-31`,
          resolution: `${first}-1`,
        }
        if (former && begun === first) continue
        terms.push(
          term(`seat ${at}`, {
            ...{ office, organisationId: organisationId(code) },
            personName: who ? people(WHO[who]).name : drawn,
            ...{ fieldZh: field?.[0] ?? null, fieldEn: field?.[1] ?? null },
            ...(former ? before : {}),
          }),
        )
      }
    }
  return { organs, terms: terms.map(sorted) }
}

/** All rows with their columns in one order. */
const sorted = (row: Plain): Plain =>
  Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
