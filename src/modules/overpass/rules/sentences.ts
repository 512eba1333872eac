import type { Bilingual, Language } from '#platform/contract/fields.ts'
import type { Bridge, Condition, Leaf, Recognition } from './bridge.ts'

type Data = Record<string, string | number>
/** The words of one language: a key of the messages below `overpass.say.`, with its values. */
export type Say = (key: `overpass.say.${string}`, data?: Data) => string
/** Names of what a bridge refers to by id; and of competencies the names of their levels, the lowest first. */
export type Names = { of: Record<string, Bilingual>; levels: Record<string, Bilingual[]> }

/** One sentence of a bridge, and the part of the form that it reads back. */
export type Sentence = { part: string; text: string }

type Reading = { names: Names; language: Language; say: Say }

/** A bridge read back as sentences, each about one part: whoever reads them all has read the whole rule. */
export function sentencesOf(bridge: Bridge, names: Names, language: Language, say: Say): Sentence[] {
  const reading = { names, language, say }
  const { quota, feeFen, validYears, capTotal } = bridge
  const when = <T>(value: T | null, text: (value: T) => string, part: string) =>
    value === null ? [] : [{ part, text: text(value) }]
  return [
    { part: 'to', text: ofWay(bridge, reading) },
    { part: 'entry', text: say('overpass.say.entry', { condition: conditionText(bridge.entry, reading) }) },
    ...bridge.recognitions.map((rule, i) => ({
      part: `recognitions.${i}`,
      text: ofRule(rule, reading),
    })),
    ...when(capTotal, credits => say('overpass.say.cap_total', { credits }), 'capTotal'),
    ...when(validYears, count => say('overpass.say.valid', { count }), 'validYears'),
    ...when(quota, count => say('overpass.say.quota', { count }), 'quota'),
    ...when(feeFen, fen => say('overpass.say.fee', { yuan: fen / 100 }), 'feeFen'),
    ...(bridge.documents.length
      ? [
          {
            part: 'documents',
            text: say('overpass.say.documents', {
              documents: listed(
                bridge.documents.map(each => inWords(each, language)),
                reading,
              ),
            }),
          },
        ]
      : []),
    ...(bridge.intakes.length
      ? [
          {
            part: 'intakes',
            text: say('overpass.say.intakes', { days: listed(bridge.intakes, reading) }),
          },
        ]
      : []),
    { part: 'months', text: say('overpass.say.months', { count: bridge.months }) },
    {
      part: 'automatic',
      text: say(bridge.automatic ? 'overpass.say.automatic' : 'overpass.say.decided'),
    },
  ]
}

const inWords = (value: Bilingual, language: Language) => (language === 'en' && value.en) || value.zh
const listed = (items: readonly string[], { say }: Reading) => items.join(say('overpass.say.comma'))
function named(id: string, { names, language, say }: Reading): string {
  const name = names.of[id]
  return name ? inWords(name, language) : say('overpass.say.unknown', { id: id.slice(0, 8) })
}

function ofWay({ way, from, to }: Bridge, reading: Reading): string {
  const { say } = reading
  const sources = [
    ...from.programmeIds.map(id => named(id, reading)),
    ...from.levels.map(level => say(`overpass.say.level.${level}`)),
  ]
  return say('overpass.say.way', {
    way: say(`overpass.way.${way}` as `overpass.say.${string}`),
    from: sources.length ? listed(sources, reading) : say('overpass.say.everybody'),
    to: named(to.kind === 'programme' ? to.programmeId : to.occupationId, reading),
    version:
      to.kind === 'programme' && to.versionId
        ? say('overpass.say.version', { version: named(to.versionId, reading) })
        : '',
  })
}

function ofRule({ when, courses, cap }: Recognition, reading: Reading): string {
  const { say } = reading
  const given = courses.map(({ courseId, credits }) =>
    say('overpass.say.gives', { course: named(courseId, reading), count: credits }),
  )
  return say('overpass.say.rule', {
    when: leafText(when, reading),
    given: listed(given, reading),
    cap: cap === null ? '' : say('overpass.say.rule_cap', { credits: cap }),
  })
}

/** A condition as a phrase; groups within groups stand in brackets, so that it can be read in one way only. */
export function conditionText(condition: Condition, reading: Reading, inner = false): string {
  const { say } = reading
  if (condition.is === 'not')
    return say('overpass.say.not', { condition: conditionText(condition.of, reading, true) })
  if (condition.is !== 'all' && condition.is !== 'any') return leafText(condition, reading)
  if (condition.of.length === 0)
    return say(condition.is === 'all' ? 'overpass.say.nothing_asked' : 'overpass.say.never')
  const parts = condition.of.map(each => conditionText(each, reading, true))
  const text = parts.join(say(condition.is === 'all' ? 'overpass.say.and' : 'overpass.say.or'))
  return inner && parts.length > 1 ? say('overpass.say.group', { text }) : text
}

/** What one outcome must be, as a phrase. */
export function leafText(leaf: Leaf, reading: Reading): string {
  const { say } = reading
  const more = qualifiers(leaf, reading)
  return more.length
    ? say('overpass.say.qualified', { what: what(leaf, reading), how: listed(more, reading) })
    : what(leaf, reading)
}

function what(leaf: Leaf, reading: Reading): string {
  const { say } = reading
  switch (leaf.is) {
    case 'course':
      return say(leaf.courseIds.length === 1 ? 'overpass.say.course' : 'overpass.say.course_of', {
        courses: listed(
          leaf.courseIds.map(id => named(id, reading)),
          reading,
        ),
      })
    case 'competency': {
      const level = reading.names.levels[leaf.competencyId]?.[leaf.level - 1]
      return say('overpass.say.competency', {
        name: named(leaf.competencyId, reading),
        level: `${leaf.level}${level ? ` ${inWords(level, reading.language)}` : ''}`,
      })
    }
    case 'work':
      return say('overpass.say.work', {
        kinds: leaf.kinds.map(kind => say(`overpass.say.work.${kind}`)).join(say('overpass.say.slash')),
      })
    default:
      return leaf.named === null
        ? say(`overpass.say.any_${leaf.is}`)
        : say(`overpass.say.${leaf.is}`, { named: leaf.named })
  }
}

function qualifiers(leaf: Leaf, { say }: Reading): string[] {
  const found: string[] = []
  if ('minScore' in leaf && leaf.minScore !== null)
    found.push(say('overpass.say.min_score', { score: leaf.minScore }))
  if (leaf.is === 'certificate' && leaf.level)
    found.push(say('overpass.say.at_least', { level: say(`overpass.say.rank.${leaf.level}`) }))
  if (leaf.is === 'award') {
    if (leaf.level)
      found.push(say('overpass.say.at_least', { level: say(`overpass.say.rank.${leaf.level}`) }))
    if (leaf.prize)
      found.push(say('overpass.say.at_least', { level: say(`overpass.say.prize.${leaf.prize}`) }))
    if (leaf.teamPlaceAtMost !== null) found.push(say('overpass.say.team', { count: leaf.teamPlaceAtMost }))
  }
  if ('minHours' in leaf && leaf.minHours !== null)
    found.push(say('overpass.say.min_hours', { hours: leaf.minHours }))
  if (leaf.withinYears !== null) found.push(say('overpass.say.within', { count: leaf.withinYears }))
  return found
}
