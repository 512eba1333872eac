import type { Db } from '#platform/server/database/session.ts'
import {
  asInstant,
  asKey,
  asText,
  type DataPart,
  fieldsOf,
  type PersonalDataSource,
  type Processing,
  partsOf,
} from '#platform/server/personal-data.ts'
import {
  eraseCredit,
  mergeCredit,
  selectAdmissionData,
  selectClaimData,
  selectPlanData,
  selectPlanNoteData,
  selectPostingData,
  selectVoteData,
} from './queries/personal-data.ts'

/**
 * Claims of credit by the school that was asked, the postings of the account, voices given on others' claims, ways that
 * are followed and notes on them.
 */
export const overpassPersonalData: PersonalDataSource = {
  async collect({ system, personId, most }) {
    const claims = partsOf('overpass.claims', await selectClaimData(system, personId, most), row =>
      fieldsOf({
        programme: { as: 'names', text: row.programme.zh, en: row.programme.en },
        state: asKey(`overpass.state.${row.state}`),
        text: asText(row.note),
        reason: asText(row.reason),
        appeal: asText(row.appeal),
        answer: asText(row.answer),
        since: asInstant(row.at),
      }),
    )
    return [
      ...claims,
      ...(await admissionsOf(system, personId, most)),
      ...(await postingsOf(system, personId, most)),
      ...(await votesOf(system, personId, most)),
      ...(await plansOf(system, personId, most)),
      ...(await plansNotesOf(system, personId, most)),
    ]
  },
  erase: eraseCredit,
  merge: mergeCredit,
}

async function postingsOf(system: Db, personId: string, most: number): Promise<DataPart[]> {
  const rows = await selectPostingData(system, personId, most)
  if (rows.length === 0) return []
  return [
    {
      ...{ kind: 'overpass.postings', organisation: null, affiliationId: null, total: rows[0]?.total ?? 0 },
      rows: rows.map(row =>
        fieldsOf({
          programme: row.programme && { as: 'names', text: row.programme.zh, en: row.programme.en },
          ...{ from: asKey(`overpass.account.${row.from}`), to: asKey(`overpass.account.${row.to}`) },
          credits: asText(String(row.credits)),
          since: asInstant(row.at),
        }),
      ),
    },
  ]
}

async function admissionsOf(system: Db, personId: string, most: number): Promise<DataPart[]> {
  const rows = await selectAdmissionData(system, personId, most)
  return [...Map.groupBy(rows, row => row.receiving.id).values()].map(own => ({
    kind: 'overpass.admissions',
    organisation: own[0]?.receiving ?? null,
    affiliationId: null,
    total: own[0]?.total ?? 0,
    rows: own.map(row =>
      fieldsOf({
        programme: { as: 'names', text: row.programme.zh, en: row.programme.en },
        state: asKey(`overpass.admission.state.${row.state}`),
        text: asText(row.note),
        score: asText(String(row.score)),
        credits: asText(String(row.credits)),
        place: asText(row.place === null ? null : String(row.place)),
        consent: asText(row.consent),
        since: asInstant(row.at),
      }),
    ),
  }))
}

async function votesOf(system: Db, personId: string, most: number): Promise<DataPart[]> {
  const rows = await selectVoteData(system, personId, most)
  return [...Map.groupBy(rows, row => row.affiliationId)].map(([affiliationId, own]) => ({
    ...{ kind: 'overpass.votes', organisation: own[0]?.organisation ?? null, affiliationId },
    total: own[0]?.total ?? 0,
    rows: own.map(row =>
      fieldsOf({
        opinion: asKey(`overpass.opinion.${row.opinion}`),
        text: asText(row.comment),
        since: asInstant(row.at),
      }),
    ),
  }))
}

async function plansOf(system: Db, personId: string, most: number): Promise<DataPart[]> {
  const rows = await selectPlanData(system, personId, most)
  if (rows.length === 0) return []
  return [
    {
      ...{ kind: 'overpass.plans', organisation: null, affiliationId: null, total: rows[0]?.total ?? 0 },
      rows: rows.map(row =>
        fieldsOf({
          goal: { as: 'names', text: row.goal.zh, en: row.goal.en },
          state: asKey(`overpass.follow.state.${row.verdict}`),
          adviser: asText(row.adviser),
          text: asText(row.counted.join('，') || null),
          since: asInstant(row.at),
        }),
      ),
    },
  ]
}

async function plansNotesOf(system: Db, personId: string, most: number): Promise<DataPart[]> {
  const rows = await selectPlanNoteData(system, personId, most)
  return [...Map.groupBy(rows, row => row.affiliationId)].map(([affiliationId, own]) => ({
    ...{ kind: 'overpass.plan_notes', organisation: own[0]?.organisation ?? null, affiliationId },
    total: own[0]?.total ?? 0,
    rows: own.map(row => fieldsOf({ text: asText(row.text), since: asInstant(row.at) })),
  }))
}

export const overpassProcessing: readonly Processing[] = [
  { key: 'overpass.claims', basis: ['contract', 'public_interest'], periods: [] },
  { key: 'overpass.admissions', basis: ['contract', 'consent'], periods: [] },
  { key: 'overpass.plans', basis: ['contract', 'consent'], periods: [] },
]
