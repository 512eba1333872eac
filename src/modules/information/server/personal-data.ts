import {
  asInstant,
  asKey,
  asText,
  type DataPart,
  type DataReach,
  fieldsOf,
  type PersonalDataSource,
} from '#platform/server/personal-data.ts'
import {
  eraseInformation,
  mergeInformation,
  selectOptionalFeedOf,
  selectOptionalLetterPreference,
  selectOwnComments,
  selectReceipts,
} from './queries/personal-data.ts'

const own = { organisation: null, affiliationId: null }
const names = (title: { zh: string; en: string | null }) => ({
  as: 'names' as const,
  text: title.zh,
  en: title.en,
})

/** Wishes about letters, the calendar address, what was read and what was said. */
async function collect({ system, personId, most }: DataReach): Promise<DataPart[]> {
  const letters = await selectOptionalLetterPreference(system, personId)
  const feed = await selectOptionalFeedOf(system, personId)
  const receipts = await selectReceipts(system, personId, most)
  const comments = await selectOwnComments(system, personId, most)
  return [
    {
      ...{ ...own, kind: 'information.letters', total: letters ? 1 : 0 },
      rows: letters
        ? [
            fieldsOf({
              rhythm: asKey(`data.rhythm.${letters.rhythm}`),
              language: asKey(`data.language.${letters.language}`),
              since: asInstant(letters.updatedAt),
            }),
          ]
        : [],
    },
    {
      ...{ ...own, kind: 'information.feed', total: feed ? 1 : 0 },
      rows: feed ? [fieldsOf({ since: asInstant(feed.createdAt), seen: asInstant(feed.lastUsedAt) })] : [],
    },
    {
      ...{ ...own, kind: 'information.read', total: receipts.total },
      rows: receipts.rows.map(row => fieldsOf({ notice: names(row.title), since: asInstant(row.at) })),
    },
    {
      ...{ ...own, kind: 'information.comments', total: comments.total },
      rows: comments.rows.map(row =>
        fieldsOf({ notice: names(row.title), text: asText(row.text), since: asInstant(row.at) }),
      ),
    },
  ]
}

export const informationPersonalData: PersonalDataSource = {
  collect,
  erase: eraseInformation,
  merge: mergeInformation,
}
