import { closeTodos } from '#modules/information/server/index.ts'
import {
  asDay,
  asInstant,
  asKey,
  asText,
  fieldsOf,
  type PersonalDataSource,
  partsOf,
} from '#platform/server/personal-data.ts'
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

/** Whose guardian or child somebody is at which school, what they signed, and the papers they handed in. */
export const familyPersonalData: PersonalDataSource = {
  async collect({ system, personId, most }) {
    return [
      ...partsOf('members.guardianships', await selectGuardianshipData(system, personId, most), row =>
        fieldsOf({
          as: asKey(`data.members.as_${row.side}`),
          relation: asKey(`members.relation.${row.relation}`),
          state: asKey(`members.guardian.standing.${row.standing}`),
          shares_contact: row.side === 'guardian' ? asKey(row.sharesContact ? 'data.yes' : 'data.no') : null,
          ...{ starts_on: asDay(row.startsOn), ends_on: asDay(row.endsOn) },
        }),
      ),
      ...partsOf('members.consents', await selectConsentData(system, personId, most), row =>
        fieldsOf({
          consent: titled(row),
          purpose: asKey(`members.consent.purpose.${row.purpose}`),
          signed_as: row.capacity && asKey(`members.consent.capacity.${row.capacity}`),
          answer: asKey(`members.consent.answer.${row.answer ?? 'none'}`),
          ...{ text: asText(row.note), day: asDay(row.day) },
        }),
      ),
      ...partsOf('members.family_papers', await selectPaperData(system, personId, most), row =>
        fieldsOf({ file: asText(row.name), since: asInstant(row.at) }),
      ),
      ...partsOf('members.consent_requests', await selectAskedData(system, personId, most), row =>
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
