import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Sentence } from '../contract/parts.ts'
import type { Bridge } from '../rules/bridge.ts'
import { idsOf } from '../rules/ids.ts'
import type { BridgeFacts } from '../rules/problems.ts'
import { sayIn } from '../rules/say.ts'
import { type Names, sentencesOf } from '../rules/sentences.ts'
import {
  type ProgrammeRow,
  selectCompetencies,
  selectCoursesNamed,
  selectOccupations,
  selectProgrammes,
  selectVersions,
} from './queries/bridges.ts'

/** What bridges name: for the check, for their sentences, and the programmes with their schools. */
export type Known = {
  facts: Omit<BridgeFacts, 'partyIds' | 'from' | 'until'>
  names: Names
  programmes: Map<string, ProgrammeRow>
}

const nameOf = ({ nameZh, nameEn }: { nameZh: string; nameEn: string | null }): Bilingual => ({
  zh: nameZh,
  en: nameEn,
})
const byId = <Row extends { id: string }, T>(rows: readonly Row[], value: (row: Row) => T) =>
  Object.fromEntries(rows.map(row => [row.id, value(row)]))

/** Loads whatever these bridges refer to, each kind in one statement. */
export async function loadKnown(db: Db, bridges: readonly Bridge[]): Promise<Known> {
  const ids = bridges.map(idsOf)
  const all = (kind: keyof (typeof ids)[number]) => [...new Set(ids.flatMap(each => each[kind]))]
  const programmes = await selectProgrammes(db, all('programmes'))
  const versions = await selectVersions(db, all('versions'))
  const courses = await selectCoursesNamed(db, all('courses'))
  const competencies = await selectCompetencies(db, all('competencies'))
  const occupations = await selectOccupations(db, all('occupations'))
  const withSchool = (row: ProgrammeRow): Bilingual => ({
    zh: `${row.organisationZh}「${row.nameZh}」`,
    en: `${row.nameEn ?? row.nameZh} (${row.organisationEn ?? row.organisationZh})`,
  })
  return {
    facts: {
      programmes: byId(programmes, ({ organisationId }) => ({ organisationId })),
      versions: byId(versions, ({ programmeId }) => ({ programmeId })),
      courses: byId(courses, ({ programmeId, versionId, credits }) => ({ programmeId, versionId, credits })),
      competencies: byId(competencies, ({ levelsZh }) => ({ levels: levelsZh.length })),
      occupations: byId(occupations, () => true as const),
    },
    names: {
      of: {
        ...byId(programmes, withSchool),
        ...byId(versions, ({ number }) => ({ zh: String(number), en: String(number) })),
        ...byId(courses, nameOf),
        ...byId(competencies, nameOf),
        ...byId(occupations, nameOf),
      },
      levels: byId(competencies, ({ levelsZh, levelsEn }) =>
        levelsZh.map((zh, i) => ({ zh, en: levelsEn[i] || null })),
      ),
    },
    programmes: new Map(programmes.map(row => [row.id, row])),
  }
}

/** A bridge read back in both languages. */
export function readBack(bridge: Bridge, names: Names): Sentence[] {
  const en = sentencesOf(bridge, names, 'en', sayIn('en'))
  return sentencesOf(bridge, names, 'zh', sayIn('zh')).map((sentence, i) => ({
    part: sentence.part,
    text: { zh: sentence.text, en: en[i]?.text ?? '' },
  }))
}
