import type { Bilingual } from '#platform/contract/fields.ts'
import {
  asDay,
  asInstant,
  asKey,
  asText,
  type DataPart,
  type DataReach,
  fieldsOf,
  ownPart,
  type PersonalDataSource,
  type Processing,
} from '#platform/server/personal-data.ts'
import {
  type DeedKind,
  eraseEntry,
  eraseNames,
  selectDeeds,
  selectHeldData,
} from './queries/personal-data.ts'

const asNames = ({ zh, en }: Bilingual) => ({ as: 'names' as const, text: zh, en })
const KINDS: readonly DeedKind[] = ['signed', 'steps']

/** What was issued to somebody, and what they issued, suspended and revoked for their organisation. */
async function collect({ system, personId, most }: DataReach): Promise<DataPart[]> {
  const held = ownPart('credentials.held', await selectHeldData(system, personId, most), row =>
    fieldsOf({
      credential: asNames(row.name),
      kind: asKey(`credentials.kind.${row.kind}`),
      name: asText(row.holder),
      issuer: asNames(row.issuer),
      level: asText(row.level),
      evidence: asText(row.evidence.flatMap(({ name, narrative }) => name ?? narrative ?? []).join(' · ')),
      day: asDay(row.awardedOn),
      ends_on: asDay(row.validUntil),
      state: asKey(`credentials.state.${row.state}`),
      reason: asText(row.reason),
      credential_id: asText(row.id),
      since: asInstant(row.at),
    }),
  )
  const parts = [held]
  for (const kind of KINDS)
    parts.push(
      ownPart(`credentials.${kind}`, await selectDeeds(system, kind, personId, most), row =>
        fieldsOf({
          credential: asNames(row.name),
          holders: row.holders === null ? null : asText(String(row.holders)),
          action: row.step && asKey(`audit.credentials.${row.step}`),
          reason: asText(row.reason),
          since: asInstant(row.at),
        }),
      ),
    )
  return parts
}

export const credentialsPersonalData: PersonalDataSource = {
  collect,
  erase: eraseNames,
  // Everything hangs on affiliations, which move with their person.
  merge: async () => {},
  eraseEntry,
}

export const credentialsProcessing: readonly Processing[] = [
  {
    key: 'credentials.issued',
    basis: ['contract', 'public_interest'],
    periods: ['kept_student', 'kept_resident', 'kept_staff'],
  },
]
