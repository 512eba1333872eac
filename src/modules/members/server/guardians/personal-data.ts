import { closeTodos } from '#modules/information/server/index.ts'
import {
  asDay,
  asInstant,
  asKey,
  asText,
  type DataPart,
  fieldsOf,
  type PersonalDataSource,
} from '#platform/server/personal-data.ts'
import type { Place } from '../privacy/queries/entries.ts'
import {
  leaveFamily,
  mergePapers,
  selectAskedData,
  selectConsentData,
  selectGuardianshipData,
  selectPaperData,
} from './queries/personal-data.ts'

const titled = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }) => ({
  ...{ as: 'names' as const, text: titleZh, en: titleEn },
})

/** Rows as one part for each organisation that keeps them. */
function parts<R extends { organisation: Place; total: number }>(
  kind: string,
  rows: readonly R[],
  fields: (row: R) => DataPart['rows'][number],
): DataPart[] {
  return [...Map.groupBy(rows, row => row.organisation.id).values()].map(own => ({
    ...{ kind, organisation: own[0]?.organisation ?? null, affiliationId: null },
    ...{ total: own[0]?.total ?? 0, rows: own.map(fields) },
  }))
}

/** Whose guardian or child somebody is at which school, what they signed, and the papers they handed in. */
export const familyPersonalData: PersonalDataSource = {
  async collect({ system, personId, most }) {
    return [
      ...parts('members.guardianships', await selectGuardianshipData(system, personId, most), row =>
        fieldsOf({
          as: asKey(`data.members.as_${row.side}`),
          relation: asKey(`members.relation.${row.relation}`),
          state: asKey(`members.guardian.standing.${row.standing}`),
          shares_contact: row.side === 'guardian' ? asKey(row.sharesContact ? 'data.yes' : 'data.no') : null,
          ...{ starts_on: asDay(row.startsOn), ends_on: asDay(row.endsOn) },
        }),
      ),
      ...parts('members.consents', await selectConsentData(system, personId, most), row =>
        fieldsOf({
          consent: titled(row),
          purpose: asKey(`members.consent.purpose.${row.purpose}`),
          signed_as: row.capacity && asKey(`members.consent.capacity.${row.capacity}`),
          answer: asKey(`members.consent.answer.${row.answer ?? 'none'}`),
          ...{ text: asText(row.note), day: asDay(row.day) },
        }),
      ),
      ...parts('members.family_papers', await selectPaperData(system, personId, most), row =>
        fieldsOf({ file: asText(row.name), since: asInstant(row.at) }),
      ),
      ...parts('members.consent_requests', await selectAskedData(system, personId, most), row =>
        fieldsOf({ consent: titled(row), since: asInstant(row.at) }),
      ),
    ]
  },
  async erase(db, personId) {
    for (const id of await leaveFamily(db, personId))
      await closeTodos(db, { subject: { kind: 'guardianship', id } })
  },
  merge: mergePapers,
}
