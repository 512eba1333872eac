import type { Bilingual } from '#platform/contract/fields.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { FlowBlock, FlowDocument, FlowRow } from '#platform/server/documents/flow.ts'
import type { Course, PlanVersion } from '../../contract/versions.ts'
import { checkPlan, hoursOf, sumsOf } from '../../rules/plan.ts'
import { COURSE_KINDS } from '../../rules/vocabulary.ts'
import { findingWords } from '../../rules/words.ts'

type Say = (key: string, data?: Record<string, string | number>) => string
type Options = { language: 'zh' | 'en'; say: Say; occupations: readonly Bilingual[] }

/** What a plan's document holds, piece by piece; how it is set is the document engine's. */
export function planDocument(plan: PlanVersion, { language, say, occupations }: Options): FlowDocument {
  const word = (key: string, data?: Record<string, string | number>) => say(`programmes.plan.${key}`, data)
  const named = (name: Bilingual) => inLanguage(name, language)
  const join = (parts: readonly string[]) => parts.join(language === 'zh' ? '、' : ', ')
  const cohorts = plan.toCohort
    ? word('cohorts', { from: plan.fromCohort, to: plan.toCohort })
    : word('cohorts_open', { from: plan.fromCohort })
  const { programme } = plan
  const blocks: FlowBlock[] = [
    {
      kind: 'facts',
      facts: [
        [word('school'), named(plan.organisation.name)],
        [word('programme'), named(programme.name)],
        [word('code'), [programme.catalogueCode, programme.code].filter(Boolean).join(' · ')],
        [word('level'), say(`programmes.level.${programme.level}`)],
        [word('form'), say(`programmes.form.${programme.form}`)],
        [word('duration'), word('months', { count: programme.months })],
        [word('cohort'), cohorts],
        [word('version'), `${plan.number} · ${say(`programmes.state.${plan.state}`)}`],
        ...(occupations.length ? [[word('occupations'), join(occupations.map(named))] as const] : []),
      ],
    },
  ]
  if (plan.aims)
    blocks.push({ kind: 'heading', text: word('aims') }, { kind: 'text', text: named(plan.aims) })
  blocks.push(...competencies(plan, { named, word, join }))
  blocks.push({ kind: 'heading', text: word('schedule') }, schedule(plan, { named, word, say }))
  blocks.push({ kind: 'heading', text: word('sums') }, sums(plan.courses, { word, say }))
  blocks.push({ kind: 'heading', text: word('rules') }, rules(plan, { say, word, language }))
  blocks.push({ kind: 'heading', text: word('committee') }, committee(plan, { named, say, word, language }))
  blocks.push({
    kind: 'signatures',
    lines: [word('sign_lead'), word('sign_committee'), word('sign_company'), word('sign_school')],
    date: word('sign_date'),
  })
  return {
    title: word('title', { programme: named(programme.name) }),
    subtitle: `${named(plan.organisation.name)} · ${cohorts}`,
    author: named(plan.organisation.name),
    ...{ language, blocks },
  }
}

type Words = {
  word: Say
  say: Say
  named: (name: Bilingual) => string
  join: (parts: readonly string[]) => string
}

/** Which course teaches which competency to which level. */
function competencies(plan: PlanVersion, { named, word, join }: Omit<Words, 'say'>): FlowBlock[] {
  return plan.frameworks.flatMap(framework => [
    { kind: 'heading' as const, text: word('competencies', { framework: named(framework.name) }) },
    {
      kind: 'table' as const,
      columns: [
        { header: word('competency_code'), share: 12 },
        { header: word('competency'), share: 32 },
        { header: word('taught_by'), share: 56 },
      ],
      rows: framework.competencies.map(({ id, code, name }) => ({
        cells: [code, named(name), taughtIn(plan.courses, id) || '—'],
      })),
    },
  ])

  function taughtIn(courses: readonly Course[], competencyId: string): string {
    return join(
      courses.flatMap(course => {
        const aim = course.aims.find(one => one.competencyId === competencyId)
        return aim ? [word('taught_at', { course: named(course.name), level: aim.level })] : []
      }),
    )
  }
}

function schedule(plan: PlanVersion, { named, word, say }: Omit<Words, 'join'>): FlowBlock {
  const rows: FlowRow[] = []
  for (let semester = 1; semester <= plan.semesters; semester++) {
    const courses = plan.courses.filter(course => course.semester === semester)
    if (courses.length === 0) continue
    const total = sumsOf(courses)
    rows.push({
      strong: true,
      cells: [word('semester', { semester }), '', '', ...figures(total, total.credits)],
    })
    for (const course of courses)
      rows.push({
        cells: [
          ...[course.code, named(course.name), say(`programmes.kind.${course.kind}`)],
          ...figures(
            { hours: hoursOf(course), theory: course.theoryHours, practice: course.practiceHours },
            course.credits,
          ),
        ],
      })
  }
  const all = sumsOf(plan.courses)
  rows.push({ strong: true, cells: [word('total'), '', '', ...figures(all, all.credits)] })
  return {
    kind: 'table',
    columns: [
      { header: word('course_code'), share: 15 },
      { header: word('course'), share: 34 },
      { header: word('kind'), share: 17 },
      ...['hours', 'theory', 'practice', 'credits'].map(key => ({
        ...{ header: word(key), share: 10, align: 'right' as const },
      })),
    ],
    rows,
  }
}

const figures = (
  { hours, theory, practice }: { hours: number; theory: number; practice: number },
  credits: number,
) => [hours, theory, practice, credits].map(String)

function sums(courses: readonly Course[], { word, say }: Pick<Words, 'word' | 'say'>): FlowBlock {
  const whole = sumsOf(courses).hours || 1
  const row = (label: string, some: readonly Course[], strong?: boolean): FlowRow => {
    const { hours, credits } = sumsOf(some)
    const share = `${((hours / whole) * 100).toFixed(1)} %`
    return { strong, cells: [label, String(some.length), String(hours), share, String(credits)] }
  }
  const right = { align: 'right' as const, share: 16 }
  return {
    kind: 'table',
    columns: [
      { header: word('kind'), share: 36 },
      ...['courses', 'hours', 'share', 'credits'].map(key => ({ header: word(key), ...right })),
    ],
    rows: [
      ...COURSE_KINDS.map(kind =>
        row(
          say(`programmes.kind.${kind}`),
          courses.filter(course => course.kind === kind),
        ),
      ),
      row(word('total'), courses, true),
    ],
  }
}

type Spoken = Pick<Words, 'say' | 'word'> & { language: 'zh' | 'en' }

function rules(plan: PlanVersion, { say, word, language }: Spoken): FlowBlock {
  return {
    kind: 'table',
    columns: [
      { header: word('rule'), share: 30 },
      { header: word('found'), share: 14, align: 'right' },
      { header: word('result'), share: 14 },
      { header: word('source'), share: 42 },
    ],
    rows: checkPlan(plan.courses, plan.rules).map(finding => {
      const { limit, found } = findingWords(finding)
      const said = (part: { key: string; data: Record<string, string | number> }) => say(part.key, part.data)
      return {
        cells: [
          `${say(`programmes.rule.${finding.rule}`)} ${said(limit)}`,
          said(found),
          say(`programmes.outcome.${finding.outcome}`),
          finding.verified
            ? finding.source[language]
            : `${finding.source[language]} ${say('programmes.unverified_mark')}`,
        ],
      }
    }),
  }
}

function committee(
  plan: PlanVersion,
  { named, say, word, language }: Spoken & Pick<Words, 'named'>,
): FlowBlock {
  const day = (at: string) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      dateStyle: 'long',
      timeZone: 'Asia/Shanghai',
    }).format(new Date(at))
  const rows: FlowRow[] = plan.reviewers.map(({ name, organisation, side, opinion, signedAt }) => ({
    cells: [
      ...[name, named(organisation.name), say(`programmes.side.${side}`)],
      opinion ? say(`programmes.opinion.${opinion}`) : word('not_signed'),
      signedAt ? day(signedAt) : '',
    ],
  }))
  if (plan.approvedOn)
    rows.push({
      strong: true,
      cells: [
        plan.approvedBy ?? '',
        named(plan.organisation.name),
        word('approval'),
        word('approved'),
        day(plan.approvedOn),
      ],
    })
  return {
    kind: 'table',
    columns: [
      { header: word('member'), share: 16 },
      { header: word('organisation'), share: 36 },
      { header: word('side'), share: 14 },
      { header: word('opinion'), share: 16 },
      { header: word('signed_on'), share: 18 },
    ],
    rows: rows.length ? rows : [{ cells: ['—', '', '', '', ''] }],
  }
}
